# Spacing of 7 days, counted back from the last step: 0d 15/10 stays; 1d 14/10 and 6d 9/10 are 1 and 6 days from it and left
# out; 8d is 7/10: 8 days, stays; 12d, Saturday 3/10, moves to Friday 2/10: 5 days from 7/10, left out; 20d 25/9: 12 days.
config wide.conf
start 2026-08-03 09:00
at 2026-09-25 07:30
mail dau-moi@syt.example.vn -20d kh/bc/so-y-te/2026 advance
at 2026-10-07 07:30
mail dau-moi@syt.example.vn -8d kh/bc/so-y-te/2026 advance
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
ledger kh/bc/so-y-te/2026 -12d owner:focal left-out
ledger kh/bc/so-y-te/2026 -6d owner:focal left-out
ledger kh/bc/so-y-te/2026 -1d owner:focal left-out
until 2026-11-11 23:00
