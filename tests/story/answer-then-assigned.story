# A report is assigned to another body before the mail about its nearer limit could leave: that body gets it, once.
config assign.conf
start 2026-11-02 09:00
relay 451 for 2h
do date kh/bc/so-tu-phap/2026 --due "by 30/11/2026" --document 9/SNV --earlier
do assign kh/bc/so-tu-phap/2026 --to so-xay-dung
until 2026-11-02 16:00
mail mot-nguoi@sxd.example.vn date kh/bc/so-tu-phap/2026 request
