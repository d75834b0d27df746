# The plan of 2012 taken into service on Sunday 22/11/2026: its only limits are the years 2013 and 2015, long past, so every
# occurrence is unsettled: no owner is written to, ever; its coordinator's focal point gets one list at the next opening.
config quang-ninh.conf
start 2026-11-22 10:00
at 2026-11-23 07:30
mail dau-moi.so-ldtbxh@quangninh.example.vn settle settle/quang-ninh-so-ldtbxh/2026-11-23 settle
until 2028-01-31 00:00
