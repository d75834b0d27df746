# A reload of unchanged files and a second pass at the same moment write no row: before anything was said, between two
# steps, right after a mail, and overdue.
config one.conf
start 2026-08-03 09:00
tick
unchanged
reload one.conf
unchanged
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
tick
unchanged
reload one.conf
unchanged
until 2026-09-20 10:00
reload one.conf
unchanged
until 2026-10-21 10:00
mail *
reload one.conf
unchanged
tick
unchanged
