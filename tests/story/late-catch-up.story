# Off from 30/9 to Wednesday 21/10 09:00. Nothing reminds from late_from on: 14d, 7d, 3wd and 0d are past. Of the
# escalations the focal point has missed 1wd (16/10) and the copy of 3wd (20/10), the head 3wd: one mail to the head, its
# copy to the focal point, in which 1wd is covered.
config one.conf
start 2026-08-03 09:00
until 2026-09-30 00:00
mail *
outage until 2026-10-21 09:00
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
says Tính đến 09 giờ 00 phút, ngày 21/10/2026, đã quá thời hạn 04 ngày làm việc
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
ledger kh/bc/so-y-te/2026 -14d owner:focal past
ledger kh/bc/so-y-te/2026 -3wd owner:focal past
ledger kh/bc/so-y-te/2026 -0d owner:focal past
ledger kh/bc/so-y-te/2026 +1wd owner:focal covered
ledger kh/bc/so-y-te/2026 +3wd owner:focal said
until 2026-10-22 07:29
