# On Monday 5/10 at 10:00 a second report of the same body comes into the files: it is new, its 14d lies before, so it has a
# first notice at the next opening; the known one has not. From 8/10 on both share a mail.
config one.conf
start 2026-08-03 09:00
until 2026-10-05 10:00
mail *
reload two.conf
state kh/so-lieu/so-y-te/2026 open
at 2026-10-06 07:30
mail dau-moi@syt.example.vn first kh/so-lieu/so-y-te/2026 advance
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
also -7d kh/so-lieu/so-y-te/2026
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
also -3wd kh/so-lieu/so-y-te/2026
