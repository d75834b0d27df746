# Killed with the reminder in the air at 07:30, started at 07:32: found as sending it is uncertain, and goes again 15 minutes
# after that was seen, at 07:47, the same bytes.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *

relay dies
until 2026-10-12 07:31
outage until 2026-10-12 07:32
at 2026-10-12 07:47
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
