# Off over the moment of 3wd, and the head's mail is refused for good (550): the copy to the focal point is its own envelope
# and arrives; the failure is told to the administrator and the coordinator's focal point, that of the head alone.
config one.conf
start 2026-08-03 09:00
until 2026-10-19 23:00
mail *
relay 550 to giam-doc@syt.example.vn
at 2026-10-20 07:30
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail quan-tri@tinh.example.vn admin admin/2026-10-20 admin
mail dau-moi@snv.example.vn admin admin/2026-10-20 admin
queue 1 failed
until 2026-10-22 07:29
