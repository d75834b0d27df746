# In on Monday 12/10, in time; returned twice, each time with its own days for the corrections, then accepted. The first
# submission's time stands. What went back is reminded of and pursued in the words of a correction, by its own limit; the
# order's mail counts for the spacing.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT dated 2026-10-09 received 2026-10-12T09:00
at 2026-10-12 10:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
says trong thời hạn quy định
until 2026-10-19 15:00
do return kh/bc/so-y-te/2026 reason "thiếu số liệu chỉ tiêu 3" reason "số liệu chưa tách biệt theo giới tính" days 5 number 77/SNV
mail dau-moi@syt.example.vn return kh/bc/so-y-te/2026 returned
headed Đề nghị bổ sung, chỉnh sửa
says thiếu số liệu chỉ tiêu 3
says số liệu chưa tách biệt theo giới tính
says 09 giờ 00 phút, ngày 12/10/2026
says hết thứ Hai, ngày 26 tháng 10 năm 2026
state kh/bc/so-y-te/2026 returned
limit kh/bc/so-y-te/2026 2026-10-26 2
refused return kh/bc/so-y-te/2026 reason "nữa" days 5
refused accept kh/bc/so-y-te/2026
# Three working days before Monday 26/10 is Wednesday 21/10.
at 2026-10-21 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-26 00:00
at 2026-10-26 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-27 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
until 2026-10-28 09:00
do submit kh/bc/so-y-te/2026 number 15/BC-SYT received 2026-10-28T08:00
at 2026-10-28 09:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
until 2026-10-29 09:00
do return kh/bc/so-y-te/2026 reason "văn bản chưa có chữ ký số hợp lệ" until 2026-11-06
mail dau-moi@syt.example.vn return kh/bc/so-y-te/2026 returned
says 09 giờ 00 phút, ngày 12/10/2026
limit kh/bc/so-y-te/2026 2026-11-06 3
until 2026-11-02 09:00
do submit kh/bc/so-y-te/2026 number 16/BC-SYT received 2026-11-02T08:00
do accept kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 accepted
# Accepted within the half hour: the report did come in.
at 2026-11-02 09:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
refused submit kh/bc/so-y-te/2026 number 17/BC-SYT
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
