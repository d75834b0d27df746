# Loaded on Friday 16/10 at 10:00, within hours: the list waits for the next opening, Monday 19/10. A second load of the
# same files lists nothing again.
config one.conf
start 2026-10-16 10:00
reload one.conf
unchanged
at 2026-10-19 07:30
mail dau-moi@snv.example.vn settle settle/so-noi-vu/2026-10-19 settle
until 2026-11-01 09:00
outage until 2026-11-02 09:00
reload one.conf
until 2027-03-01 00:00
