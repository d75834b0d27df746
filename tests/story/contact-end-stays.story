# The end recorded of a person stays when their telephone number is recorded after it: nobody is written to from the day of the
# vacancy on.
config one.conf
start 2026-08-03 09:00
until 2026-09-01 10:00
mail *
contact end so-y-te focal until=2026-10-05
contact set so-y-te focal phone=0123
until 2026-10-05 10:00
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
until 2026-10-08 07:20
at 2026-10-08 07:30
ledger kh/bc/so-y-te/2026 -7d owner:focal unaddressed
mail *
