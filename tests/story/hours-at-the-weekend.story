# Off from Thursday 8/10 before opening to Saturday 10/10 at 10:00, a day off: the missed reminder of 8/10 waits for Monday
# 12/10 07:30; there the reminder of that day is due too, and of the two the latest speaks.
config one.conf
start 2026-08-03 09:00
until 2026-10-08 00:00
mail *
outage until 2026-10-10 10:00
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
ledger kh/bc/so-y-te/2026 -7d owner:focal covered
until 2026-10-14 23:00
