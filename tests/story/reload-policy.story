# On Friday 9/10 at 10:00 another policy: 14d 1/10 and 5wd 8/10 lie before it, are past, and nothing is caught up; 3wd 12/10,
# 0d 15/10, 1wd 16/10, 2wd 19/10 run. The limit stays, and so does its version. On 12/10 at 10:00 the old policy comes back:
# 3wd was said by name and is not said again.
config one.conf
start 2026-08-03 09:00
until 2026-10-09 10:00
mail *
reload one-policy.conf
limit kh/bc/so-y-te/2026 2026-10-15 1
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-12 10:00
reload one.conf
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
until 2026-10-19 10:00
reload one-policy.conf
until 2027-01-01 00:00
