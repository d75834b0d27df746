# mail.mode = hold: mails are planned and rendered, none leaves until a person lets them go. The one of 15/9 has then gone
# stale, its day is over: it is superseded when the queue is let go on 1/10 at 10:00, the one of that day leaves.
config one-hold.conf
start 2026-08-03 09:00
until 2026-10-01 10:00
queue 2 queued
do release all
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
queue 1 superseded
until 2026-10-08 12:00
queue 1 queued
