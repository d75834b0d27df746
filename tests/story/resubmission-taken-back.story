# What came again is taken back: it is returned as before, and the time for the corrections runs on. Returned before its receipt
# was written, the report has none.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-12T09:00
do return kh/bc/so-y-te/2026 reason "thiếu số liệu" until 2026-10-20
mail dau-moi@syt.example.vn return kh/bc/so-y-te/2026 returned
until 2026-10-13 09:00
do submit kh/bc/so-y-te/2026 number 14/BC-SYT received 2026-10-13T08:00
do reopen kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 returned
limit kh/bc/so-y-te/2026 2026-10-20 2
until 2026-10-15 00:00
# Of 15/10, three working days before, the step stands too near to nothing: it goes.
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-16 09:00
do reopen kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 submitted
do reopen kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 open
# The limit of 15/10 is over; the first escalation of this version lies before the order of today and is not caught up.
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
until 2026-10-20 09:00
do nil kh/bc/so-y-te/2026 received 2026-10-20T08:00
refused reopen kh/bc/so-y-te/2027
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
