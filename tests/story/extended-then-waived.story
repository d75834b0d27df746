# A later limit is granted, and the report waived before the mail about it was written: only the waiver is said.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
relay 451 for 2h
do extend kh/bc/so-y-te/2026 until 2026-10-30 number 9/SNV
do waive kh/bc/so-y-te/2026 number 10/SNV
until 2026-10-12 16:00
mail dau-moi@syt.example.vn waive kh/bc/so-y-te/2026 waived
