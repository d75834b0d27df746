# A person's order stands against the files: the report is in, then the limit moves; limit, version and state stay.
config one.conf
start 2026-08-03 09:00
until 2026-09-22 10:00
mail *
do submit kh/bc/so-y-te/2026 received 2026-09-22T09:00
at 2026-09-22 10:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
reload one-nearer.conf
limit kh/bc/so-y-te/2026 2026-10-15 1
state kh/bc/so-y-te/2026 submitted
reload one-gone.conf
state kh/bc/so-y-te/2026 withdrawn
reload one.conf
state kh/bc/so-y-te/2026 submitted
until 2027-01-01 00:00
