# A report that is in silences its ladder at once: of 12/10's mail nothing follows but the receipt, 30 minutes after the
# order. The second order on the same report is refused, and so is one on a report that does not exist.
config one.conf
start 2026-08-03 09:00
until 2026-10-11 00:00
mail *
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026
until 2026-10-12 10:00
do submit kh/bc/so-y-te/2026 number 12/BC-SYT dated 2026-10-09 received 2026-10-12T09:00
state kh/bc/so-y-te/2026 submitted
at 2026-10-12 10:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
refused submit kh/bc/so-y-te/2026 number 13/BC-SYT
refused submit kh/bc/so-y-te/2027 number 13/BC-SYT
refused submit kh/bc/*/2025
unchanged
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
