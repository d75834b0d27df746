# Past when it was taken up, but it is to come after all: with a new limit that lies ahead its ladder begins, and the body is
# told of the limit.
config one.conf
start 2026-10-20 09:00
until 2026-10-22 09:00
mail *
do extend kh/bc/so-y-te/2026 until 2026-10-30
mail dau-moi@syt.example.vn extend kh/bc/so-y-te/2026 extended
state kh/bc/so-y-te/2026 open
until 2026-10-27 07:00
# Seven days before is Friday 23/10, the day after the order's mail: left out.
ledger kh/bc/so-y-te/2026 -7d owner:focal left-out
at 2026-10-27 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-28 09:00
do cancel kh/bc/so-y-te/2026
nothing more for kh/bc/so-y-te/2026
until 2026-12-01 09:00
