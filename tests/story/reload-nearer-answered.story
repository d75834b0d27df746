# Moved nearer at 10:00, answered at 11:00: the announcement of the next opening is not needed any more.
config one.conf
start 2026-08-03 09:00
until 2026-09-22 10:00
mail *
reload one-nearer.conf
until 2026-09-22 11:00
do submit kh/bc/so-y-te/2026 received 2026-09-22T10:30
at 2026-09-22 11:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
until 2026-12-01 00:00
