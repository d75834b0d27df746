# The administrator is the coordinator's focal point too. On Monday 19/10 it is due a list to settle, because the coordinator
# of the plan added at 06:00 has nobody, and the foretold list for 3wd of 20/10: one mail. Later runs of the day add nothing.
config admin-coordinates.conf
start 2026-08-03 09:00
until 2026-10-19 06:00
reload admin-coordinates-more.conf
at 2026-10-19 07:30
mail dau-moi@snv.example.vn foretell foretell/so-noi-vu/2026-10-19 foretell
also settle settle/admin/2026-10-19
ledger foretell/so-noi-vu/2026-10-19 foretell coordinator:focal said
ledger settle/admin/2026-10-19 settle admin said
until 2026-10-19 10:00
do submit cu/bc/so-tu-phap/2026 received 2026-10-19T09:00
until 2026-10-19 16:00
at 2026-10-20 07:30
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 overdue
