# The coordinator ends with Sunday 4/10, its heir is Sở Nội vụ. Limit Tuesday 6/10, in the digest from 22/9: that of Monday 28/9
# goes to the coordinator of that day, that of 5/10 to its heir, and so does the list of 8/10 (2wd) to the heir's head.
config coordinator-heir.conf
start 2026-08-03 09:00
at 2026-09-28 07:30
mail dau-moi@dau.example.vn digest digest/so-dau/2026-09-28 digest
at 2026-10-05 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-05 digest
at 2026-10-06 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-07 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
at 2026-10-08 07:30
mail giam-doc@snv.example.vn +2wd kh/bc/so-y-te/2026 list
at 2026-10-12 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-12 digest
