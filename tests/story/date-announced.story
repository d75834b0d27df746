# A moved limit is announced once to each owner, at once, with the document; no step of before is caught up; the ladder runs to the
# new limit. Of two orders before the first one's mail left, only the later speaks. The first limit is kept.
config limits.conf
start 2026-11-02 09:00
do date kh/bc --period 2026 --owner so-y-te --due "before 10/12" --document 12/UBND --dated 2026-11-02 --earlier
mail dau-moi@syt.example.vn date kh/bc/so-y-te/2026 request
headed – trước ngày 10/12/2026
says văn bản số 12/UBND ngày 02/11/2026
asked 1 /v1/show/kh/bc/so-y-te/2026 limit=2026-12-09 due_text=trước?ngày?10/12/2026 history.0.verb=date
do date kh/khong/so-tu-phap/2026 --due "by 12/11" --reason "theo chỉ đạo"
mail dau-moi@stp.example.vn date kh/khong/so-tu-phap/2026 request
do date kh/bc/so-y-te/2026 --due "by 11/12" --document 13/UBND --earlier --quiet
at 2026-11-05 07:30
mail dau-moi@stp.example.vn -7d kh/khong/so-tu-phap/2026 advance
at 2026-11-11 07:30
mail dau-moi@stp.example.vn -1wd kh/khong/so-tu-phap/2026 advance
do extend kh/khong/so-tu-phap/2026 --until 2026-11-20 --reason "xin lùi" --quiet
asked 1 /v1/show/kh/khong/so-tu-phap/2026 limit=2026-11-20 due_text=đến?hết?ngày?20/11/2026
at 2026-11-13 07:30
mail dau-moi@stp.example.vn -7d kh/khong/so-tu-phap/2026 advance
at 2026-11-19 07:30
mail dau-moi@stp.example.vn -1wd kh/khong/so-tu-phap/2026 advance
reload limits.conf
unchanged
at 2026-11-23 07:30
mail dau-moi@stp.example.vn +1wd kh/khong/so-tu-phap/2026 overdue
at 2026-12-04 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
