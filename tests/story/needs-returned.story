# The last input comes in while another was returned: nothing is opened before the corrected one is there too. A consolidation
# may be submitted meanwhile, for that input was in.
config needs.conf
start 2024-11-18 09:00
until 2024-11-20 10:00
do submit kh/bc/so-y-te/2024 number 1/BC-SYT
do submit kh/bc/so-tu-phap/2024 number 2/BC-STP
do return kh/bc/so-y-te/2024 reason "thiếu số liệu" days 3 quiet
until 2024-11-21 10:00
do submit kh/bc/cong-an/2024 number 3/BC-CAT
until 2024-11-22 10:00
ledger kh/tong/so-noi-vu/2024 ready owner:focal none
do submit kh/bc/so-y-te/2024 number 5/BC-SYT
mail dau-moi@snv.example.vn ready kh/tong/so-noi-vu/2024 ready
until 2024-11-22 11:00
do return kh/bc/so-tu-phap/2024 reason "thiếu số liệu" days 3 quiet
do submit kh/tong/so-noi-vu/2024 number 4/BC-SNV
state kh/tong/so-noi-vu/2024 submitted
do waive kh/bc/so-tu-phap/2024 reason "không cần" quiet
until 2025-02-01 00:00
