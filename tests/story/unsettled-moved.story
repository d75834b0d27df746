# Taken up on 2/11 after its limit of 15/10: unsettled. The files were wrong: with the limit of Thursday 12/11 of a reload on
# Tuesday 3/11 it is a report like any other. 14d 29/10 lies before the reload; 7d 5/11, 3wd 9/11, 0d 12/11.
config one.conf
start 2026-11-02 09:00
state kh/bc/so-y-te/2026 unsettled
until 2026-11-03 09:00
mail dau-moi@snv.example.vn settle settle/so-noi-vu/2026-11-03 settle
reload one-farther.conf
state kh/bc/so-y-te/2026 open
at 2026-11-05 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
at 2026-11-09 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-11-12 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
