# Sở Cũ ends with September; the report of 15/10 is its heir's from the beginning, as is the one of 30/10 that the heir owes
# itself anyway: once. The report of 16/9 is Sở Cũ's own (limit 16/9: 30d Monday 17/8, 14d 2/9, off until then, back to 28/8,
# 7d 9/9, 3wd 11/9, 0d 16/9). From 1/10 the body of today answers for it: on 7/10 (15wd after) its heir stands there. In Sở
# Thay the person changes on 10/10: the one valid then is written to, and is not told again what the position was told.
config successor.conf
start 2026-08-10 09:00
state kh/bc/so-cu/2026 absent
state kh/chung/so-cu/2026 absent
state kh/chung/so-y-te/2026 open
at 2026-08-17 07:30
mail dau-moi@so-cu.example.vn -30d kh/dau-nam/so-cu/2026 advance
at 2026-08-28 07:30
mail dau-moi@so-cu.example.vn -14d kh/dau-nam/so-cu/2026 advance
at 2026-09-09 07:30
mail dau-moi@so-cu.example.vn -7d kh/dau-nam/so-cu/2026 advance
at 2026-09-11 07:30
mail dau-moi@so-cu.example.vn -3wd kh/dau-nam/so-cu/2026 advance
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
mail truoc@thay.example.vn -30d kh/bc/so-thay/2026 advance
at 2026-09-16 07:30
mail dau-moi@so-cu.example.vn -0d kh/dau-nam/so-cu/2026 today
do submit kh/dau-nam/so-cu/2026 received 2026-09-16T07:30
at 2026-09-16 08:00
mail dau-moi@so-cu.example.vn submit kh/dau-nam/so-cu/2026 receipt
at 2026-09-30 07:30
mail dau-moi@syt.example.vn -30d kh/chung/so-y-te/2026 advance
at 2026-10-01 07:30
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
mail truoc@thay.example.vn -14d kh/bc/so-thay/2026 advance
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
mail truoc@thay.example.vn -7d kh/bc/so-thay/2026 advance
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
mail sau@thay.example.vn -3wd kh/bc/so-thay/2026 advance
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
mail sau@thay.example.vn -0d kh/bc/so-thay/2026 today
