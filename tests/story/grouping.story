# Four reports of one body: A by 13/10, B 15/10, C 16/10, D 19/10; 1wd and 0d before, 1wd after to the focal point, 3wd after
# to the head with a copy to the focal point. On 16/10 the focal point has mail of its own: B overdue, C due today, D coming;
# A's letter to the head brings no copy but an item «để biết» in it. Kind is that of the first item: overdue, today, coming.
config grouping.conf
start 2026-08-03 09:00
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -1wd kh/a/so-y-te/2026 advance
at 2026-10-13 07:30
mail dau-moi@syt.example.vn -0d kh/a/so-y-te/2026 today
at 2026-10-14 07:30
mail dau-moi@syt.example.vn +1wd kh/a/so-y-te/2026 overdue
also -1wd kh/b/so-y-te/2026
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/b/so-y-te/2026 today
also -1wd kh/c/so-y-te/2026
at 2026-10-16 07:30
mail giam-doc@syt.example.vn +3wd kh/a/so-y-te/2026 head
mail dau-moi@syt.example.vn +1wd kh/b/so-y-te/2026 overdue
also -0d kh/c/so-y-te/2026
also -1wd kh/d/so-y-te/2026
also +3wd kh/a/so-y-te/2026
says III. Để biết 1. Theo Kế hoạch số 1/KH-UBND
at 2026-10-19 07:30
mail dau-moi@syt.example.vn +1wd kh/c/so-y-te/2026 overdue
also -0d kh/d/so-y-te/2026
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/b/so-y-te/2026 head
mail dau-moi@syt.example.vn +1wd kh/d/so-y-te/2026 overdue
also +3wd kh/b/so-y-te/2026
at 2026-10-21 07:30
mail giam-doc@syt.example.vn +3wd kh/c/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/c/so-y-te/2026 head
at 2026-10-22 07:30
mail giam-doc@syt.example.vn +3wd kh/d/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/d/so-y-te/2026 head
until 2026-12-01 00:00
