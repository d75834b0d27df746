# Another focal point before the mail about a nearer limit could leave: the one who holds the position now gets it, once.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
relay 451 for 2h
do date kh/bc/so-y-te/2026 due "by 30/10/2026" document 9/SNV
contact set so-y-te focal name=Hai email=hai@syt.example.vn
until 2026-10-12 16:00
mail hai@syt.example.vn date kh/bc/so-y-te/2026 request
