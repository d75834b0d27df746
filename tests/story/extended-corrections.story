# Of a returned report extend only lengthens the time for the corrections: the rule a document gave its limit stays with it.
# When return and submission are taken back, the reminders name that rule again.
config limits.conf
start 2026-11-02 09:00
do date kh/khong/so-y-te/2026 due "by 20/11/2026" document 9/SNV quiet
do submit kh/khong/so-y-te/2026 number 1/BC
until 2026-11-03 09:00
mail *
do return kh/khong/so-y-te/2026 reason x until 2026-11-06 quiet
do extend kh/khong/so-y-te/2026 until 2026-11-10 quiet
do reopen kh/khong/so-y-te/2026
do reopen kh/khong/so-y-te/2026
limit kh/khong/so-y-te/2026 2026-11-20 4
until 2026-11-18 12:00
mail *
at 2026-11-19 07:30
mail dau-moi@syt.example.vn -1wd kh/khong/so-y-te/2026 advance
says thời hạn chậm nhất ngày 20/11/2026
