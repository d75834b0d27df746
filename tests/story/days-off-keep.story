# keep: late from the end of Sunday 29/11, so the first escalation counts from there: 1wd is Monday 30/11. The reminders
# count back from Friday 27/11 as with grace.
config days-off-keep.conf
start 2026-10-01 09:00
limit kh/bc/so-y-te/2026 2026-11-29 1
at 2026-11-23 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-11-27 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-11-30 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
until 2027-03-01 00:00
