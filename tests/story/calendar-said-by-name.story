# 3wd was said on 12/10 at 07:30; at 10:00 its day moves to 8/10: what was said stays said.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
reload one-day-off.conf
ledger kh/bc/so-y-te/2026 -3wd owner:focal said
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
