# Sở Nội vụ coordinates and owes the committee a report: receiver: is the committee, a superior that the step does not name
# by id, dropped; coordinator: is the owner itself, dropped. Its own head is written to like any other. What it owes to
# itself gets nothing; Sở Y tế, which owes it too, does. On 20/10 the two reports of the two bodies go to three people.
config coordinator.conf
start 2026-08-03 09:00
at 2026-10-15 07:30
mail dau-moi@snv.example.vn -0d kh/bc/so-noi-vu/2026 today
mail dau-moi@syt.example.vn -0d kh/noi-bo/so-y-te/2026 today
at 2026-10-16 07:30
mail dau-moi@snv.example.vn +1wd kh/bc/so-noi-vu/2026 overdue
mail dau-moi@syt.example.vn +1wd kh/noi-bo/so-y-te/2026 overdue
at 2026-10-20 07:30
mail giam-doc@snv.example.vn +3wd kh/bc/so-noi-vu/2026 head
mail dau-moi@snv.example.vn +3wd kh/bc/so-noi-vu/2026 head
mail giam-doc@syt.example.vn +3wd kh/noi-bo/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/noi-bo/so-y-te/2026 head
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/noi-bo/so-y-te/2026 list
ledger kh/bc/so-noi-vu/2026 +5wd receiver:focal dropped
at 2026-10-26 07:30
mail van-thu@ubnd.example.vn +7wd kh/bc/so-noi-vu/2026 list
also +7wd kh/noi-bo/so-y-te/2026
mail so-theo-doi@tinh.example.vn +7wd kh/bc/so-noi-vu/2026 list
also +7wd kh/noi-bo/so-y-te/2026
at 2026-10-29 07:30
mail giam-doc@snv.example.vn +10wd kh/noi-bo/so-y-te/2026 list
ledger kh/bc/so-noi-vu/2026 +10wd coordinator:head dropped
ledger kh/noi-bo/so-noi-vu/2026 +1wd owner:focal none
do submit kh/noi-bo/so-noi-vu/2026 received 2026-10-20T09:00
state kh/noi-bo/so-noi-vu/2026 submitted
until 2027-03-01 00:00
