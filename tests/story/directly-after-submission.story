# On 20/10 the list to the coordinator waits because the relay puts it off, with three bodies to talk to directly. One of them
# reports at 7:40: the list is taken back and written anew, and the two others are named in it as before.
config relations.conf
start 2026-08-03 09:00
until 2026-10-20 07:00
mail *
relay 451 for 60m
until 2026-10-20 07:40
do submit kh/bc/mat-tran/2026 number 1
until 2026-10-20 12:00
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@stp.example.vn +3wd kh/bc/so-tu-phap/2026 overdue
mail Mot-Nguoi@sxd.example.vn +3wd kh/bc/so-xay-dung/2026 head
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
mail dau-moi@snv.example.vn +3wd kh/bc/cong-an/2026 list
also +3wd kh/bc/bo/2026
says Cần trao đổi trực tiếp, không gửi thư: 1. Bộ Nội vụ; quá hạn 03 ngày làm việc 2. Công an tỉnh
until 2026-10-22 00:00
