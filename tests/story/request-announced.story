# The order's own mail is the first notice: at once, whatever the hour; none besides. Nearer reminders than the spacing wait as
# after any order's mail. The list goes on from there. What is cancelled hears nothing more, and the request may stay.
config limits.conf
start 2026-11-02 20:00
do request --title "Báo cáo nhanh" --from departments,mat-tran --to so-noi-vu --due "before 20/11/2026" --document 3163/BNV --dated 2026-11-01 --type "Công văn" --subject "tình hình bão" --issuer so-noi-vu --send-to "Trục liên thông"
mail dau-moi@syt.example.vn request request-2026-1/report/so-y-te/2026 request
headed Đề nghị gửi Báo cáo nhanh năm 2026 – trước ngày 20/11/2026
says Thực hiện Công văn số 3163/BNV
says trước ngày 20/11/2026
says Hình thức gửi: Trục liên thông
mail dau-moi@stp.example.vn request request-2026-1/report/so-tu-phap/2026 request
mail mot-nguoi@sxd.example.vn request request-2026-1/report/so-xay-dung/2026 request
mail dau-moi@mttq.example.vn request request-2026-1/report/mat-tran/2026 request
lacks yêu cầu
at 2026-11-12 07:30
mail dau-moi@syt.example.vn -7d request-2026-1/report/so-y-te/2026 advance
mail dau-moi@stp.example.vn -7d request-2026-1/report/so-tu-phap/2026 advance
mail mot-nguoi@sxd.example.vn -7d request-2026-1/report/so-xay-dung/2026 advance
mail dau-moi@mttq.example.vn -7d request-2026-1/report/mat-tran/2026 advance
do cancel request-2026-1/*/*/*
state request-2026-1/report/mat-tran/2026 cancelled
reload limits.conf
unchanged
until 2026-12-01 00:00
