# A request raises occurrences of an obligation that comes on request: of all who owe it, of some of them, of whom the document
# leaves open; and of one for which the document gives no day. Each label once.
config limits.conf
start 2026-11-02 09:00
refused request kh/khi --due "before 20/11/2026"
refused request kh/khi --period 2026-11 --due event
refused request kh/khi --period "tháng 11" --due "before 20/11/2026"
refused request kh/khi --period 2026-11 --from mat-tran --due "before 20/11/2026"
refused request kh/vu --period 2026-11 --due "before 20/11/2026"
refused request kh/bc --period 2026 --due "before 20/11/2026"
refused request kh/khac --period 2026 --due "before 20/11/2026"
do request kh/khi --period 2026-11 --due "before 20/11" --document 7/SNV --quiet
asked 3 /v1/list?plan=kh&obligation=khi limit=2026-11-19 period=2026-11
refused request kh/khi --period 2026-11 --from so-y-te --due "before 25/11" --quiet
do request kh/khi --period bao-so-2 --from so-y-te --due "within 2 working days of 3/11/2026" --quiet
limit kh/khi/so-y-te/bao-so-2 2026-11-05 1
do request kh/vu --period 2026-11 --from mat-tran --due "by 30/11" --quiet
limit kh/vu/mat-tran/2026-11 2026-11-30 1
refused request kh/khong --period 2026-11 --due "before 20/11/2026"
do request kh/khong --period 2026 --from so-y-te --due "before 20/11" --quiet
asked 1 /v1/list?plan=kh&obligation=khong&period=2026&undated=1 id=kh/khong/all/2026 owners=2
reload limits.conf
unchanged
outage until 2026-11-03 08:00
reload limits-gone.conf
state kh/khi/so-tu-phap/2026-11 withdrawn
state kh/vu/mat-tran/2026-11 open
reload limits.conf
state kh/khi/so-tu-phap/2026-11 open
state kh/khong/so-y-te/2026 open
mail *
