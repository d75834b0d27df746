# The receipt was a mistake, and the real report is in before the body could be told so: it is not, and has its receipt.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC
until 2026-10-12 12:00
mail *
relay 451 for 2h
do reopen kh/bc/so-y-te/2026 mistake
do submit kh/bc/so-y-te/2026 number 13/BC
until 2026-10-12 17:00
mail dau-moi@syt.example.vn submit#2 kh/bc/so-y-te/2026 receipt
