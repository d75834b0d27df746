# The digest of Monday 19/10: what came in last week as it is recorded now, what went back and until when, what is asked for and
# why. What was taken back is not among what came in; what is decided is asked for no more.
config digest-life.conf
start 2026-10-12 06:00
until 2026-10-13 09:00
mail *
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-13T08:00
do submit kh/bc/so-tu-phap/2026 number 7/BC-STP received 2026-10-13T08:00
do submit kh/bc/cong-an/2026 number 9/BC-CAT received 2026-10-13T08:00
do reopen kh/bc/cong-an/2026
until 2026-10-14 09:00
mail *
do amend kh/bc/so-tu-phap/2026 number 8/BC-STP
do return kh/bc/so-y-te/2026 reason "thiếu số liệu" until 2026-10-30
mail dau-moi@syt.example.vn return kh/bc/so-y-te/2026 returned
do ask kh/bc/cong-an/2026 until 2026-11-06 reason "chờ cấp trên" asked-by "Công an tỉnh"
do ask kh/bc/so-xay-dung/2026 waive reason "không có đối tượng"
until 2026-10-19 07:00
mail *
at 2026-10-19 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-19 digest
says 3. Đã tiếp nhận trong tuần (02)
says Sở Tư pháp: Báo cáo kết quả công tác năm 2026, văn bản số 8/BC-STP
lacks 9/BC-CAT
says 4. Trả lại để bổ sung, chưa gửi lại (01) - Sở Y tế: Báo cáo kết quả công tác năm 2026, đến hết ngày 30/10/2026
says 5. Đề nghị gia hạn, miễn báo cáo chờ cho ý kiến (02)
says đề nghị gia hạn đến hết ngày 06/11/2026; lý do: chờ cấp trên
says đề nghị không phải báo cáo kỳ này; lý do: không có đối tượng
mail *
do waive kh/bc/so-xay-dung/2026
mail mot-nguoi@sxd.example.vn waive kh/bc/so-xay-dung/2026 waived
says không có đối tượng
do ask kh/bc/cong-an/2026 refused
until 2026-10-26 07:00
mail *
at 2026-10-26 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-26 digest
says 5. Đề nghị gia hạn, miễn báo cáo chờ cho ý kiến (00) Không có.
mail *
