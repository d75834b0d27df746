# An ad hoc request is a plan of its own: listed, reminded of and kept like any other. A dry run leaves nothing. A load of the
# same files writes nothing, after a restart too. At a start with files that make it unreadable it is left
# out, its occurrences withdrawn, and there again when the files are.
config limits.conf
start 2026-11-02 09:00
do request --title "Báo cáo nhanh tình hình bão" --from departments,so-noi-vu --to so-noi-vu --due "before 20/11" --document 3163/BNV --dated 2026-11-01 --quiet --dry-run
state request-2026-1/report/so-y-te/2026 absent
do request --title "Báo cáo nhanh «tình hình \\ \"bão\"»" --from departments,so-noi-vu --to so-noi-vu --due "before 20/11" --document 3163/BNV --dated 2026-11-01 --quiet --send-to "Trục liên thông" --outline "Phụ lục 1" --as "Lan"
limit request-2026-1/report/so-y-te/2026 2026-11-19 1
asked 4 /v1/list?plan=request-2026-1 due_text=trước?ngày?20/11/2026
asked 1 /v1/show/request-2026-1/report/so-y-te/2026 send_to=Trục?liên?thông outline=Phụ?lục?1 history.0.verb=request history.0.as=Lan history.0.number=3163/BNV
reload limits.conf
unchanged
outage until 2026-11-03 08:00
state request-2026-1/report/so-y-te/2026 open
do request --title "Hỏi nữa" --from so-y-te --to so-noi-vu --due "by 30/11/2026 at 16:00" --period dot-2 --quiet
state request-2026-2/report/so-y-te/dot-2 open
at 2026-11-12 07:30
mail dau-moi@syt.example.vn -7d request-2026-1/report/so-y-te/2026 advance
mail dau-moi@stp.example.vn -7d request-2026-1/report/so-tu-phap/2026 advance
mail mot-nguoi@sxd.example.vn -7d request-2026-1/report/so-xay-dung/2026 advance
outage until 2026-11-13 08:00 limits-renamed.conf
state request-2026-1/report/so-tu-phap/2026 withdrawn
state request-2026-1/report/so-y-te/2026 withdrawn
state request-2026-2/report/so-y-te/dot-2 withdrawn
outage until 2026-11-16 08:00 limits.conf
state request-2026-1/report/so-tu-phap/2026 open
state request-2026-2/report/so-y-te/dot-2 open
mail *
reload limits.conf
unchanged
