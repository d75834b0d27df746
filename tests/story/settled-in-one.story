# Past when it was taken up: nobody hears of it, neither before it is settled nor by that, and taken back it waits again.
config one.conf
start 2026-10-20 09:00
until 2026-10-22 09:00
mail *
state kh/bc/so-y-te/2026 unsettled
refused settle kh before 2026-10-15 as unknown
refused settle kh before 2026-10-16
refused ask kh/bc/so-y-te/2026 until 2026-11-30
refused accept kh/bc/so-y-te/2026
do settle kh before 2026-10-16 as unknown reason "trước khi theo dõi"
state kh/bc/so-y-te/2026 unknown
refused submit kh/bc/so-y-te/2026
do reopen kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 unsettled
do waive kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 waived
do reopen kh/bc/so-y-te/2026
nothing more for kh/bc/so-y-te/2026
until 2026-12-01 09:00
