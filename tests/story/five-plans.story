# All five plans taken into service on 1/10/2026 before opening. Two coordinators have something to settle, Huế and Quảng Ninh:
# one list each, no owner of these plans is ever written to. All else is Lào Cai.
config plans.conf
start 2026-10-01 06:00
at 2026-10-01 07:30
mail dau-moi.so-ldtbxh@hue.example.vn settle settle/hue-so-ldtbxh/2026-10-01 settle
mail dau-moi.so-ldtbxh@quangninh.example.vn settle settle/quang-ninh-so-ldtbxh/2026-10-01 settle
until 2026-11-23 23:59
mail *
one a run
until 2026-11-24 23:59
until 2026-12-31 23:59
mail *
one a run
reload plans.conf
unchanged
