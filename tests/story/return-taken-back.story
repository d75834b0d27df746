# A return is taken back: the report is in again, the limit that counts holds again, a mail that has not left does not leave.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-12T09:00
do accept kh/bc/so-y-te/2026
at 2026-10-12 10:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
relay 451 for 2h
until 2026-10-19 15:00
relay 451 for 2h
do return kh/bc/so-y-te/2026 reason "thiếu số liệu" days 5
do reopen kh/bc/so-y-te/2026 reason "nhầm báo cáo"
state kh/bc/so-y-te/2026 accepted
limit kh/bc/so-y-te/2026 2026-10-15 3
until 2026-10-19 18:00
queue 1 superseded
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
