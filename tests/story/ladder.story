# One report by Thursday 15/10/2026, a working day, so limit, aim and last permitted day are one day. 30d: 15/9, 14d: 1/10,
# 7d: 8/10, 3wd: 14, 13, 12/10, 1wd: 14/10, 0d: 15/10. Spacing 2wd, counted back from 15/10: 14/10 is one working day from
# it and left out; 12/10 is three; 8/10 is two from 12/10 (9, 12) and stays. After the limit: 1wd 16/10, 3wd 20/10 (16, 19,
# 20), 5wd 22/10, 10wd 29/10, then four times five working days on: 5, 12, 19/11 and, as 24/11 is off, 27/11.
config one.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
at 2026-10-01 07:30
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
ledger kh/bc/so-y-te/2026 -1wd owner:focal left-out
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
says Chưa ghi nhận: 01 cơ quan, gồm: 1. Sở Y tế (điện thoại 0200 000 002); quá hạn 05 ngày làm việc
says Các cơ quan nêu trên đã được thông báo đến đầu mối và người đứng đầu
lacks Cần trao đổi trực tiếp
lacks Dự thảo văn bản đôn đốc
at 2026-10-29 07:30
mail giam-doc@snv.example.vn +10wd kh/bc/so-y-te/2026 list
says Dự thảo văn bản đôn đốc được gửi kèm.
at 2026-11-05 07:30
mail giam-doc@snv.example.vn +10wd#1 kh/bc/so-y-te/2026 list
at 2026-11-12 07:30
mail giam-doc@snv.example.vn +10wd#2 kh/bc/so-y-te/2026 list
at 2026-11-19 07:30
mail giam-doc@snv.example.vn +10wd#3 kh/bc/so-y-te/2026 list
at 2026-11-27 07:30
mail giam-doc@snv.example.vn +10wd#4 kh/bc/so-y-te/2026 list
until 2027-03-01 00:00
state kh/bc/so-y-te/2026 open
