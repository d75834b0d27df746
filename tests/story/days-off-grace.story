# Before 30/11/2026: L = Sunday 29/11. grace: the limit stays, aim Friday 27/11, late_from 2026-12-01 00:00. 5d before the aim
# is Sunday 22/11, moved back to Friday 20/11; 3d is Tuesday 24/11, off, moved back to Monday 23/11; 3wd is 26, 25, 23/11.
# On
# 23/11 two steps are due: the one counted to the day nearer the limit, 3d, speaks. Last permitted day 30/11: 1wd is Tuesday 1/12; 5d after it
# is Saturday 5/12, moved on to Monday 7/12.
config days-off.conf
start 2026-10-01 09:00
limit kh/bc/so-y-te/2026 2026-11-29 1
at 2026-11-20 07:30
mail dau-moi@syt.example.vn -5d kh/bc/so-y-te/2026 advance
at 2026-11-23 07:30
mail dau-moi@syt.example.vn -3d kh/bc/so-y-te/2026 advance
ledger kh/bc/so-y-te/2026 -3wd owner:focal covered
at 2026-12-01 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
at 2026-12-07 07:30
mail dau-moi@syt.example.vn +5d kh/bc/so-y-te/2026 overdue
until 2027-03-01 00:00
