# The same of a body that is not subordinate: its line to the coordinator is taken out of the list that waits, and is said when the
# wait is over, on Monday 26/10.
config relations.conf
start 2026-08-03 09:00
until 2026-10-20 07:00
mail *
relay 451 for 60m
until 2026-10-20 07:40
do ask kh/bc/cong-an/2026 until 2026-11-10 reason "bão"
until 2026-10-20 16:00
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@stp.example.vn +3wd kh/bc/so-tu-phap/2026 overdue
mail Mot-Nguoi@sxd.example.vn +3wd kh/bc/so-xay-dung/2026 head
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
mail dau-moi@snv.example.vn +3wd kh/bc/mat-tran/2026 list
also +3wd kh/bc/bo/2026
ledger kh/bc/cong-an/2026 +3wd coordinator:focal none
until 2026-10-26 07:00
mail *
ledger kh/bc/cong-an/2026 +3wd owner:head dropped
ledger kh/bc/cong-an/2026 +3wd coordinator:focal none
at 2026-10-26 07:30
mail dau-moi@snv.example.vn +3wd kh/bc/cong-an/2026 list
mail *
ledger kh/bc/cong-an/2026 +3wd coordinator:focal said
