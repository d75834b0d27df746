# 10d is Monday 5/10, 6d is Friday 9/10, four working days apart, nearer than the spacing of five: 10d is left out, with or
# without us. Created on 5/10 at 10:00 nothing was therefore missed: no first notice.
config first-spaced.conf
start 2026-10-05 10:00
at 2026-10-09 07:30
mail dau-moi@syt.example.vn -6d kh/bc/so-y-te/2026 advance
until 2026-10-15 23:00
