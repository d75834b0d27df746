# Created on 14/9, a day before the first step: nothing was missed, no first notice.
config one.conf
start 2026-09-14 10:00
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
