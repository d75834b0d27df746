# The receiver's list of 22/10 is deferred; at 08:00 Sở Tư pháp's report comes in: superseded at the next attempt, and what
# still holds is said anew in the same minute, without Sở Tư pháp.
config relations.conf
start 2026-08-03 09:00
until 2026-10-22 07:00
mail *
relay 451 for 80m
until 2026-10-22 08:00
tried 3 dau-moi@snv.example.vn
do submit kh/bc/so-tu-phap/2026 received 2026-10-22T07:50
until 2026-10-22 09:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
also +5wd kh/bc/so-xay-dung/2026
also +5wd kh/bc/so-moi/2026
also +5wd kh/bc/cong-an/2026
also +5wd kh/bc/mat-tran/2026
also +5wd kh/bc/cac-xa/2026
also +5wd kh/bc/bo/2026
queue 1 superseded
until 2026-10-25 00:00
