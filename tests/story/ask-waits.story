# On Monday 19/10 more time is asked for. The step to the head of the agency, due on the 20th, waits until the end of the third
# working day after the request, Thursday 22/10; nobody having decided, it goes on Friday, together with what fell due for
# others meanwhile and went in its time.
config one.conf
start 2026-08-03 09:00
until 2026-10-19 09:00
mail *
refused ask kh/bc/so-y-te/2026
refused ask kh/bc/so-y-te/2026 until 2026-10-15
refused ask kh/bc/so-y-te/2026 refused
do ask kh/bc/so-y-te/2026 until 2026-10-30 reason "chờ số liệu của ngành" asked-by "Sở Y tế"
state kh/bc/so-y-te/2026 open
refused ask kh/bc/so-y-te/2026 until 2026-11-05
asked 1 /v1/explain/kh/bc/so-y-te/2026 state=overdue steps.7.step=+3wd steps.7.reason=asked steps.7.next=2026-10-23T07:30*
until 2026-10-22 00:00
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
until 2026-10-23 00:00
at 2026-10-23 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
until 2026-10-23 09:00
do extend kh/bc/so-y-te/2026 until 2026-10-30
mail dau-moi@syt.example.vn extend kh/bc/so-y-te/2026 extended
says chờ số liệu của ngành
says 19/10/2026
until 2026-10-29 00:00
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-29 09:00
do submit kh/bc/so-y-te/2026
at 2026-10-29 09:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
refused ask kh/bc/so-y-te/2026 until 2026-11-30
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
