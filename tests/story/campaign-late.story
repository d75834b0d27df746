# Loaded on 20/10: 30d is over, nothing is caught up. Off from 1/11 to Tuesday 10/11 10:00: 7d (6/11) was missed and the month
# has not begun, so it goes at once. 
config campaign.conf
start 2026-10-20 09:00
until 2026-11-01 00:00
outage until 2026-11-10 10:00
mail dau-moi@syt.example.vn -7d campaign/kh/thang/so-y-te/2026 campaign
mail dau-moi@ca.example.vn -7d campaign/kh/thang/cong-an/2026 campaign
mail quan-tri@tinh.example.vn admin admin/2026-11-10 admin
ledger campaign/kh/thang/so-y-te/2026 -30d owner:focal none
until 2026-11-26 00:00
