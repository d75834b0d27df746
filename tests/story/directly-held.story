# A step to the head of a body that is not subordinate is held: the line that stands in its place is kept back too.
config relations.conf
start 2026-08-03 09:00
until 2026-10-20 07:00
mail *
do hold kh/bc/cong-an/2026 reason "đang đàm phán"
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@stp.example.vn +3wd kh/bc/so-tu-phap/2026 overdue
mail Mot-Nguoi@sxd.example.vn +3wd kh/bc/so-xay-dung/2026 head
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
mail dau-moi@snv.example.vn +3wd kh/bc/mat-tran/2026 list
also +3wd kh/bc/bo/2026
says Cần trao đổi trực tiếp, không gửi thư: 1. Bộ Nội vụ; quá hạn 03 ngày làm việc 2. Ủy ban Mặt trận
ledger kh/bc/cong-an/2026 +3wd owner:head left-out
ledger kh/bc/cong-an/2026 +3wd coordinator:focal none
