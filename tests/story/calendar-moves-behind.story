# On Monday 12/10 at 06:00 Tuesday 13/10 becomes a day off: 3wd moves from this very day to Friday 9/10 (14, 12, 9), when the
# service was up and had nothing to say. That day is over: past.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 06:00
mail *
reload one-tuesday-off.conf
ledger kh/bc/so-y-te/2026 -3wd owner:focal past
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
