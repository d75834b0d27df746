# Waived while a reminder is queued: it does not leave any more, the waiver does. Taken back, the ladder goes on with what is
# still to come.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *
relay 451 for 40m
until 2026-10-12 07:33
do waive kh/bc/so-y-te/2026 reason "đơn vị mới thành lập" number 90/SNV dated 2026-10-12
state kh/bc/so-y-te/2026 waived
until 2026-10-12 08:30
queue 1 superseded
mail dau-moi@syt.example.vn waive kh/bc/so-y-te/2026 waived
headed Thông báo không phải gửi
says đơn vị mới thành lập
refused submit kh/bc/so-y-te/2026
refused waive kh/bc/so-y-te/2026
until 2026-10-13 09:00
do reopen kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 open
until 2026-10-15 00:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
until 2026-10-15 09:00
do cancel kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 cancelled
refused nil kh/bc/so-y-te/2026
do reopen kh/bc/so-y-te/2026
do nil kh/bc/so-y-te/2026 reason "không phát sinh"
state kh/bc/so-y-te/2026 nil
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
