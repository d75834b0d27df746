# 451 all of Monday 12/10: the reminder has not left by the end of its day and is superseded with the first attempt after
# midnight; what is due is planned anew, at opening on Tuesday. The one of Thursday 15/10 meets the same fate, and on Friday
# nothing reminds any more: the escalation speaks alone.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *

relay 451 for 20h
until 2026-10-13 07:29
queue 1 superseded
at 2026-10-13 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-15 07:00
relay 451 for 20h
until 2026-10-16 07:29
queue 2 superseded
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
ledger kh/bc/so-y-te/2026 -0d owner:focal past
until 2026-10-19 23:00
