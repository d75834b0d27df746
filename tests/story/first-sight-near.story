# Created on Tuesday 6/10 at 10:00: `first` on Wednesday 7/10; 7d on 8/10 falls one working day after it, nearer than two,
# and is left out; 3wd on 12/10 is three working days after it (8, 9, 12).
config one.conf
start 2026-10-06 10:00
at 2026-10-07 07:30
mail dau-moi@syt.example.vn first kh/bc/so-y-te/2026 advance
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
ledger kh/bc/so-y-te/2026 -7d owner:focal left-out
