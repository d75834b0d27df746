# Items of the fourth quarter; its middle is Sunday 15/11. The digest of 16/11 says once how many there are, in the section of
# activities; nobody who owes them hears of it. Items go to a body's name though there is one row for all.
config counts.conf
start 2026-10-01 09:00
do submit kh/tin/so-y-te/2026-Q4 entry "Tin trên trang của Sở" received 2026-10-01T08:00
do submit kh/tin/so-y-te/2026-Q4 entry "Phóng sự"
do submit kh/tin/mat-tran/2026-Q4 entry "Bài trên báo tỉnh"
refused submit kh/tin/all/2026-Q4 entry "Của ai?"
refused submit kh/tin/*/2026-Q4 entry "Của ai?"
refused submit kh/tin/so-xay-dung/2026-Q4 entry "Không phải của mình"
refused submit kh/bc/so-xay-dung/2026 entry "Không đếm"
refused submit kh/tin/so-y-te/2026-Q4 number 1/BC
unchanged
state kh/tin/all/2026-Q4 open
until 2026-11-16 00:00
mail *
at 2026-11-16 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-11-16 digest
says Tin, bài tuyên truyền quý IV năm 2026: đã ghi nhận 03; 01/03 cơ quan có từ 02 trở lên.
at 2026-11-23 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-11-23 digest
lacks đã ghi nhận 03
