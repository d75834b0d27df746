# Created on Monday 5/10 at 10:00, within hours: 30d and 14d lie before and are past, so one notice, `first`, goes at the
# next opening, Tuesday 6/10, never on the day of the load. 7d on 8/10 is two working days from it (7, 8), not nearer than
# the spacing, and goes.
config one.conf
start 2026-10-05 10:00
at 2026-10-06 07:30
mail dau-moi@syt.example.vn first kh/bc/so-y-te/2026 advance
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
ledger kh/bc/so-y-te/2026 -30d owner:focal none
