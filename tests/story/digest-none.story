# No digest in the policy, none is sent, whatever is overdue (one.conf has none): of the coordinator's focal point nothing but
# the list of 22/10.
config one.conf
start 2026-10-15 18:00
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
until 2026-10-28 00:00
