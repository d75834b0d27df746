# The same on Tuesday 22/9 at 10:00, within hours: announced at the next opening, 23/9, not the same day. 14d on 24/9 falls one
# working day after it, nearer than the spacing, and is left out.
config one.conf
start 2026-08-03 09:00
until 2026-09-22 10:00
mail *
reload one-nearer.conf
at 2026-09-23 07:30
mail dau-moi@syt.example.vn reload kh/bc/so-y-te/2026 request
at 2026-10-01 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
ledger kh/bc/so-y-te/2026 -14d owner:focal left-out
