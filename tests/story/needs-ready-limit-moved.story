# On Saturday the last input comes in and the consolidation's own limit is moved: on Monday it is told all the same that it can
# begin.
config needs.conf
start 2024-11-18 09:00
do submit kh/bc/so-y-te/2024 number 1/BC-SYT
do submit kh/bc/so-tu-phap/2024 number 2/BC-STP
until 2024-11-23 09:00
do submit kh/bc/cong-an/2024 number 3/BC-CAT
do extend kh/tong/so-noi-vu/2024 until 2024-12-13 quiet
at 2024-11-25 07:30
mail dau-moi@snv.example.vn ready kh/tong/so-noi-vu/2024 ready
ledger kh/tong/so-noi-vu/2024 ready owner:focal said
until 2024-12-01 00:00
