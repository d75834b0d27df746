# A document number counts once within a report, unless it is said again; for another report it is only noted. Taken back, or
# corrected, it is free.
config two-owners.conf
start 2026-10-12 08:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC
refused submit kh/bc/so-tu-phap/2026 number 12/BC
do amend kh/bc/so-y-te/2026 number 13/BC
do submit kh/bc/so-tu-phap/2026 number 12/BC
do reopen kh/bc/so-tu-phap/2026
do reopen kh/bc/so-y-te/2026
do submit kh/bc/so-tu-phap/2026 number 13/BC
refused submit kh/bc/so-y-te/2026 number 13/BC
do submit kh/bc/so-y-te/2026 number 13/BC again
at 2026-10-12 10:30
mail dau-moi@stp.example.vn submit kh/bc/so-tu-phap/2026 receipt
says 13/BC
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
says 13/BC
until 2027-01-01 00:00
