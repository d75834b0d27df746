# The mail of 7:30 waits because the relay puts it off. At 8:00 the clerk records another focal point: at its next attempt the
# waiting mail is not sent to the one before; the same notice goes to the one who holds the position then, once. A mail that had
# left is not said again.
config one.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
relay 451 to dau-moi@syt.example.vn
at 2026-10-01 07:30
tried 1 dau-moi@syt.example.vn
queue 1 deferred
contact set so-y-te focal name=Hai email=hai@syt.example.vn
until 2026-10-01 09:00
mail hai@syt.example.vn -14d kh/bc/so-y-te/2026 advance
queue 1 superseded
queue 0 deferred
until 2026-10-07 00:00
