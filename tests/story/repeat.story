# 1wd 16/10 repeats every five working days without an end: 23/10, 30/10, 6/11, 13/11, 20/11, and five working days on
# (23, 25, 26, 27, 30; 24/11 is off): 30/11. 2wd 19/10 repeats three times, each three days on: 22/10; 25/10, a
# Sunday, which moves to Monday 26/10; and 28/10, counted from Sunday, not from where that moved. Answered on 1/12 it stops.
config repeat.conf
start 2026-08-03 09:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
at 2026-10-19 07:30
mail giam-doc@snv.example.vn +2wd kh/bc/so-y-te/2026 list
at 2026-10-22 07:30
mail giam-doc@snv.example.vn +2wd#1 kh/bc/so-y-te/2026 list
at 2026-10-23 07:30
mail dau-moi@syt.example.vn +1wd#1 kh/bc/so-y-te/2026 overdue
at 2026-10-26 07:30
mail giam-doc@snv.example.vn +2wd#2 kh/bc/so-y-te/2026 list
at 2026-10-28 07:30
mail giam-doc@snv.example.vn +2wd#3 kh/bc/so-y-te/2026 list
at 2026-10-30 07:30
mail dau-moi@syt.example.vn +1wd#2 kh/bc/so-y-te/2026 overdue
at 2026-11-06 07:30
mail dau-moi@syt.example.vn +1wd#3 kh/bc/so-y-te/2026 overdue
at 2026-11-13 07:30
mail dau-moi@syt.example.vn +1wd#4 kh/bc/so-y-te/2026 overdue
at 2026-11-20 07:30
mail dau-moi@syt.example.vn +1wd#5 kh/bc/so-y-te/2026 overdue
at 2026-11-30 07:30
mail dau-moi@syt.example.vn +1wd#6 kh/bc/so-y-te/2026 overdue
until 2026-12-01 10:00
do submit kh/bc/so-y-te/2026 received 2026-12-01T09:00
at 2026-12-01 10:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
