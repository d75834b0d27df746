# Who holds a position today has a feed: another person's is another one, recorded in the store or in the files. Where the
# door is closed nothing is offered, and the feeds wait for it to be opened again.
config own-feed-one.conf
start 2026-08-03 09:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
offers dau-moi@syt.example.vn
until 2026-10-15 09:00
contact set so-y-te focal name=Hai email=Hai@syt.example.vn number=12/QĐ
at 2026-10-16 07:30
mail Hai@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
offers hai@syt.example.vn
until 2026-10-19 09:00
reload own-feed-closed.conf
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
offers nothing
mail Hai@syt.example.vn +3wd kh/bc/so-y-te/2026 head
offers nothing
reload own-feed-one.conf
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
offers dau-moi@snv.example.vn
