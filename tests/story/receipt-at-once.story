# The whole half hour lies within hours: 08:00 and 30 minutes; one minute before nothing has gone.
config one.conf
start 2026-08-03 09:00
until 2026-10-09 08:00
mail *
do submit kh/bc/so-y-te/2026 received 2026-10-09T07:00
until 2026-10-09 08:29
until 2026-10-09 08:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
until 2027-03-01 00:00
