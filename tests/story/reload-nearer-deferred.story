# The files bring a limit nearer and the mail about it waits (451) when another focal point is recorded: that one gets it, once.
config one.conf
start 2026-08-03 09:00
until 2026-09-22 10:00
mail *
relay 451 for 24h
reload one-nearer.conf
until 2026-09-23 09:00
contact set so-y-te focal name=Hai email=hai@syt.example.vn
until 2026-09-23 16:00
mail hai@syt.example.vn reload kh/bc/so-y-te/2026 request
queue 1 superseded
