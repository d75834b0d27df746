# A body without anybody: each step is unaddressed, the administrator gets one mail that day, and only that day. On Tuesday
# 20/10 at 10:00 the files name people: what was not said and has no later step of its role is said at the next opening,
# once: of the focal point's 0d, 1wd and copy of 3wd the last, and the head's 3wd. Words follow the facts.
config one-person.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail quan-tri@tinh.example.vn admin admin/2026-09-15 admin
at 2026-10-01 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-01 admin
at 2026-10-08 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-08 admin
at 2026-10-12 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-12 admin
at 2026-10-15 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-15 admin
ledger kh/bc/so-moi/2026 -0d owner:focal unaddressed
at 2026-10-16 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-16 admin
at 2026-10-20 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
ledger kh/bc/so-moi/2026 +3wd owner:head unaddressed
until 2026-10-20 10:00
reload one-person-found.conf
at 2026-10-21 07:30
mail giam-doc@moi.example.vn +3wd kh/bc/so-moi/2026 head
mail dau-moi@moi.example.vn +3wd kh/bc/so-moi/2026 head
ledger kh/bc/so-moi/2026 +1wd owner:focal unaddressed
ledger kh/bc/so-moi/2026 +3wd owner:head said
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-moi/2026 list
at 2026-10-29 07:30
mail giam-doc@snv.example.vn +10wd kh/bc/so-moi/2026 list
until 2026-11-01 00:00
