# What goes to the administrator offers no feed, though he is a body's focal point as well and is offered his own as that: the
# list to settle that the coordinator has nobody for, and what reached nobody. Taken up on 2/11, the limit was 15/10.
config own-feed-admin.conf
start 2026-11-02 09:00
at 2026-11-03 07:30
mail dau-moi@snv.example.vn settle settle/admin/2026-11-03 settle
offers nothing
relay 550 to dau-moi@syt.example.vn
do date kh/bc/so-y-te/2026 due "by 20/11/2026" document 7/CV
mail dau-moi@snv.example.vn admin admin/2026-11-03 admin
offers nothing
relay ok
until 2026-11-30 00:00
mail *
at 2026-11-30 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
offers dau-moi@snv.example.vn
