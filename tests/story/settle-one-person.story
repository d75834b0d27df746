# Loaded on Friday 16/10 at 10:00, after the limit: two plans, two coordinating bodies, one person: one mail to settle
# on Monday 19/10. What nobody has settled is not overdue: the digest of that day and of later ones stays empty.
config digest-person.conf
start 2026-10-16 10:00
state kh/bc/so-y-te/2026 unsettled
state kh2/bc2/so-tu-phap/2026 unsettled
at 2026-10-19 07:30
mail ?au-?oi@snv.example.vn settle settle/so-noi-vu/2026-10-19 settle
also settle settle/van-phong/2026-10-19
until 2026-12-01 00:00
