# Off from 30/9 to 13/10 08:00. Missed: 14d (1/10), 7d (8/10), 3wd (12/10), all to one role: the latest speaks, within hours
# at once, the others are covered. Its words follow the facts: two working days before the aim.
config one.conf
start 2026-08-03 09:00
until 2026-09-30 00:00
mail *
outage until 2026-10-13 08:00
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
says Tính đến 08 giờ 00 phút, ngày 13/10/2026, thời gian còn lại là 02 ngày làm việc
ledger kh/bc/so-y-te/2026 -14d owner:focal covered
ledger kh/bc/so-y-te/2026 -7d owner:focal covered
ledger kh/bc/so-y-te/2026 -3wd owner:focal said
until 2026-10-15 07:29
