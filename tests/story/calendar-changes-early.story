# The same on Monday 12/10 at 06:00: nothing was due between 8/10 and this moment, but the new day of 3wd, 8/10, is over too.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 06:00
mail *
reload one-day-off.conf
ledger kh/bc/so-y-te/2026 -3wd owner:focal past
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
