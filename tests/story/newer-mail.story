# The relay refuses Sở Y tế's two people for now (451). The escalation of 16/10 to the focal point waits, retried each hour;
# on 20/10 a newer mail to that person on the same report exists, so the old one is superseded. That one is given up after
# five days, on Sunday 25/10, for both; on Monday the administrator and the coordinator's focal point read of it, in one mail
# each. The receiver's list of 22/10 is not touched by it.
config one.conf
start 2026-08-03 09:00
until 2026-10-15 23:00
mail *
relay 451 to dau-moi@syt.example.vn
relay 451 to giam-doc@syt.example.vn
until 2026-10-20 07:29
queue 1 deferred
until 2026-10-20 12:00
queue 2 deferred
queue 1 superseded
ledger kh/bc/so-y-te/2026 +1wd owner:focal said
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
until 2026-10-25 07:00
queue 2 deferred
until 2026-10-26 07:29
queue 2 failed
at 2026-10-26 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-26 admin
mail dau-moi@snv.example.vn admin admin/2026-10-26 admin
at 2026-10-29 07:30
mail giam-doc@snv.example.vn +10wd kh/bc/so-y-te/2026 list
