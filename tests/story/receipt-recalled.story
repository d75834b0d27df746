# Recorded under the wrong body at 10:00 and taken back at 10:20: the receipt of 10:30 does not leave, and the ladder goes on
# with what is still to come. Recorded anew the next day it has its receipt.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-12T09:00
until 2026-10-12 10:20
do reopen kh/bc/so-y-te/2026 reason "ghi nhầm cơ quan"
state kh/bc/so-y-te/2026 open
limit kh/bc/so-y-te/2026 2026-10-15 1
until 2026-10-15 00:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
until 2026-10-15 09:00
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-15T08:00
at 2026-10-15 09:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
headed Xác nhận đã tiếp nhận
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
