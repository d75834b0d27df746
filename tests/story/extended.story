# Extended on the evening of the limit, after closing: the mail leaves at once. The ladder is armed anew and looks forward
# only: of the new version nothing that lies before the order is caught up, and the order's own mail counts for the spacing.
config one.conf
start 2026-08-03 09:00
until 2026-10-15 20:00
mail *
refused extend kh/bc/so-y-te/2026 until 2026-10-15
refused extend kh/bc/so-y-te/2026
do extend kh/bc/so-y-te/2026 until 2026-10-30 reason "chờ số liệu của ngành" asked-on 2026-10-13 number 88/SNV-XDCQ dated 2026-10-15 granted-by "Sở Nội vụ"
mail dau-moi@syt.example.vn extend kh/bc/so-y-te/2026 extended
headed đến hết ngày 30/10/2026
says chờ số liệu của ngành
says 88/SNV-XDCQ
state kh/bc/so-y-te/2026 open
limit kh/bc/so-y-te/2026 2026-10-30 2
until 2026-10-23 00:00
at 2026-10-23 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
at 2026-10-27 07:30
mail dau-moi@syt.example.vn -3wd kh/bc/so-y-te/2026 advance
until 2026-10-30 00:00
at 2026-10-30 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
until 2026-10-30 10:00
do submit kh/bc/so-y-te/2026 number 12/BC-SYT received 2026-10-30T09:00
at 2026-10-30 10:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
says trong thời hạn được gia hạn
refused extend kh/bc/so-y-te/2026 until 2026-11-30
nothing more for kh/bc/so-y-te/2026
until 2027-03-01 00:00
