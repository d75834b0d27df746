# The limit that an order set stays when its day becomes a day off; what is counted from it follows: the last working day before
# it, and the day from which a report is late. A load of the same files writes nothing.
config one.conf
start 2026-09-01 18:00
do date kh/bc --period 2026 --all --due "by 13/10/2026" --document 9/SNV --earlier --quiet
asked 1 /v1/show/kh/bc/so-y-te/2026 limit=2026-10-13 aim=2026-10-13 late_from=2026-10-14T00:00:00+07:00
reload one-tuesday-off.conf
asked 1 /v1/show/kh/bc/so-y-te/2026 limit=2026-10-13 aim=2026-10-12 late_from=2026-10-15T00:00:00+07:00 version=2
reload one-tuesday-off.conf
unchanged
until 2026-10-12 07:29
mail *
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-15 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
