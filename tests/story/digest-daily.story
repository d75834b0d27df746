# Daily, on each working day: from Thursday 1/10, 14 days before the limit. The report of 5/10 is received in that of 6/10;
# on 7/10 sections 1 to 5 are empty and nothing is sent.
config digest-daily.conf
start 2026-08-03 09:00
at 2026-10-01 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-01 digest
at 2026-10-02 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-02 digest
at 2026-10-05 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-05 digest
until 2026-10-05 09:00
do submit kh/bc/so-y-te/2026 received 2026-10-05T08:00
at 2026-10-05 09:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
at 2026-10-06 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-06 digest
until 2026-12-01 00:00
