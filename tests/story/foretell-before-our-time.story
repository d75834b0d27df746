# Taken into service on 15/10 at 10:00: the list for 1wd would have gone that morning, before the ladder was armed, and a load
# during the day never mails that day: no list, the step itself on 16/10, then the list of 19/10.
config foretell.conf
start 2026-10-15 10:00
at 2026-10-16 07:30
mails 5 * +1wd kh/bc/*/2026 overdue
mail quan-tri@tinh.example.vn admin admin/2026-10-16 admin
at 2026-10-19 07:30
mail dau-moi@snv.example.vn foretell foretell/so-noi-vu/2026-10-19 foretell
until 2026-10-19 23:00
