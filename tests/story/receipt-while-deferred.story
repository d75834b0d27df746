# Another focal point before the receipt could leave: the receipt goes to the one who holds the position now, once.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-12T09:00
relay 451 for 2h
until 2026-10-12 10:40
tried 2 dau-moi@syt.example.vn
contact set so-y-te focal name=Hai email=hai@syt.example.vn
until 2026-10-12 16:00
mail hai@syt.example.vn submit kh/bc/so-y-te/2026 receipt
says 12/BC-SYT
queue 1 superseded
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
