# The receipt had left when the mistake was seen: the body is told, at once, and its ladder goes on.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-12T09:00
at 2026-10-12 10:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
until 2026-10-12 18:00
do reopen kh/bc/so-y-te/2026 mistake reason "ghi nhầm cơ quan"
mail dau-moi@syt.example.vn reopen kh/bc/so-y-te/2026 recalled
headed Đính chính thông báo tiếp nhận
says gửi ngày 12/10/2026
state kh/bc/so-y-te/2026 open
until 2026-10-15 00:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
until 2026-10-15 09:00
do cancel kh/bc/so-y-te/2026 reason "không còn đối tượng báo cáo"
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
