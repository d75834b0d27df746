# Created on Wednesday 14/10 at 10:00: `first` would go on 15/10 07:30, the moment of 0d. One run, one role: the one nearest
# the limit speaks, the first notice is covered.
config one.conf
start 2026-10-14 10:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
ledger kh/bc/so-y-te/2026 first owner:focal covered
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
