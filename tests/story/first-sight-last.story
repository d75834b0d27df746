# Created on Tuesday 13/10 at 10:00: `first` on Wednesday 14/10; 0d on 15/10 falls one working day after it but is the last
# reminder, and goes.
config one.conf
start 2026-10-13 10:00
at 2026-10-14 07:30
mail dau-moi@syt.example.vn first kh/bc/so-y-te/2026 advance
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
