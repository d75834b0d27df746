# The connection is lost after the final dot at 07:30: uncertain. The same bytes go again after 15 minutes, at 07:45, twice
# at most: 08:00 is the last time, then it is left to a person. Nothing says it anew; the next step goes as ever.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *

relay lost for 3h
until 2026-10-12 07:44
tried 1 dau-moi@syt.example.vn
until 2026-10-12 07:59
tried 1 dau-moi@syt.example.vn
until 2026-10-12 23:00
tried 1 dau-moi@syt.example.vn
queue 1 uncertain
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
