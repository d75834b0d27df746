# Acts on single mails: one deferred at 07:30 is held and does not leave at its next attempt; let go it leaves at once; the
# reminder of 15/10 is dropped and never leaves. A mail that has left is out of reach.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *
relay 451 for 31m
until 2026-10-12 07:31
do queue hold 4
until 2026-10-12 08:00
queue 1 held
do queue release 4
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
refused queue drop 4 reason x
until 2026-10-15 07:00
relay 451 for 31m
until 2026-10-15 07:31
refused queue drop 5
do queue drop 5 reason nham
until 2026-10-15 23:00
queue 1 dropped
refused queue drop 60 reason x
