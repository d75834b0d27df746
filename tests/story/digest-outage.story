# Off from 10/10 to Wednesday 14/10 10:00: the digest of Monday 12/10 was missed and goes at once, under its own day; the next
# comes on 19/10.
config digest.conf
start 2026-08-03 09:00
until 2026-10-10 00:00
mail *
outage until 2026-10-14 10:00
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-12 digest
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
at 2026-10-19 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-19 digest
