# The plan begins on 1/10/2026: 30d (15/9) would fall before and does not exist. Loaded on 20/9 there is therefore nothing
# that was missed, no first notice; the first mail is 14d on 1/10.
config effective.conf
start 2026-09-20 09:00
at 2026-10-01 07:30
mail dau-moi@syt.example.vn -14d kh/bc/so-y-te/2026 advance
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
ledger kh/bc/so-y-te/2026 -30d owner:focal none
