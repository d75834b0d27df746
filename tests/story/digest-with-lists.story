# On Monday 19/10 the coordinator's focal point is due the digest, the receiver's list (2wd) and the foretold list for 3wd of
# 20/10: one mail on what others owe, of the kind list. On 20/10 the Front's head is not written to: a list.
config digest-list.conf
start 2026-08-03 09:00
at 2026-10-05 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-05 digest
at 2026-10-12 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-12 digest
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
mail dau-moi@mttq.example.vn -0d kh/bc/mat-tran/2026 today
at 2026-10-19 07:30
mail dau-moi@snv.example.vn +2wd kh/bc/so-y-te/2026 list
also +2wd kh/bc/mat-tran/2026
also digest digest/so-noi-vu/2026-10-19
also foretell foretell/so-noi-vu/2026-10-19
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@snv.example.vn +3wd kh/bc/mat-tran/2026 list
