# Off from 15/10 06:00 to Friday 16/10 06:00: the reminder of the last day was missed, and late_from is 16/10 00:00. It is
# never said; at opening the first escalation speaks alone.
config one.conf
start 2026-08-03 09:00
until 2026-10-15 06:00
mail *
outage until 2026-10-16 06:00
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
ledger kh/bc/so-y-te/2026 -0d owner:focal past
until 2026-10-19 23:00
