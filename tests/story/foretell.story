# foretell = 1wd: on the working day before a step that writes to owners, the coordinator's focal point gets the list of who
# will be told: 15/10 for 1wd, 19/10 for 3wd. Nothing before 5wd, 7wd and 10wd, which write to others. A report that came
# in between is told of no more: Sở Y tế's on 19/10 at 9.
config foretell.conf
start 2026-08-03 09:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
mail dau-moi@snv.example.vn foretell foretell/so-noi-vu/2026-10-15 foretell
mail dau-moi@stp.example.vn -0d kh/bc/so-tu-phap/2026 today
mail mot-nguoi@sxd.example.vn -0d kh/bc/so-xay-dung/2026 today
mail dau-moi@ca.example.vn -0d kh/bc/cong-an/2026 today
mail dau-moi@mttq.example.vn -0d kh/bc/mat-tran/2026 today
mail quan-tri@tinh.example.vn admin admin/2026-10-15 admin
ledger kh/bc/so-moi/2026 -0d owner:focal unaddressed
ledger kh/bc/cac-xa/2026 -0d owner:focal dropped
ledger kh/bc/bo/2026 -0d owner:focal dropped
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
mail dau-moi@stp.example.vn +1wd kh/bc/so-tu-phap/2026 overdue
mail mot-nguoi@sxd.example.vn +1wd kh/bc/so-xay-dung/2026 overdue
mail dau-moi@ca.example.vn +1wd kh/bc/cong-an/2026 overdue
mail dau-moi@mttq.example.vn +1wd kh/bc/mat-tran/2026 overdue
mail quan-tri@tinh.example.vn admin admin/2026-10-16 admin

at 2026-10-19 07:30
mail dau-moi@snv.example.vn foretell foretell/so-noi-vu/2026-10-19 foretell
says Vào 07 giờ 30 phút, ngày 20/10/2026
says Sở Y tế (điện thoại 0200 000 002); quá hạn 02 ngày làm việc; nhắc gần nhất ngày 16/10/2026
says Cần trao đổi trực tiếp, không gửi thư (Báo cáo kết quả công tác năm 2026): 1. Bộ Nội vụ
until 2026-10-19 09:00
do submit kh/bc/so-y-te/2026 received 2026-10-19T08:00
at 2026-10-20 07:30
mail dau-moi@stp.example.vn +3wd kh/bc/so-tu-phap/2026 overdue
mail Mot-Nguoi@sxd.example.vn +3wd kh/bc/so-xay-dung/2026 head
mail dau-moi@snv.example.vn +3wd kh/bc/cong-an/2026 list
also *
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-tu-phap/2026 list
also *
nothing more for kh/bc/so-y-te/2026
at 2026-10-26 07:30
mail *
at 2026-10-29 07:30
mail *
until 2027-03-01 00:00
