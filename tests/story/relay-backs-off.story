# 421 to one recipient at 07:30: the whole relay rests for five minutes. A receipt that is due at 07:32 to somebody else waits
# until 07:35 too; then ten minutes after the second 421, and so on.
config successor.conf
start 2026-08-03 09:00
until 2026-10-12 07:02
mail *
do submit kh/bc/so-thay/2026 received 2026-10-12T07:00
relay 421 to dau-moi@syt.example.vn
until 2026-10-12 07:34
tried 1 dau-moi@syt.example.vn
tried 0 sau@thay.example.vn
until 2026-10-12 07:35
mail sau@thay.example.vn submit kh/bc/so-thay/2026 receipt
tried 1 sau@thay.example.vn
relay ok
until 2026-10-12 08:00
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-12 12:00
