# In at 10:00 and corrected at 10:05 with a receipt to be sent anew, returned at 10:20: the receipt of 10:30 does not follow what
# asks for corrections. What comes again has its receipt.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-12T09:00
until 2026-10-12 10:05
do amend kh/bc/so-y-te/2026 number 13/BC-SYT tell
until 2026-10-12 10:20
do return kh/bc/so-y-te/2026 reason "thiếu số liệu" days 5
mail dau-moi@syt.example.vn return kh/bc/so-y-te/2026 returned
says 13/BC-SYT
until 2026-10-13 10:00
do submit kh/bc/so-y-te/2026 number 15/BC-SYT received 2026-10-13T09:00
at 2026-10-13 10:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
says 15/BC-SYT
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
