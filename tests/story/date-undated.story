# A later letter gives an undated duty its day: each owner named becomes an occurrence of its own, the row of the rest shrinks
# and goes with the last. A load of the same files writes nothing; files that no longer know the duty withdraw them; back, they
# resume. Nothing of before is caught up, and with --quiet there is no first notice either.
config limits.conf
start 2026-11-02 09:00
asked 1 /v1/list?plan=kh&obligation=khong&period=2026&undated=1 id=kh/khong/all/2026 owners=3 state=undated
do date kh/khong --period 2026 --owner "so y te" --due "before 20/11/2026" --document 99/SNV --quiet
limit kh/khong/so-y-te/2026 2026-11-19 1
asked 1 /v1/list?plan=kh&obligation=khong&period=2026&undated=1 id=kh/khong/all/2026 owners=2
asked 1 /v1/show/kh/khong/so-y-te/2026 due_text=trước?ngày?20/11/2026 touched=true
asked 1 /v1/show/kh/khong/so-y-te/2026 history.0.verb=date history.0.number=99/SNV history.0.limit=2026-11-19
ledger kh/khong/so-y-te/2026 first owner:focal none
reload limits.conf
unchanged
do date kh/khong --period 2026 --all --due "by 25/11" --reason "theo chỉ đạo" --earlier --quiet
limit kh/khong/so-y-te/2026 2026-11-25 2
limit kh/khong/so-xay-dung/2026 2026-11-25 1
state kh/khong/all/2026 absent
reload limits.conf
unchanged
at 2026-11-18 07:30
mail dau-moi@syt.example.vn -7d kh/khong/so-y-te/2026 advance
says thời hạn chậm nhất ngày 25/11/2026
mail dau-moi@stp.example.vn -7d kh/khong/so-tu-phap/2026 advance
mail mot-nguoi@sxd.example.vn -7d kh/khong/so-xay-dung/2026 advance
reload limits-gone.conf
state kh/khong/so-y-te/2026 withdrawn
outage until 2026-11-24 07:00 limits-gone.conf
reload limits.conf
state kh/khong/so-y-te/2026 open
limit kh/khong/so-y-te/2026 2026-11-25 2
state kh/khong/all/2026 absent
reload limits.conf
unchanged
at 2026-11-26 07:30
mail dau-moi@syt.example.vn +1wd kh/khong/so-y-te/2026 overdue
mail dau-moi@stp.example.vn +1wd kh/khong/so-tu-phap/2026 overdue
mail mot-nguoi@sxd.example.vn +1wd kh/khong/so-xay-dung/2026 overdue
