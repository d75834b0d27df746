# A later limit is granted, and the report cancelled at once: no mail names a limit of what is owed no more.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
relay 451 for 2h
do extend kh/bc/so-y-te/2026 until 2026-10-30 number 9/SNV
do cancel kh/bc/so-y-te/2026
until 2026-10-12 16:00
