# A pattern means those the order may start from; the others are passed over and named. An id that is named itself is refused,
# and so is a pattern none of which can be meant.
config together.conf
start 2026-09-22 08:00
until 2026-09-22 10:00
mail *
do submit kh/bc/so-y-te/2026
do extend kh/bc/*/2026 until 2026-10-20 reason "chờ số liệu"
state kh/bc/so-y-te/2026 submitted
limit kh/bc/so-y-te/2026 2026-10-15 1
limit kh/bc/cong-an/2026 2026-10-20 2
mail *
refused extend kh/bc/so-y-te/2026 kh/bc/cong-an/2026 until 2026-10-21 reason "chờ số liệu"
limit kh/bc/cong-an/2026 2026-10-20 2
refused accept kh/bc/c*/2026
do accept kh/bc/*/2026
state kh/bc/so-y-te/2026 accepted
state kh/bc/cong-an/2026 open
until 2026-09-22 11:00
mail *
