# One person is the focal point of Sở Kiêm, which owes, and of Sở Nội vụ, which receives and coordinates. Off from 15/10 noon
# to Monday 19/10 09:00: of Sở Kiêm's report 1wd is its own business, 2wd a list on what others owe: two mails, never one for
# the other. The receiver's and the coordinator's list are one person's: one speaks.
config two-hats.conf
start 2026-08-03 09:00
until 2026-10-15 12:00
mail *
outage until 2026-10-19 09:00
mail dau-moi@snv.example.vn +1wd kh/bc/so-kiem/2026 overdue
mail dau-moi@snv.example.vn +2wd kh/bc/so-kiem/2026 list
also +2wd kh/bc/so-y-te/2026
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
until 2026-12-01 00:00
