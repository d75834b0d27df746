# A feed that the office added for a telephone is not the one that mails offer: theirs is made when it is first offered, and the
# lost telephone's, revoked, takes nothing away from them.
config own-feed-one.conf
start 2026-08-03 09:00
feed add yte-phone dau-moi@syt.example.vn
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
offers dau-moi@syt.example.vn
until 2026-10-15 12:00
feed revoke yte-phone
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
offers dau-moi@syt.example.vn
feed revoke dau-moi@syt.example.vn
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
offers nothing
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
offers nothing
