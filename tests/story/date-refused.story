# What date refuses: no rule, a rule without a day or one that is over, no source, no period or none of the obligation's, no
# owners or one who owes nothing, a nearer limit without --earlier, a closed report. Nothing is written.
config limits.conf
start 2026-11-02 09:00
refused date kh/bc --period 2026 --all --document 1/A
refused date kh/bc --period 2026 --all --due none --document 1/A
refused date kh/bc --period 2026 --all --due "in 2026" --document 1/A
refused date kh/bc --period 2026 --all --due "before 31/11" --document 1/A
refused date kh/bc --period 2026 --all --due "before 1/11/2026" --document 1/A
refused date kh/bc --period 2026 --all --due "before 20/12"
refused date kh/bc --all --due "before 20/12" --document 1/A
refused date kh/bc --period 2026-Q4 --all --due "before 20/12" --document 1/A
refused date kh/bc --period 2031 --all --due "before 20/12/2031" --document 1/A
refused date kh/bc --period 2026 --due "before 20/12" --document 1/A
refused date kh/bc --period 2026 --owner mat-tran --due "before 20/12" --document 1/A
refused date kh/bc --period 2026 --all --due "before 16/12" --document 1/A
refused date kh/bc --period 2026 --all --due "before 10/12" --document 1/A
refused date kh/khi --period 2026 --all --due "before 10/12" --document 1/A
refused date kh/no --period 2026 --all --due "before 10/12" --document 1/A
refused date kh --period 2026 --all --due "before 10/12" --document 1/A
refused date --due "before 10/12" --document 1/A
do date kh/bc --period 2026 --all --due "before 10/12" --document 1/A --earlier --quiet
limit kh/bc/so-y-te/2026 2026-12-09 2
do submit kh/bc/so-y-te/2026
refused date kh/bc/so-y-te/2026 --due "by 20/12" --document 2/A
refused date kh/bc --period 2026 --owner so-y-te --due "by 20/12" --document 2/A
# All who still owe it: the one whose report is in is left alone.
do date kh/bc --period 2026 --all --due "by 20/12" --document 2/A --quiet
limit kh/bc/so-y-te/2026 2026-12-09 2
limit kh/bc/so-tu-phap/2026 2026-12-20 3
asked 1 /v1/show/kh/bc/so-tu-phap/2026 due_text=chậm?nhất?ngày?20/12/2026
# The next period is not touched.
asked 1 /v1/list?agency=so-tu-phap&period=2027 limit=2027-12-15
reload limits.conf
unchanged
mail *
