# The receipt was written but the relay did not take it before the report was taken back: it is superseded, and with nothing
# gone out there is nothing to correct.
config one.conf
start 2026-08-03 09:00
until 2026-10-12 10:00
mail *
do submit kh/bc/so-y-te/2026 received 2026-10-12T09:00
relay 451 for 2h
until 2026-10-12 10:40
tried 2 dau-moi@syt.example.vn
do reopen kh/bc/so-y-te/2026 mistake
relay ok
until 2026-10-12 18:00
queue 1 superseded
do waive kh/bc/so-y-te/2026 quiet reason "kỳ này không áp dụng"
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
