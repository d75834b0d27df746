# Lost after the final dot at 07:30 of Monday 12/10, then the service is off until Tuesday 06:00: the reminder's day is over and
# it may have arrived, so it is superseded and not said anew.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *
relay lost for 1h
until 2026-10-12 07:31
tried 1 dau-moi@syt.example.vn
outage until 2026-10-13 06:00
queue 1 superseded
ledger kh/bc/so-y-te/2026 -3wd owner:focal said
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
