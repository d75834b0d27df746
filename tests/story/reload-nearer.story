# On Sunday 20/9 at 10:00 the limit moves from 15/10 to Thursday 8/10: a new version, announced at the next opening, Monday
# 21/9. Its steps: 30d 8/9 is past; 14d 24/9 is three working days after the announcement; 7d 1/10; 3wd 5/10 (7, 6, 5); 1wd
# 7/10 left out; 0d 8/10; after it 1wd 9/10. Nothing is caught up.
config one.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
until 2026-09-20 10:00
reload one-nearer.conf
limit kh/bc/so-y-te/2026 2026-10-08 2
at 2026-09-21 07:30
mail dau-moi@syt.example.vn reload kh/bc/so-y-te/2026 request
at 2026-09-24 07:30
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
at 2026-10-01 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
at 2026-10-05 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-09 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
