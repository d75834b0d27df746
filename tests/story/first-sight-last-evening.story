# Created on Thursday 15/10 at 20:00, before late_from (16/10 00:00), so in service; the first notice would go on 16/10,
# when nothing reminds any more: the escalation of that day speaks.
config one.conf
start 2026-10-15 20:00
state kh/bc/so-y-te/2026 open
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
ledger kh/bc/so-y-te/2026 first owner:focal past
