# On the day there is nobody to coordinate; the next morning somebody is recorded, and hears of the bodies to talk to directly.
config relations.conf
start 2026-08-03 09:00
until 2026-10-19 16:00
mail *
contact end so-noi-vu focal
contact end so-noi-vu head
until 2026-10-20 16:00
mail *
ledger kh/bc/cong-an/2026 +3wd coordinator:focal unaddressed
until 2026-10-21 07:00
contact set so-noi-vu focal name=Hai email=hai@snv.example.vn
at 2026-10-21 07:30
mail hai@snv.example.vn +3wd kh/bc/cong-an/2026 list
also +3wd kh/bc/bo/2026
also +3wd kh/bc/mat-tran/2026
ledger kh/bc/cong-an/2026 +3wd coordinator:focal said
ledger kh/bc/cong-an/2026 +3wd owner:head dropped
