# Off from 10/10 to Tuesday 10/11 10:00: 30d and 7d of the month of action were missed, the latest speaks, 30d is covered.
config campaign.conf
start 2026-08-03 09:00
until 2026-10-10 00:00
outage until 2026-11-10 10:00
mail dau-moi@syt.example.vn -7d campaign/kh/thang/so-y-te/2026 campaign
mail dau-moi@ca.example.vn -7d campaign/kh/thang/cong-an/2026 campaign
mail quan-tri@tinh.example.vn admin admin/2026-11-10 admin
ledger campaign/kh/thang/so-y-te/2026 -30d owner:focal covered
until 2026-11-26 00:00
