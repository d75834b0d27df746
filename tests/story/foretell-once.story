# The list of 15/10 has gone; at 10:00 the holiday files change far away and every report is looked at again: no second list.
config foretell.conf
start 2026-08-03 09:00
until 2026-10-15 10:00
mail *
reload foretell-december-off.conf
until 2026-10-16 07:29
