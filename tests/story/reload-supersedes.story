# A mail about the old limit that waits (451) when the limit moves no longer holds: superseded at its next attempt, and not
# said anew for the new limit, whose 30d lies before the reload.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *
relay 451 for 3h
until 2026-10-12 07:50
reload one-farther.conf
until 2026-10-12 12:00
queue 1 superseded
at 2026-10-13 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
at 2026-10-29 07:30
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
