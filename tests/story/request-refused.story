# What a request must say, and what it may not: everything is refused with a sentence, and nothing is left of it.
config limits.conf
start 2026-11-02 09:00
refused request --from departments --to so-noi-vu --due "before 20/11/2026"
refused request --title "Báo cáo" --to so-noi-vu --due "before 20/11/2026"
refused request --title "Báo cáo" --from departments --to so-noi-vu
refused request --title "Báo cáo" --from departments --to so-noi-vu --due none
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "in 2026"
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "within 5 days"
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "before 2/11/2026"
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "before 20/11" --period dot-2
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "before 20/11/2026" --period "đợt 2"
refused request --title "Báo cáo" --from so-yte --to so-noi-vu --due "before 20/11/2026"
refused request --title "Báo cáo" --from departments --to departments --due "before 20/11/2026"
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "before 20/11/2026" --policy light
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "before 20/11/2026" --id kh
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "before 20/11/2026" --id "Đợt 1"
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "before 20/11/2026" --coordinator nobody
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "before 20/11/2026" --issuer so-la
unchanged
# Who receives it may be left out where one body coordinates every plan.
do request --title "Báo cáo" --from departments --due "before 20/11/2026" --id dot-1 --quiet
asked 1 /v1/show/dot-1/report/so-y-te/2026 receivers.0=Sở?Nội?vụ
do request --title "Báo cáo" --from departments --to so-tu-phap --due "before 20/11/2026" --id dot-2 --quiet
refused request --title "Báo cáo" --from departments --due "before 20/11/2026" --id dot-3 --quiet
refused request --title "Báo cáo" --from departments --to so-noi-vu --due "before 20/11/2026" --id dot-1 --quiet
state dot-1/report/so-y-te/2026 open
mail *
