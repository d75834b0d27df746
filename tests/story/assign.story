# A report is answered by another body: mails go to it and say in whose place, lists show it under both. Lines that an ended body
# left to several heirs are shown to each as given to nobody, until one is given to one of them. A load keeps both; a restart too.
config assign.conf
start 2026-11-02 09:00
refused assign kh/bc/so-tu-phap/2026
refused assign kh/bc/so-tu-phap/2026 --to nobody
refused assign kh/bc/so-tu-phap/2026 --to cac-xa
refused assign kh/bc/so-tu-phap/2026 --to so-cu
refused assign kh/bc/so-tu-phap/2026 --to so-tu-phap
refused assign kh/bc --covers "Chỉ tiêu 1"
refused assign kh/bc --covers "Chỉ tiêu 3" --to so-y-te
refused assign kh/bc --covers "Chỉ tiêu 1" --to so-tu-phap
refused assign kh/no --covers "Chỉ tiêu 1" --to so-y-te
refused assign --covers "Chỉ tiêu 1" --to so-y-te
unchanged
do assign kh/bc --covers "Chỉ tiêu 1" --to so-xay-dung --document 5/UBND --dry-run
do assign kh/bc --covers "Chỉ tiêu 2" --to "so xay dung" --document 5/UBND
do assign kh/bc/so-tu-phap/2026 --to "cong an tinh" --reason "sáp nhập nhiệm vụ"
refused assign kh/bc/so-tu-phap/2026 --to cong-an
asked 1 /v1/list?agency=cong-an id=kh/bc/so-tu-phap/2026 agency_name=Công?an?tỉnh?(thay?Sở?Tư?pháp)
asked 1 /v1/list?agency=so-tu-phap id=kh/bc/so-tu-phap/2026
asked 1 /v1/show/kh/bc/so-xay-dung/2026 covers.0=Chỉ?tiêu?2
reload assign.conf
unchanged
outage until 2026-11-03 08:00
at 2026-12-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
says Chỉ tiêu 1 (chưa phân công)
lacks Chỉ tiêu 2
mail mot-nguoi@sxd.example.vn -7d kh/bc/so-xay-dung/2026 advance
says Chỉ tiêu 1 (chưa phân công)
says Chỉ tiêu 2
lacks Chỉ tiêu 2 (chưa phân công)
mail dau-moi@ca.example.vn -7d kh/bc/so-tu-phap/2026 advance
headed (thay Sở Tư pháp)
do assign kh/bc/so-tu-phap/2026 --to so-noi-vu
do assign kh/bc/so-tu-phap/2026 --to so-tu-phap
at 2026-12-14 07:30
mail dau-moi@stp.example.vn -1wd kh/bc/so-tu-phap/2026 advance
lacks thay Sở
mail *
