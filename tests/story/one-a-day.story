# The administrator gets one mail a day. At 07:30 on 15/10 one body is unaddressed: told then. Sở Y tế's mail waits (451) and
# fails (550) later that day: that is in the mail of the next day, with that day's own. The coordinator's focal point hears
# only of what failed, not of who has no address.
config relations.conf
start 2026-08-03 09:00
until 2026-10-15 07:00
relay 451 to dau-moi@syt.example.vn
until 2026-10-15 07:32
mail quan-tri@tinh.example.vn admin admin/2026-10-15 admin
mail *
relay ok
relay 550 to dau-moi@syt.example.vn
until 2026-10-16 07:29
queue 1 failed
at 2026-10-16 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-16 admin
mail dau-moi@snv.example.vn admin admin/2026-10-16 admin
mail *
until 2026-10-16 12:00
