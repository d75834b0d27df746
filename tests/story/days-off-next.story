# next: the limit itself moves to Monday 30/11; 3wd before it is 27, 26, 25/11; late from 1/12, 1wd is 1/12.
config days-off-next.conf
start 2026-10-01 09:00
limit kh/bc/so-y-te/2026 2026-11-30 1
at 2026-11-25 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-11-30 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-12-01 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
until 2027-03-01 00:00
