# Planned mail leaves between opening and closing of a working day. The service is off over the opening of Monday 12/10 and
# starts at 17:00, when the office has closed: the reminder waits for Tuesday 07:30. It is off again over the opening of
# Thursday 15/10 and starts at 16:59: the reminder of that day leaves at once.
config one.conf
start 2026-08-03 09:00
until 2026-10-11 00:00
mail *
outage until 2026-10-12 17:00
at 2026-10-13 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-14 23:00
outage until 2026-10-15 16:59
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
until 2026-10-15 23:00
