# Lost at 07:30; the report comes in at 07:40, so at 07:45 nothing in the mail holds any more: it is superseded.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *

relay lost for 35m
until 2026-10-12 07:40
tried 1 dau-moi@syt.example.vn
do submit kh/bc/so-y-te/2026 received 2026-10-12T07:35
at 2026-10-12 08:10
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
queue 1 superseded
nothing more for kh/bc/so-y-te/2026
until 2026-12-01 00:00
