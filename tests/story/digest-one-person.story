# Two plans coordinated by two bodies in which one person is the focal point: one digest, of both bodies' subjects. The same
# address in capitals is the same person.
config digest-person.conf
start 2026-09-30 18:00
at 2026-10-05 07:30
mail ?au-?oi@snv.example.vn digest digest/so-noi-vu/2026-10-05 digest
also digest digest/van-phong/2026-10-05
at 2026-10-12 07:30
mail ?au-?oi@snv.example.vn digest digest/so-noi-vu/2026-10-12 digest
also digest digest/van-phong/2026-10-12
