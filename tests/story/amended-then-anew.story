# A correction to be told of, then the report is taken back and recorded anew: one receipt, of what stands.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC
until 2026-10-12 11:00
mail *
do amend kh/bc/so-y-te/2026 number 13/BC tell
do reopen kh/bc/so-y-te/2026
do submit kh/bc/so-y-te/2026 number 14/BC
until 2026-10-12 13:00
mail dau-moi@syt.example.vn submit#2 kh/bc/so-y-te/2026 receipt
says 14/BC
