# On Tuesday 13/10 at 10:00 the limit moves from 15/10 to Thursday 12/11: a new version, its 30d (13/10 07:30) lies before the
# reload and is past. No announcement, no catch-up: 14d 29/10, 7d 5/11, 3wd 9/11 (11, 10, 9), 0d 12/11, 1wd 13/11.
config one.conf
start 2026-08-03 09:00
until 2026-10-13 10:00
mail *
reload one-farther.conf
limit kh/bc/so-y-te/2026 2026-11-12 2
at 2026-10-29 07:30
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
at 2026-11-05 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
at 2026-11-09 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-11-12 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-11-13 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
