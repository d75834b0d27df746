# On Friday 9/10 at 10:00 Monday 12/10 and Wednesday 14/10 become days off. The limit 15/10 stays and with it its version.
# 3wd moves from 12/10 to 8/10 (13, 9, 8): its new day is over, it is past. 1wd moves to 13/10, one working day before 0d,
# left out. 0d and the steps after stay where they are.
config one.conf
start 2026-08-03 09:00
until 2026-10-09 10:00
mail *
reload one-day-off.conf
limit kh/bc/so-y-te/2026 2026-10-15 1
ledger kh/bc/so-y-te/2026 -3wd owner:focal past
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
