# One input comes on 09/12, three working days late. Whoever consolidates had three after the last input by the plan (05, 06,
# 09/12) and has them now: 10, 11, 12/12. Submitted on 16/12, five days late, it is charged with two itself.
config needs.conf
start 2024-11-18 09:00
until 2024-11-20 10:00
do submit kh/bc/so-y-te/2024 number 1/BC-SYT
do submit kh/bc/cong-an/2024 number 3/BC-CAT
at 2024-12-05 07:30
mail dau-moi@stp.example.vn +1wd kh/bc/so-tu-phap/2024 overdue
at 2024-12-09 07:30
mail dau-moi@snv.example.vn -0d kh/tong/so-noi-vu/2024 today
until 2024-12-09 10:00
do submit kh/bc/so-tu-phap/2024 number 2/BC-STP
mail dau-moi@snv.example.vn ready kh/tong/so-noi-vu/2024 ready
asked 1 /v1/list?plan=kh ready=true
at 2024-12-10 07:30
mail dau-moi@snv.example.vn +1wd kh/tong/so-noi-vu/2024 overdue
until 2024-12-16 10:00
do submit kh/tong/so-noi-vu/2024 number 4/BC-SNV
asked 1 /v1/show/kh/tong/so-noi-vu/2024 workdays_late=5 charged=3
asked 1 /v1/statistics?plan=kh&year=2024 obligation=tong late=1 charged=0
until 2025-02-01 00:00
