# Held for the day, while the list waits because the relay puts it off: the list is written anew without that body, and on the
# next morning the body is named in one of its own.
config relations.conf
start 2026-08-03 09:00
until 2026-10-20 07:00
mail *
relay 451 for 60m
until 2026-10-20 07:40
do hold kh/bc/cong-an/2026 step +3wd until 2026-10-20 reason "đang đàm phán"
queue 1 superseded
asked /v1/queue state=superseded reply=held* kind=list
until 2026-10-20 16:00
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@stp.example.vn +3wd kh/bc/so-tu-phap/2026 overdue
mail Mot-Nguoi@sxd.example.vn +3wd kh/bc/so-xay-dung/2026 head
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
mail dau-moi@snv.example.vn +3wd kh/bc/mat-tran/2026 list
also +3wd kh/bc/bo/2026
says Cần trao đổi trực tiếp, không gửi thư: 1. Bộ Nội vụ; quá hạn 03 ngày làm việc 2. Ủy ban Mặt trận
ledger kh/bc/cong-an/2026 +3wd coordinator:focal none
until 2026-10-21 00:00
at 2026-10-21 07:30
mail dau-moi@snv.example.vn +3wd kh/bc/cong-an/2026 list
ledger kh/bc/cong-an/2026 +3wd coordinator:focal said
