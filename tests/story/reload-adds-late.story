# The same on Tuesday 20/10 at 10:00, after the limit: the new one is unsettled, one list at the next opening; the known one
# climbs on alone.
config one.conf
start 2026-08-03 09:00
until 2026-10-20 10:00
mail *
reload two.conf
state kh/so-lieu/so-y-te/2026 unsettled
at 2026-10-21 07:30
mail dau-moi@snv.example.vn settle settle/so-noi-vu/2026-10-21 settle
nothing more for kh/so-lieu/so-y-te/2026
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
at 2026-10-29 07:30
mail giam-doc@snv.example.vn +10wd kh/bc/so-y-te/2026 list
until 2026-11-01 00:00
