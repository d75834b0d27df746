# A hold needs a reason, a day that is not over, and a step there is.
config one.conf
start 2026-08-03 09:00
until 2026-08-04 09:00
refused hold kh/bc/so-y-te/2026
refused hold kh/bc/so-y-te/2026 until 2026-08-03 reason "hôm qua"
refused hold kh/bc/so-y-te/2026 step +4wd reason "không có bậc này"
refused hold kh/bc/so-khong/2026 reason "không có"
refused release kh/bc/so-y-te/2026
do hold kh/bc/so-y-te/2026 until 2026-08-05 reason "một"
do hold kh/bc/so-y-te/2026 until 2026-08-06 reason "hai, lâu hơn"
asked 1 /v1/status holds=2
until 2026-08-07 00:00
asked 1 /v1/status holds=0
refused release kh/bc/so-y-te/2026
do release all
until 2026-08-08 00:00
