# A report every month by the 10th of the next, with a horizon of 40 days: occurrences come into being as days go by, before
# their first step, without a first notice. 2026-08: 10/9, 7d 3/9 (1 and 2/9 are off); 2026-09: Saturday 10/10, aim 9/10,
# 7d 2/10, 1wd after 12/10 is 13/10; 2026-10: 10/11, 7d 3/11. The one of 2026-07 (10/8) is
# answered before; those to 2026-06 are past their limits: to settle.
config monthly.conf
start 2026-08-01 09:00
do submit kh/bc/so-y-te/2026-07 received 2026-08-01T08:00
state kh/bc/so-y-te/2026-09 absent
at 2026-08-03 07:30
mail dau-moi@snv.example.vn settle settle/so-noi-vu/2026-08-03 settle
until 2026-08-20 12:00
state kh/bc/so-y-te/2026-08 open
state kh/bc/so-y-te/2026-09 absent
at 2026-09-03 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026-08 advance
until 2026-09-09 09:00
do submit kh/bc/so-y-te/2026-08 received 2026-09-09T08:00
at 2026-10-02 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026-09 advance
at 2026-10-09 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026-09 today
at 2026-10-13 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026-09 overdue
at 2026-11-03 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026-10 advance
# Off from 4/11 to Monday 7/12 09:00: 1wd (11/11) of 2026-10 was missed, and 7d (3/12) of 2026-11, which came into being on
# 31/10: both at once, in one mail.
outage until 2026-12-07 09:00
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026-10 overdue
also -7d kh/bc/so-y-te/2026-11
at 2026-12-10 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026-11 today
