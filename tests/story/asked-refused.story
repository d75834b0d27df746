# A request that is not granted: the step to the head goes at the next opening after the refusal.
config one.conf
start 2026-08-03 09:00
until 2026-10-19 09:00
mail *
do ask kh/bc/so-y-te/2026 waive reason "trùng với báo cáo khác"
until 2026-10-21 09:00
do ask kh/bc/so-y-te/2026 refused reason "không trùng"
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
refused ask kh/bc/so-y-te/2026 refused
do note kh/bc/so-y-te/2026 note "đã điện thoại ngày 21/10"
refused note kh/bc/so-y-te/2026
do submit kh/bc/so-y-te/2026
at 2026-10-21 09:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
says sau thời hạn
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
