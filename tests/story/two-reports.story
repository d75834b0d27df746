# Two reports of one body with one limit: one mail a run, grouped, with both; the head's and the list likewise.
config two.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
also -30d kh/so-lieu/so-y-te/2026
until 2026-10-15 12:00
mail *
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
also +1wd kh/so-lieu/so-y-te/2026
headed 02
at 2026-10-20 07:30
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
also +3wd kh/so-lieu/so-y-te/2026
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
also +3wd kh/so-lieu/so-y-te/2026
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-y-te/2026 list
also +5wd kh/so-lieu/so-y-te/2026
