# Recorded on Saturday 10/10 at 9: a day off, so the receipt leaves at the opening of Monday 12/10, when the reminder of
# three working days would have gone.
config one.conf
start 2026-08-03 09:00
until 2026-10-10 09:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-10T08:00
at 2026-10-12 07:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
until 2027-03-01 00:00
