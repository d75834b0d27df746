# Deferred at 07:30; the report is recorded at 07:33; before the attempt of 07:35 the mail is looked at and superseded.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *

relay 451 for 40m
until 2026-10-12 07:33
do submit kh/bc/so-y-te/2026 received 2026-10-12T07:31
until 2026-10-12 07:40
tried 0 dau-moi@syt.example.vn
queue 1 superseded
at 2026-10-12 08:03
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
nothing more for kh/bc/so-y-te/2026
until 2026-12-01 00:00
