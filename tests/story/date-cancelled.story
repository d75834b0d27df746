# What was called off before it had a day gets none: for the row of all, for one of its bodies, and by period. Taken up again,
# it does.
config limits.conf
start 2026-11-02 09:00
do cancel kh/khong/all/2026
refused date kh/khong/all/2026 due "before 20/11/2026" document 9/SNV quiet
refused date kh/khong/so-y-te/2026 due "before 20/11/2026" document 9/SNV quiet
refused date kh/khong --period 2026 --all --due "before 20/11/2026" --document 9/SNV --quiet
state kh/khong/so-y-te/2026 absent
do reopen kh/khong/all/2026
do date kh/khong/so-y-te/2026 due "before 20/11/2026" document 9/SNV quiet
state kh/khong/so-y-te/2026 open
