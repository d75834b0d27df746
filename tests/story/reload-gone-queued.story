# A reminder waits (451) when its report goes from the files: superseded at its next attempt.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 07:00
mail *
relay 451 for 1h
until 2026-10-12 07:40
reload one-gone.conf
state kh/bc/so-y-te/2026 withdrawn
until 2026-10-13 12:00
queue 1 superseded
