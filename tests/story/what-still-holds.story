# Two reports of one body in one mail, deferred at 07:30. One comes in at 07:33: the mail no longer holds as it is and is
# superseded at the attempt of 07:35; the other report's reminder is said anew, alone, in the same minute.
config two.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *
relay 451 for 34m
until 2026-10-12 07:33
do submit kh/so-lieu/so-y-te/2026 received 2026-10-12T07:31
until 2026-10-12 07:40
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
queue 1 superseded
at 2026-10-12 08:03
mail dau-moi@syt.example.vn submit kh/so-lieu/so-y-te/2026 receipt
nothing more for kh/so-lieu/so-y-te/2026
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
