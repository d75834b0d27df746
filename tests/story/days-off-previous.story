# previous: the limit moves back to Friday 27/11, late from Saturday 28/11; 1wd after 27/11 is Monday 30/11.
config days-off-previous.conf
start 2026-10-01 09:00
limit kh/bc/so-y-te/2026 2026-11-27 1
at 2026-11-23 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-11-27 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-11-30 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
until 2027-03-01 00:00
