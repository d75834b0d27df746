# Two plans of one coordinator: one digest over both, one subject.
config digest-plans.conf
start 2026-09-30 18:00
at 2026-10-05 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-05 digest
at 2026-10-12 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-12 digest
