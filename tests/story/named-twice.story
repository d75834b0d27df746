# Steps that name one person twice, and the owner's head beside others. Limit Thursday 15/10/2026; 1wd 16/10, 3wd 20/10, 5wd
# 22/10. Công an is not subordinate: where its head is named the step writes to nobody there, not to the focal point named
# beside it either; the coordinator's focal point, named besides, has one row and one list. Both are named receivers twice.
# The committee, dropped as a receiver, is named by id too, and so hears of the subordinate body.
config together.conf
start 2026-08-03 09:00
at 2026-10-16 07:30
mail giam-doc@syt.example.vn +1wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
mail dau-moi@snv.example.vn +1wd kh/bc/cong-an/2026 list
also +1wd kh/bc/so-y-te/2026
ledger kh/bc/cong-an/2026 +1wd owner:head dropped
ledger kh/bc/cong-an/2026 +1wd owner:focal dropped
ledger kh/bc/cong-an/2026 +1wd coordinator:focal said
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@snv.example.vn +3wd kh/bc/cong-an/2026 list
also +3wd kh/bc/so-y-te/2026
ledger kh/bc/cong-an/2026 +3wd coordinator:focal said
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/cong-an/2026 list
also +5wd kh/bc/so-y-te/2026
mail van-thu@ubnd.example.vn +5wd kh/bc/so-y-te/2026 list
ledger kh/bc/cong-an/2026 +5wd ubnd:focal dropped
until 2027-03-01 00:00
