# A restart at any time writes nothing that was not due: before anything, right after a mail, with the report overdue.
config relations.conf
start 2026-08-03 09:00
outage until 2026-08-03 09:01
unchanged
until 2026-10-15 07:30
mail *
outage until 2026-10-15 07:31
unchanged
until 2026-10-21 10:00
mail *
outage until 2026-10-21 10:01
unchanged
outage until 2026-10-21 20:00
unchanged
