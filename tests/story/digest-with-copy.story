# On Monday 19/10 (2wd) the coordinator's focal point is due a copy of its head's list and its digest: no copy, the item stands
# in the digest's mail. On Tuesday 20/10 (3wd) there is no digest: it gets the copy.
config digest-copy.conf
start 2026-08-03 09:00
until 2026-10-19 07:00
mail *
at 2026-10-19 07:30
mail giam-doc@snv.example.vn +2wd kh/bc/so-y-te/2026 list
mail dau-moi@snv.example.vn +2wd kh/bc/so-y-te/2026 list
also digest digest/so-noi-vu/2026-10-19
at 2026-10-20 07:30
mail giam-doc@snv.example.vn +3wd kh/bc/so-y-te/2026 list
mail dau-moi@snv.example.vn +3wd kh/bc/so-y-te/2026 list
at 2026-10-26 07:30
mail *
