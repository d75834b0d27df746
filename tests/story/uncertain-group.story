# Two reports of one body in one mail, lost after the final dot at 07:30: it may have arrived. One of the two comes in at
# 07:40. An uncertain mail is never said anew in parts: while anything in it holds it goes again as it was, the same bytes.
config two.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *
relay lost for 35m
until 2026-10-12 07:40
do submit kh/so-lieu/so-y-te/2026 received 2026-10-12T07:35
at 2026-10-12 07:45
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
also -3wd kh/so-lieu/so-y-te/2026
at 2026-10-12 08:10
mail dau-moi@syt.example.vn submit kh/so-lieu/so-y-te/2026 receipt
nothing more for kh/so-lieu/so-y-te/2026
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
