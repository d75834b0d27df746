# Created on Monday 5/10 at 10:00, its first notice due on 6/10; at 12:00 the limit moves to 8/10. The announcement of the new
# limit is the first notice of it: one mail on 6/10. 3wd (5/10 07:30) is past, 0d is the last reminder.
config one.conf
start 2026-10-05 10:00
until 2026-10-05 12:00
reload one-nearer.conf
at 2026-10-06 07:30
mail dau-moi@syt.example.vn reload kh/bc/so-y-te/2026 request
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-09 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
