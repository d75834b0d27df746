# Returned twice, and both returns taken back one after the other: after the second the limit of the first corrections is in force
# again, not the one that counts.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC
until 2026-10-19 15:00
mail *
do return kh/bc/so-y-te/2026 reason "a" until 2026-11-06 quiet
do submit kh/bc/so-y-te/2026 number 13/BC
until 2026-10-20 15:00
mail *
do return kh/bc/so-y-te/2026 reason "b" until 2026-11-20 quiet
do reopen kh/bc/so-y-te/2026
do reopen kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 returned
limit kh/bc/so-y-te/2026 2026-11-06 4
do reopen kh/bc/so-y-te/2026
state kh/bc/so-y-te/2026 submitted
limit kh/bc/so-y-te/2026 2026-10-15 5
