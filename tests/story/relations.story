# Who is written to, by relation. Limit Thursday 15/10/2026; 1wd 16/10, 3wd 20/10, 5wd 22/10, 7wd 26/10, 10wd 29/10.
# owner:focal: every body with a person; a superior and a set that is not listed never; a body with nobody is unaddressed,
# one mail that day to the administrator. owner:head: Sở Y tế's head, with a copy to its focal point; Sở Tư pháp has no head,
# so its focal point, once, with the focal point's text; Sở Xây dựng has one person in both positions, written to once as
# the head. Công an, the Front and the ministry are not subordinate: nobody of theirs, not the copy either, but one list to
# the coordinator's focal point. The receiver's list holds all eight; the committee, named by id, hears of the five
# subordinate bodies only, and so does the mailto. Sở Nội vụ owes to itself: it gets nothing, ever.
config relations.conf
start 2026-08-03 09:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
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

at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@stp.example.vn +3wd kh/bc/so-tu-phap/2026 overdue
mail Mot-Nguoi@sxd.example.vn +3wd kh/bc/so-xay-dung/2026 head
mail dau-moi@snv.example.vn +3wd kh/bc/cong-an/2026 list
also +3wd kh/bc/mat-tran/2026
also +3wd kh/bc/bo/2026
says Cần trao đổi trực tiếp, không gửi thư: 1. Bộ Nội vụ; quá hạn 03 ngày làm việc 2. Công an tỉnh
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
ledger kh/bc/so-tu-phap/2026 +3wd owner:head said
ledger kh/bc/so-tu-phap/2026 +3wd owner:focal covered
ledger kh/bc/so-xay-dung/2026 +3wd owner:focal covered
ledger kh/bc/cong-an/2026 +3wd owner:head dropped
ledger kh/bc/cong-an/2026 +3wd owner:focal dropped
ledger kh/bc/cong-an/2026 +3wd coordinator:focal said
ledger kh/bc/mat-tran/2026 +3wd owner:head dropped
ledger kh/bc/mat-tran/2026 +3wd coordinator:focal said
ledger kh/bc/bo/2026 +3wd owner:head dropped
ledger kh/bc/cac-xa/2026 +3wd owner:head dropped
ledger kh/bc/so-noi-vu/2026 +3wd owner:head none
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
also +5wd kh/bc/so-tu-phap/2026
also +5wd kh/bc/so-xay-dung/2026
also +5wd kh/bc/so-moi/2026
also +5wd kh/bc/cong-an/2026
also +5wd kh/bc/mat-tran/2026
also +5wd kh/bc/cac-xa/2026
also +5wd kh/bc/bo/2026
at 2026-10-26 07:30
mail van-thu@ubnd.example.vn +7wd kh/bc/so-y-te/2026 list
also +7wd kh/bc/so-tu-phap/2026
also +7wd kh/bc/so-xay-dung/2026
also +7wd kh/bc/so-moi/2026
also +7wd kh/bc/cac-xa/2026
mail so-theo-doi@tinh.example.vn +7wd kh/bc/so-y-te/2026 list
also +7wd kh/bc/so-tu-phap/2026
also +7wd kh/bc/so-xay-dung/2026
also +7wd kh/bc/so-moi/2026
also +7wd kh/bc/cac-xa/2026
ledger kh/bc/cong-an/2026 +7wd ubnd:focal dropped
ledger kh/bc/mat-tran/2026 +7wd mailto:so-theo-doi@tinh.example.vn dropped
at 2026-10-29 07:30
mail giam-doc@snv.example.vn +10wd kh/bc/so-y-te/2026 list
also *
until 2027-03-01 00:00
