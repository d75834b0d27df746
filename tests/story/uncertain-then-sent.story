# Lost at 07:30, taken at 07:45: once.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *

relay lost for 35m
at 2026-10-12 07:45
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
