# Who is written to is who holds the position at the sending. Limit 15/10 (30d Tuesday 15/9, 14d 1/10, 7d 8/10, 3wd 12/10, 0d
# 15/10, 1wd 16/10, 3wd 20/10, 5wd 22/10, 10wd 29/10). From 30/9 Sở Y tế has another focal point: the 14d of 1/10 goes there, and
# nothing that the position was told is said again. Recorded on Monday 5/10 to hold from 12/10: the 7d of 8/10 is still the
# second's, the 3wd of 12/10 the third's. The head ends with 19/10: the 3wd of 20/10 falls back to the focal point.
config one.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
until 2026-09-30 09:00
contact set so-y-te focal name=Hai email=hai@syt.example.vn number=12/QĐ
asked 1 /v1/status nobody=0
at 2026-10-01 07:30
mail hai@syt.example.vn -14d kh/bc/so-y-te/2026 advance
until 2026-10-05 09:00
contact set SYT focal name=Ba email=ba@syt.example.vn from=12/10/2026
at 2026-10-08 07:30
mail hai@syt.example.vn -7d kh/bc/so-y-te/2026 advance
at 2026-10-12 07:30
mail ba@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
asked 1 /v1/why/ba@syt.example.vn?on=2026-10-12 reason=said step=-3wd
asked 1 /v1/why/hai@syt.example.vn?on=2026-10-12 reason=not* other=ba@*
asked 1 /v1/why/so-y-te?on=2026-10-13 reason=no?step next_step=-0d next_day=2026-10-15
at 2026-10-15 07:30
mail ba@syt.example.vn -0d kh/bc/so-y-te/2026 today
contact end so-y-te head until=2026-10-19
at 2026-10-16 07:30
mail ba@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
at 2026-10-20 07:30
mail ba@syt.example.vn +3wd kh/bc/so-y-te/2026 overdue
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
at 2026-10-29 07:30
mail giam-doc@snv.example.vn +10wd kh/bc/so-y-te/2026 list
until 2026-11-01 00:00
