# An input is missing: the consolidation is refused until it is left out by name. Of its four days late the input left out is
# charged with all; the one that came in three days late with three. What comes in afterwards opens nothing.
config needs.conf
start 2024-11-18 09:00
until 2024-11-20 10:00
do submit kh/bc/so-y-te/2024 number 1/BC-SYT
refused submit kh/tong/so-noi-vu/2024 number 4/BC-SNV
refused submit kh/tong/so-noi-vu/2024 number 4/BC-SNV without so-y-te
refused submit kh/tong/so-noi-vu/2024 number 4/BC-SNV without so-tu-phap
unchanged
at 2024-12-05 07:30
mail dau-moi@stp.example.vn +1wd kh/bc/so-tu-phap/2024 overdue
mail dau-moi@ca.example.vn +1wd kh/bc/cong-an/2024 overdue
at 2024-12-09 07:30
mail dau-moi@snv.example.vn -0d kh/tong/so-noi-vu/2024 today
says đã ghi nhận 01/03 cơ quan
says Sở Tư pháp
until 2024-12-09 10:00
do submit kh/bc/so-tu-phap/2024 number 2/BC-STP
at 2024-12-10 07:30
mail dau-moi@snv.example.vn +1wd kh/tong/so-noi-vu/2024 overdue
says đã ghi nhận 02/03 cơ quan
until 2024-12-13 10:00
do submit kh/tong/so-noi-vu/2024 number 4/BC-SNV without cong-an
state kh/tong/so-noi-vu/2024 submitted
asked 1 /v1/show/kh/tong/so-noi-vu/2024 workdays_late=4 charged=4
asked 1 /v1/statistics?plan=kh&year=2024 obligation=tong late=1 charged=1
do submit kh/bc/cong-an/2024 number 3/BC-CAT
nothing more for kh/tong/so-noi-vu/2024
until 2025-02-01 00:00
ledger kh/tong/so-noi-vu/2024 ready owner:focal none
