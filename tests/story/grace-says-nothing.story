# Limit Sunday 29/11/2026, late from 1/12. Off from 22/11 to Monday 30/11 09:00: 3d and 3wd (23/11) were missed. From the day
# after the limit until it is late nobody is told: the reminders are past; on 1/12 the escalation speaks.
config days-off.conf
start 2026-10-01 09:00
until 2026-11-22 00:00
mail *
outage until 2026-11-30 09:00
ledger kh/bc/so-y-te/2026 -3d owner:focal past
ledger kh/bc/so-y-te/2026 -3wd owner:focal past
at 2026-12-01 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
