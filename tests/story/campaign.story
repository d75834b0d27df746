# From 15/11/2026, a Sunday: 30d is Friday 16/10, 7d is Sunday 8/11, moved back to Friday 6/11. Bodies with a person get it,
# each its own mail; a set that is not listed and a superior do not; who has nobody is in the administrator's mail. It stands
# alone: a reminder of that day is another mail. 27/11 is the last working day of the report before 30/11.
config campaign.conf
start 2026-08-03 09:00
at 2026-10-16 07:30
mail dau-moi@syt.example.vn -30d campaign/kh/thang/so-y-te/2026 campaign
mail dau-moi@ca.example.vn -30d campaign/kh/thang/cong-an/2026 campaign
mail quan-tri@tinh.example.vn admin admin/2026-10-16 admin
at 2026-11-06 07:30
mail dau-moi@syt.example.vn -7d campaign/kh/thang/so-y-te/2026 campaign
mail dau-moi@ca.example.vn -7d campaign/kh/thang/cong-an/2026 campaign
mail quan-tri@tinh.example.vn admin admin/2026-11-06 admin
ledger campaign/kh/thang/so-moi/2026 -7d owner:focal unaddressed
at 2026-11-27 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-12-01 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
until 2027-03-01 00:00
