# Section 7, duties without a day: printed in the digest of a month's first Monday and when it has become another. 5/10 and
# 2/11 are first Mondays; on 12/10 it is left out; on 13/10 a second duty without a day comes into the files, so 19/10
# prints it, 26/10 does not.
config digest.conf
start 2026-09-30 18:00
at 2026-10-05 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-05 digest
says cần xác định (01)
at 2026-10-12 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-12 digest
lacks cần xác định
until 2026-10-13 09:00
reload digest-more.conf
until 2026-10-18 00:00
mail *
at 2026-10-19 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-19 digest
says cần xác định (02)
at 2026-10-26 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-10-26 digest
lacks cần xác định
at 2026-11-02 07:30
mail dau-moi@snv.example.vn digest digest/so-noi-vu/2026-11-02 digest
says cần xác định (02)
