# Two loads, each after the limit: one list each, of what that load found; what the first listed and nobody has settled yet
# is not listed again.
config one.conf
start 2026-10-16 10:00
at 2026-10-19 07:30
mail dau-moi@snv.example.vn settle settle/so-noi-vu/2026-10-19 settle
headed 01 mục
says Báo cáo kết quả công tác năm 2026
until 2026-10-20 10:00
reload two.conf
at 2026-10-21 07:30
mail dau-moi@snv.example.vn settle settle/so-noi-vu/2026-10-21 settle
headed 01 mục
says Số liệu năm 2026
lacks Báo cáo kết quả công tác năm 2026
until 2026-12-01 00:00
