# 451: 5 minutes, then doubling to one hour, each up to a tenth longer so that mails spread: 07:30, 07:35, 07:45 or 46,
# 08:05 to 08, 08:45 to 52, 09:45 to 58: six attempts before 10:00. The relay recovers at 10:00; the next attempt, an hour
# after the last, takes it.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *

relay 451 for 3h
until 2026-10-12 07:34
tried 1 dau-moi@syt.example.vn
until 2026-10-12 07:44
tried 1 dau-moi@syt.example.vn
until 2026-10-12 08:04
tried 1 dau-moi@syt.example.vn
until 2026-10-12 08:44
tried 1 dau-moi@syt.example.vn
until 2026-10-12 09:44
tried 1 dau-moi@syt.example.vn
until 2026-10-12 10:00
tried 1 dau-moi@syt.example.vn
queue 1 deferred
until 2026-10-12 11:05
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
tried 1 dau-moi@syt.example.vn
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
