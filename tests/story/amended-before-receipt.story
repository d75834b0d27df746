# Corrected before its receipt was written: one receipt, with the number as corrected.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC
do amend kh/bc/so-y-te/2026 number 13/BC tell
until 2026-10-12 12:00
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
says 13/BC
