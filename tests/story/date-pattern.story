# A pattern that means the occurrences of those who have a day and the row of those who have none gives all of them the same.
config limits.conf
start 2026-11-02 09:00
do date kh/khong/so-y-te/2026 --due "by 20/11" --document 1/A --quiet
do date kh/khong/*/2026 --due "by 25/11" --document 2/A --quiet
limit kh/khong/so-y-te/2026 2026-11-25 2
limit kh/khong/so-tu-phap/2026 2026-11-25 1
state kh/khong/all/2026 absent
refused date kh/khong/*/2026 --due "by 25/11" --document 2/A --quiet
do date kh/bc/*/2026 kh/bc/so-y-te/2026 --due "by 20/12" --document 3/A --quiet
asked 3 /v1/list?plan=kh&obligation=bc&period=2026 limit=2026-12-20
reload limits.conf
unchanged
