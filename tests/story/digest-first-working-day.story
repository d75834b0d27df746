# Limit Thursday 10/9/2026, in the digest from 27/8. Monday 31/8 is off, and 1 and 2/9 are: the digest of that week comes on
# Thursday 3/9, the next on Monday 7/9. The report comes in on Monday 7/9: received in that of 14/9; then nothing is left.
config digest-holiday.conf
start 2026-08-03 09:00
at 2026-09-03 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-09-03 digest
at 2026-09-07 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-09-07 digest
until 2026-09-07 09:00
do submit kh/bc/so-y-te/2026 received 2026-09-07T08:00
at 2026-09-07 09:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
at 2026-09-14 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-09-14 digest
until 2026-12-01 00:00
