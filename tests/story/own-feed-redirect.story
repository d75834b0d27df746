# While mail is redirected nobody's feed is offered: it would go to somebody else.
config own-feed-redirect.conf
start 2026-08-03 09:00
at 2026-10-15 07:30
mail dau-moi@snv.example.vn -0d kh/bc/so-y-te/2026 today
offers nothing
until 2026-10-22 07:30
mail *
