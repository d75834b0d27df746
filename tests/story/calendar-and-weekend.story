# Off from 7/10 to Saturday 10/10 10:00: 7d (8/10) was missed and waits for Monday. On Sunday the holiday files change far
# away: 7d has not moved, it is not past; on Monday 3wd is due too and speaks, 7d is covered.
config one.conf
start 2026-08-03 09:00
until 2026-10-07 00:00
mail *
outage until 2026-10-10 10:00
until 2026-10-11 10:00
reload one-december-off.conf
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
ledger kh/bc/so-y-te/2026 -7d owner:focal covered
