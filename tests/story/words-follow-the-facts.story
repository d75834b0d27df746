# A reminder that is caught up on the last working day says "today": off over 12/10 until 15/10 07:00; at opening 3wd is
# missed and 0d due: 0d speaks. With 0d missed by a minute of opening nothing changes: words follow `now`.
config close.conf
start 2026-08-03 09:00
until 2026-10-13 00:00
mail *
outage until 2026-10-15 08:00
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
headed Ngày làm việc cuối
ledger kh/bc/so-y-te/2026 -2wd owner:focal covered
ledger kh/bc/so-y-te/2026 -1wd owner:focal covered
until 2026-10-15 23:00
