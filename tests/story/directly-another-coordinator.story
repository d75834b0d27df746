# The list with the bodies to talk to directly waits because the relay puts it off. From 7:40 on somebody else coordinates: the
# list goes to that person, with all three.
config relations.conf
start 2026-08-03 09:00
until 2026-10-20 07:00
mail *
relay 451 for 60m
until 2026-10-20 07:40
contact set so-noi-vu focal name=Hai email=hai@snv.example.vn
until 2026-10-20 12:00
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@stp.example.vn +3wd kh/bc/so-tu-phap/2026 overdue
mail Mot-Nguoi@sxd.example.vn +3wd kh/bc/so-xay-dung/2026 head
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
mail hai@snv.example.vn +3wd kh/bc/cong-an/2026 list
also +3wd kh/bc/bo/2026
also +3wd kh/bc/mat-tran/2026
says Cần trao đổi trực tiếp, không gửi thư: 1. Bộ Nội vụ; quá hạn 03 ngày làm việc 2. Công an tỉnh
