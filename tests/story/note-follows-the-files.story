# A note, a step kept back and let go, a question: none decides anything about the report, so the limit goes on following the
# files, and what was noted keeps the occurrence when they no longer know it.
config one.conf
start 2026-08-03 09:00
until 2026-09-22 10:00
mail *
do note kh/bc/so-y-te/2026 note "đã gọi điện"
do hold kh/bc/so-y-te/2026 step +1wd reason "đang xác minh"
do release kh/bc/so-y-te/2026
do ask kh/bc/so-y-te/2026 until 2026-10-20 reason "chờ số liệu"
do ask kh/bc/so-y-te/2026 refused
reload one-nearer.conf
limit kh/bc/so-y-te/2026 2026-10-08 2
until 2026-09-22 17:00
mail *
reload one-gone.conf
state kh/bc/so-y-te/2026 withdrawn
reload one.conf
state kh/bc/so-y-te/2026 open
limit kh/bc/so-y-te/2026 2026-10-15 3
mail *
