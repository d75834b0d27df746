# An order about a body with nobody to write to: the administrator hears of it at the next opening, once.
config nobody.conf
start 2026-10-12 08:00
until 2026-10-12 18:00
mail *
do waive kh/bc/so-moi/2026 reason "mới thành lập"
ledger kh/bc/so-moi/2026 waive owner:focal unaddressed
at 2026-10-13 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-13 admin
until 2026-12-01 09:00
