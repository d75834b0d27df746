# Off from 7/10 to Tuesday 13/10 09:00; meanwhile the holiday files change far away (30/12 is off). What was missed is not
# over because of that: 7d (8/10) and 3wd (12/10) are caught up, the latest speaks.
config one.conf
start 2026-08-03 09:00
until 2026-10-07 00:00
mail *
outage until 2026-10-13 09:00 one-december-off.conf
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
ledger kh/bc/so-y-te/2026 -7d owner:focal covered
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
