# A feed that was revoked is offered no more, and neither is anybody's in a mail that goes to its reader too; a rotation brings
# it back, under another address. What was kept of a mail when its feed was revoked leaves all the same, with an address that
# leads nowhere.
config own-feed-one.conf
start 2026-08-03 09:00
relay 451 for 90d
until 2026-10-15 07:30
feed revoke dau-moi@syt.example.vn
relay ok
until 2026-10-15 12:00
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
offers dau-moi@syt.example.vn before
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
offers nothing
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
offers nothing
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
offers nothing
feed rotate dau-moi@syt.example.vn
do submit kh/bc/so-y-te/2026 number 5/BC dated 2026-10-20
until 2026-10-20 12:00
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
offers dau-moi@syt.example.vn
