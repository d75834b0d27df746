# Weekly, on the week's first working day at opening, to the coordinator's focal point, when sections 1 to 5 hold something.
# The report by 15/10 is in section 2 from 14 days before (1/10), the one "in 2026" (limit 31/12) from 90 days before (2/10):
# on Monday 28/9 both are still too far, on 5/10 both are in. The one without a day never makes a digest by itself. The
# report recorded on 19/10 is received in the digest of 26/10. "in 2026" has no step: it stays a line, overdue from January.
config digest.conf
start 2026-08-03 09:00
at 2026-10-05 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-05 digest
at 2026-10-12 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-12 digest
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-16 07:30
mail dau-moi@syt.example.vn +1wd kh/bc/so-y-te/2026 overdue
at 2026-10-19 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-19 digest
until 2026-10-19 10:00
do submit kh/bc/so-y-te/2026 received 2026-10-19T09:00
at 2026-10-19 10:30
mail dau-moi@syt.example.vn submit kh/bc/so-y-te/2026 receipt
at 2026-10-26 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-26 digest
at 2026-11-02 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-11-02 digest
at 2026-11-09 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-11-09 digest
at 2026-11-16 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-11-16 digest
at 2026-11-23 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-11-23 digest
at 2026-11-30 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-11-30 digest
at 2026-12-07 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-12-07 digest
at 2026-12-14 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-12-14 digest
at 2026-12-21 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-12-21 digest
at 2026-12-28 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-12-28 digest
at 2027-01-04 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2027-01-04 digest
at 2027-01-11 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2027-01-11 digest

do submit kh/nam/so-y-te/2026 received 2027-01-11T07:00
at 2027-01-11 08:00
mail dau-moi@syt.example.vn submit kh/nam/so-y-te/2026 receipt
at 2027-01-18 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2027-01-18 digest
until 2027-03-01 00:00
