# The step was held: the line to the coordinator is said once it is let go, at once, within office hours.
config relations.conf
start 2026-08-03 09:00
until 2026-10-20 07:00
mail *
do hold kh/bc/cong-an/2026 reason "đang đàm phán"
until 2026-10-20 10:00
mail *
do release kh/bc/cong-an/2026
mail dau-moi@snv.example.vn +3wd kh/bc/cong-an/2026 list
says Cần trao đổi trực tiếp, không gửi thư: 1. Công an tỉnh
ledger kh/bc/cong-an/2026 +3wd owner:head dropped
ledger kh/bc/cong-an/2026 +3wd coordinator:focal said
until 2026-10-22 00:00
at 2026-10-22 07:30
mail *
