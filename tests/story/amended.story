# A wrong time was recorded: the correction makes it late, silently; with `tell` a new receipt says so.
config one.conf
start 2026-08-03 09:00
until 2026-10-19 09:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-15T16:00
at 2026-10-19 09:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
says trong thời hạn quy định
refused amend kh/bc/so-y-te/2026
refused amend kh/bc/so-y-te/2026 received 2026-10-20
do amend kh/bc/so-y-te/2026 number 13/BC-SYT
do amend kh/bc/so-y-te/2026 received 2026-10-16T16:00 tell
at 2026-10-19 10:00
mail dau-moi@syt.example.vn submit#2 kh/bc/so-y-te/2026 receipt
says sau thời hạn 01 ngày làm việc
says 13/BC-SYT
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
