# The files bring a limit nearer, the mail about it waits (451), and the report comes in: only the receipt leaves.
config one.conf
start 2026-08-03 09:00
until 2026-09-22 10:00
mail *
relay 451 for 48h
reload one-nearer.conf
until 2026-09-23 09:00
do submit kh/bc/so-y-te/2026 received 2026-09-23T08:30
until 2026-09-25 16:00
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
