# Monday 19/10: one mail with the receiver's list, the digest and the list of who will be told is deferred. At 08:00 one of
# the reports comes in. A list alone would be superseded and said anew; the digest and the foretold list would be lost with
# it, so the mail stands, as of 07:30, as it says.
config digest-list.conf
start 2026-08-03 09:00
until 2026-10-19 07:00
mail *
relay 451 for 90m
until 2026-10-19 08:00
do submit kh/bc/so-y-te/2026 received 2026-10-19T07:50
until 2026-10-19 08:31
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
until 2026-10-19 10:00
mail dau-moi@snv.example.vn +2wd kh/bc/so-y-te/2026 list
also +2wd kh/bc/mat-tran/2026
also digest digest/so-noi-vu/2026-10-19
also foretell foretell/so-noi-vu/2026-10-19
says 07 giờ 30 phút, ngày 19/10/2026
at 2026-10-20 07:30
mail dau-moi@snv.example.vn +3wd kh/bc/mat-tran/2026 list
