# only = [ vertical, requested ] sends the first step to the heads of Công an and the Front, and to no head of a subordinate
# body. The committee, named by id, hears of the subordinate one only.
config only.conf
start 2026-08-03 09:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026
mail dau-moi@ca.example.vn -0d kh/bc/cong-an/2026
mail dau-moi@mttq.example.vn -0d kh/bc/mat-tran/2026
at 2026-10-16 07:30
mail giam-doc@ca.example.vn +1wd kh/bc/cong-an/2026 head
mail chu-tich@mttq.example.vn +1wd kh/bc/mat-tran/2026 head
ledger kh/bc/so-y-te/2026 +1wd owner:head dropped
at 2026-10-19 07:30
mail van-thu@ubnd.example.vn +2wd kh/bc/so-y-te/2026 list
ledger kh/bc/cong-an/2026 +2wd ubnd:focal dropped
until 2027-03-01 00:00
