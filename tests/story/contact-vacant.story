# The focal point ends with 12/10 and nobody follows: from then each step has nobody, the administrator is told and status counts
# the report. On Thursday 15/10 at 10:00 somebody is recorded: the last step that was not said is said at once, in office hours,
# and only that one.
config one.conf
start 2026-10-05 18:00
at 2026-10-06 07:30
mail dau-moi@syt.example.vn first kh/bc/so-y-te/2026 advance
contact end so-y-te focal until=2026-10-12
asked 1 /v1/status nobody=0
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
at 2026-10-12 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-13 09:00
asked 1 /v1/status nobody=1
at 2026-10-15 07:30
mail quan-tri@tinh.example.vn admin admin/2026-10-15 admin
ledger kh/bc/so-y-te/2026 -0d owner:focal unaddressed
until 2026-10-15 10:00
contact set so-y-te focal email=moi@syt.example.vn
mail moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
asked 1 /v1/status nobody=0
ledger kh/bc/so-y-te/2026 -0d owner:focal said
at 2026-10-16 07:30
mail moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
until 2026-10-21 00:00
