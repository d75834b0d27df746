# 550 at 07:30: failed; within hours the administrator and the coordinator's focal point read of it at once. The next
# reminder fails likewise, another day's mail.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *

relay 550 to dau-moi@syt.example.vn
at 2026-10-12 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-12 admin
mail dau-moi@snv.example.vn admin admin/2026-10-12 admin
queue 1 failed
at 2026-10-15 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-15 admin
mail dau-moi@snv.example.vn admin admin/2026-10-15 admin
ledger kh/bc/so-y-te/2026 -0d owner:focal said
until 2026-10-15 23:00
