# Created on Tuesday 6/10 at 06:00: the next opening is that day's.
config one.conf
start 2026-10-06 06:00
at 2026-10-06 07:30
mail dau-moi@syt.example.vn first kh/bc/so-y-te/2026 advance
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
