# As in unaddressed, but one person is found for both positions: one mail, as the head; the copy needs no second one.
config one-person.conf
start 2026-10-15 18:00
at 2026-10-16 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-16 admin
at 2026-10-20 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
until 2026-10-20 10:00
reload one-person-both.conf
at 2026-10-21 07:30
mail dau-moi@moi.example.vn +3wd kh/bc/so-moi/2026 head
ledger kh/bc/so-moi/2026 +3wd owner:head said
ledger kh/bc/so-moi/2026 +3wd owner:focal unaddressed
until 2026-10-22 07:29
