# At 7:20 the clerk holds what is to leave at 7:30: nothing leaves. The next step is held a minute late: the mail of 7:30 waits
# because the relay puts it off; it is taken back and does not leave though the relay is well again. Held twice, let go twice.
config one.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
until 2026-10-01 07:20
do hold kh/bc/so-y-te/2026 until 2026-10-01 reason "báo cáo vừa tới"
until 2026-10-01 16:00
ledger kh/bc/so-y-te/2026 -14d owner:focal left-out
at 2026-10-02 07:30
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
relay 451 for 10m
until 2026-10-08 07:25
relay 451 for 10m
at 2026-10-08 07:30
tried 1 dau-moi@syt.example.vn
queue 1 deferred
do hold kh/bc/so-y-te/2026 reason "báo cáo vừa tới"
queue 0 deferred
queue 1 superseded
asked /v1/queue state=superseded reply=held*
ledger kh/bc/so-y-te/2026 -7d owner:focal left-out
do hold kh/bc/so-y-te/2026 step -0d reason "cả ngày cuối"
asked 1 /v1/status holds=2
refused release kh/bc/so-y-te/2026 step +1wd
until 2026-10-09 09:00
do release kh/bc/so-y-te/2026
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
refused release kh/bc/so-y-te/2026
do submit kh/bc/so-y-te/2026
refused hold kh/bc/so-y-te/2026 reason "đã nộp"
until 2026-10-09 10:00
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
until 2026-10-20 12:00
