# Who was asked as a member of a group stays; who joins the group later was not asked.
config limits.conf
start 2026-11-02 09:00
do request --title "Báo cáo nhanh" --from departments --to so-noi-vu --due "before 20/11/2026" --document 3163/BNV --quiet
do cancel request-2026-1/*/so-tu-phap/*
until 2026-11-03 09:00
mail *
reload limits-more.conf
state request-2026-1/report/so-y-te/2026 open
state request-2026-1/report/mat-tran/2026 absent
until 2026-11-04 09:00
