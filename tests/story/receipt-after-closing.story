# 16:50 and 30 minutes is 17:20, after closing at 17:00: the receipt leaves at the next opening, Tuesday 13/10 07:30.
config one.conf
start 2026-10-12 08:00
until 2026-10-12 16:50
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-12T16:00
at 2026-10-13 07:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
