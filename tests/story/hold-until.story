# Everything of one report is held until Saturday 17/10 included, from the 14d on. On Monday 19/10, the next opening, the latest of
# what was held back speaks: 1wd (Friday 16/10); reminders say nothing after the limit.
config one.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
until 2026-09-30 16:00
do hold kh/bc/so-y-te/2026 until 2026-10-17 reason "báo cáo đang trên đường"
refused hold kh/bc/so-y-te/2026 until 2026-10-16 reason "lần nữa"
until 2026-10-18 12:00
ledger kh/bc/so-y-te/2026 -14d owner:focal left-out
ledger kh/bc/so-y-te/2026 -7d owner:focal left-out
ledger kh/bc/so-y-te/2026 -0d owner:focal left-out
ledger kh/bc/so-y-te/2026 +1wd owner:focal left-out
at 2026-10-19 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
ledger kh/bc/so-y-te/2026 +1wd owner:focal said
ledger kh/bc/so-y-te/2026 -0d owner:focal left-out
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
until 2026-10-21 00:00
