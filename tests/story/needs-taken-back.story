# The last input comes in on a Saturday and is taken back on Sunday: nothing is said on Monday. It comes in again and all are in;
# the word of it is kept back, an input is taken back, and the mail is given up. When it is in for good the mail goes, once,
# whatever is returned and corrected after that.
config needs.conf
start 2024-11-18 09:00
until 2024-11-20 10:00
do submit kh/bc/so-y-te/2024 number 1/BC-SYT
do nil kh/bc/so-tu-phap/2024
until 2024-11-23 09:00
do submit kh/bc/cong-an/2024 number 3/BC-CAT
until 2024-11-24 09:00
do reopen kh/bc/cong-an/2024 reason "nhầm"
until 2024-11-25 10:00
ledger kh/tong/so-noi-vu/2024 ready owner:focal none
relay 451 for 3h
do submit kh/bc/cong-an/2024 number 3/BC-CAT
ledger kh/tong/so-noi-vu/2024 ready owner:focal said
do reopen kh/bc/cong-an/2024 reason "nhầm"
until 2024-11-25 15:00
ledger kh/tong/so-noi-vu/2024 ready owner:focal none
queue 1 superseded
do waive kh/bc/cong-an/2024 reason "đã báo cáo cấp trên" quiet
mail dau-moi@snv.example.vn ready kh/tong/so-noi-vu/2024 ready
until 2024-11-26 10:00
do return kh/bc/so-y-te/2024 reason "thiếu số liệu" days 3 quiet
do submit kh/bc/so-y-te/2024 number 5/BC-SYT
nothing more for kh/bc/so-y-te/2024
at 2024-12-09 07:30
mail dau-moi@snv.example.vn -0d kh/tong/so-noi-vu/2024 today
until 2024-12-09 09:00
do submit kh/tong/so-noi-vu/2024 number 4/BC-SNV
until 2025-02-01 00:00
