# The report of 16/9 is not answered. Sở Cũ is told of 1wd on 17/9; then the service is off until Monday 5/10 09:00, when Sở Cũ
# has ended. The body of today answers: 3wd goes to the heir's head, and the copy to its focal point is an item in the mail
# that it gets anyway, on 14d of 1/10 and 30d of 30/9. Of the lists to the receiver and the coordinator's head each once.
config successor.conf
start 2026-09-14 18:00
at 2026-09-15 07:30
mail dau-moi@so-cu.example.vn first kh/dau-nam/so-cu/2026 advance
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
mail truoc@thay.example.vn -30d kh/bc/so-thay/2026 advance
at 2026-09-16 07:30
mail dau-moi@so-cu.example.vn -0d kh/dau-nam/so-cu/2026 today
at 2026-09-17 07:30
mail dau-moi@so-cu.example.vn +1wd kh/dau-nam/so-cu/2026 overdue
outage until 2026-10-05 09:00
mail dau-moi@snv.example.vn +5wd kh/dau-nam/so-cu/2026 list
mail giam-doc@snv.example.vn +10wd kh/dau-nam/so-cu/2026 list
mail giam-doc@syt.example.vn +3wd kh/dau-nam/so-cu/2026 head
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
also -30d kh/chung/so-y-te/2026
also +3wd kh/dau-nam/so-cu/2026
mail truoc@thay.example.vn -14d kh/bc/so-thay/2026 advance
until 2026-10-05 12:00
