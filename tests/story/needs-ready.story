# The last input comes in: the consolidation opens early, and its owner is told once, within office hours. What comes in on a
# Saturday is told on Monday.
config needs.conf
start 2024-11-18 09:00
until 2024-11-20 10:00
do submit kh/bc/so-y-te/2024 number 1/BC-SYT
do submit kh/bc/so-tu-phap/2024 number 2/BC-STP
until 2024-11-23 09:00
do submit kh/bc/cong-an/2024 number 3/BC-CAT
at 2024-11-25 07:30
mail dau-moi@snv.example.vn ready kh/tong/so-noi-vu/2024 ready
headed Đã đủ báo cáo đầu vào để tổng hợp
says đã ghi nhận 03/03 cơ quan
until 2024-12-08 00:00
at 2024-12-09 07:30
mail dau-moi@snv.example.vn -0d kh/tong/so-noi-vu/2024 today
says đã ghi nhận 03/03 cơ quan
until 2024-12-09 16:00
do submit kh/tong/so-noi-vu/2024 number 4/BC-SNV
state kh/tong/so-noi-vu/2024 submitted
nothing more for kh/tong/so-noi-vu/2024
until 2025-02-01 00:00
