# Without spacing nothing is thinned: 8, 12, 13, 14 and 15/10.
config close.conf
start 2026-08-03 09:00
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-10-13 07:30
mail dau-moi@syt.example.vn -2wd kh/bc/so-y-te/2026 advance
at 2026-10-14 07:30
mail dau-moi@syt.example.vn -1wd kh/bc/so-y-te/2026 advance
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
