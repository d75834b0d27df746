# A mail that may have arrived goes again with the same bytes, though its reader's feed has another address since: the old one,
# which leads nowhere. The next mail offers the new one.
config own-feed-one.conf
start 2026-08-03 09:00
until 2026-10-15 07:20
relay arrived for 20m
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
offers dau-moi@syt.example.vn
queue 1 uncertain
until 2026-10-15 07:40
feed rotate dau-moi@syt.example.vn
relay ok
at 2026-10-15 07:45
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
offers dau-moi@syt.example.vn before
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
offers dau-moi@syt.example.vn
