# The same, and an input is returned and comes in again before Monday: two moments are due then, and it is told once.
config needs.conf
start 2024-11-18 09:00
do submit kh/bc/so-y-te/2024 number 1/BC-SYT
do submit kh/bc/so-tu-phap/2024 number 2/BC-STP
until 2024-11-23 09:00
do submit kh/bc/cong-an/2024 number 3/BC-CAT
do extend kh/tong/so-noi-vu/2024 until 2024-12-13 quiet
until 2024-11-23 10:00
do return kh/bc/cong-an/2024 reason "thiếu số liệu" days 5 quiet
until 2024-11-23 11:00
do submit kh/bc/cong-an/2024 number 4/BC-CAT
at 2024-11-25 07:30
mail dau-moi@snv.example.vn ready kh/tong/so-noi-vu/2024 ready
until 2024-12-01 00:00
