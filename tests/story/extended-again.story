# The second extension overtakes the first before its mail could leave: only the second is told. A third, on the day of the
# second's last reminder but one, thins the reminder that stands too near after it.
config one.conf
start 2026-08-03 09:00
until 2026-10-13 09:00
mail *
relay 451 for 1h
do extend kh/bc/so-y-te/2026 until 2026-10-20
do extend kh/bc/so-y-te/2026 until 2026-10-22
until 2026-10-13 11:00
queue 1 superseded
mail dau-moi@syt.example.vn extend kh/bc/so-y-te/2026 extended
limit kh/bc/so-y-te/2026 2026-10-22 3
until 2026-10-16 00:00
# Seven days before Thursday 22/10 is the 15th.
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
until 2026-10-16 10:00
do extend kh/bc/so-y-te/2026 until 2026-10-23
mail dau-moi@syt.example.vn extend kh/bc/so-y-te/2026 extended
until 2026-10-19 00:00
# -7d of the 23rd lay before the order; -3wd, 20/10, is two working days after it.
at 2026-10-20 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-23 00:00
at 2026-10-23 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
until 2026-10-23 09:00
do cancel kh/bc/so-y-te/2026
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
