# One step is held, the others go (30d Tuesday 15/9, 14d 1/10, 7d 8/10, 3wd 12/10, 0d 15/10, 1wd 16/10, 3wd 20/10). The 14d is held
# and let go after the 7d was said: it is not said any more. The 3wd is held for good and let go before the next step, on Tuesday
# 13/10 at 10:00: it is said at once, once.
config one.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
do hold kh/bc/so-y-te/2026 step -14d reason "đang họp"
asked 1 /v1/status holds=1
until 2026-10-01 12:00
ledger kh/bc/so-y-te/2026 -14d owner:focal left-out
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
do release kh/bc/so-y-te/2026 step -14d
asked 1 /v1/status holds=0
ledger kh/bc/so-y-te/2026 -14d owner:focal left-out
do hold kh/bc/so-y-te/2026 step -3wd reason "chờ ý kiến"
until 2026-10-12 12:00
ledger kh/bc/so-y-te/2026 -3wd owner:focal left-out
until 2026-10-13 10:00
do release kh/bc/so-y-te/2026
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
ledger kh/bc/so-y-te/2026 -3wd owner:focal said
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
until 2026-10-16 00:00
