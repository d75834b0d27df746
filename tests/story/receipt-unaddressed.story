# A receipt for a body with nobody to write to: the administrator hears of it at the next opening, once.
config nobody.conf
start 2026-10-12 08:00
until 2026-10-12 18:00
mail *
do submit kh/bc/so-moi/2026
until 2026-10-13 07:00
at 2026-10-13 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-13 admin
ledger kh/bc/so-moi/2026 submit owner:focal unaddressed
until 2026-12-01 09:00
