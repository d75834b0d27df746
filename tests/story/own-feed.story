# Where feeds are served each mail offers its reader's own: another one in the mail and in its copy, one to a person in two
# positions, however the address is written, in the reader's language. Who holds no position is offered none, nor is the
# administrator. Limit Thursday 15/10; 1wd 16/10, 3wd 20/10, 5wd 22/10, 7wd 26/10.
config own-feed.conf
start 2026-08-03 09:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
says Lịch thời hạn báo cáo của riêng người nhận thư này (đăng ký một lần, tự cập nhật): https://lich.tinh.example.vn/feeds/
offers dau-moi@syt.example.vn
mail dau-moi@sngv.example.vn -0d kh/bc/so-anh/2026 today
says Your own calendar of reporting limits (subscribe once, it keeps itself up to date): https://lich.tinh.example.vn/feeds/
offers dau-moi@sngv.example.vn
mail mot-nguoi@sxd.example.vn -0d kh/bc/so-xay-dung/2026 today
offers mot-nguoi@sxd.example.vn
mail dau-moi@mttq.example.vn -0d kh/bc/mat-tran/2026 today
offers dau-moi@mttq.example.vn
mail quan-tri@tinh.example.vn admin admin/2026-10-15 admin
offers nothing
at 2026-10-16 07:30
mail *
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
offers giam-doc@syt.example.vn
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
offers dau-moi@syt.example.vn
mail giam-doc@sngv.example.vn +3wd kh/bc/so-anh/2026 head
offers giam-doc@sngv.example.vn
mail dau-moi@sngv.example.vn +3wd kh/bc/so-anh/2026 head
offers dau-moi@sngv.example.vn
mail Mot-Nguoi@sxd.example.vn +3wd kh/bc/so-xay-dung/2026 head
offers mot-nguoi@sxd.example.vn
mail *
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
also *
offers dau-moi@snv.example.vn
at 2026-10-26 07:30
mail so-theo-doi@tinh.example.vn +7wd kh/bc/so-y-te/2026 list
also *
offers nothing
until 2026-10-27 09:00
mail *
relay 550 to dau-moi@sngv.example.vn
do submit kh/bc/so-y-te/2026 number 5/BC dated 2026-10-26
do submit kh/bc/so-anh/2026 number 6/BC dated 2026-10-26
until 2026-10-27 09:31
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
offers dau-moi@syt.example.vn
mail quan-tri@tinh.example.vn admin admin/2026-10-27 admin
offers nothing
mail dau-moi@snv.example.vn admin admin/2026-10-27 admin
offers nothing
