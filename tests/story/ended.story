# Owner, receiver and coordinator all end with Friday 18/9 in the middle of a ladder, and nobody inherits. From then on nobody of
# theirs is written to: 3wd (21/9), 5wd (23/9) and 10wd (30/9) have nobody, and the administrator is told on each day.
config ended.conf
start 2026-08-03 09:00
at 2026-09-16 07:30
mail dau-moi@so-cu.example.vn -0d kh/bc/so-cu/2026 today
at 2026-09-17 07:30
mail dau-moi@so-cu.example.vn +1wd kh/bc/so-cu/2026 overdue
at 2026-09-21 07:30
mail quan-tri@tinh.example.vn admin admin/2026-09-21 admin
says owner:head
ledger kh/bc/so-cu/2026 +3wd owner:head unaddressed
ledger kh/bc/so-cu/2026 +3wd owner:focal unaddressed
at 2026-09-23 07:30
mail quan-tri@tinh.example.vn admin admin/2026-09-23 admin
ledger kh/bc/so-cu/2026 +5wd receiver:focal unaddressed
at 2026-09-30 07:30
mail quan-tri@tinh.example.vn admin admin/2026-09-30 admin
ledger kh/bc/so-cu/2026 +10wd coordinator:head unaddressed
until 2026-11-01 00:00
