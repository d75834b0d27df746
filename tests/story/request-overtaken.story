# Handed in before the request for it was written: the receipt alone is sent.
config limits.conf
start 2026-11-02 09:00
relay 451 for 2h
do request --title "Báo cáo nhanh" --from so-y-te --to so-noi-vu --due "before 20/11/2026" --document 3163/BNV
do submit request-2026-1/report/so-y-te/2026 number 1/BC
until 2026-11-02 14:00
mail dau-moi@syt.example.vn submit request-2026-1/report/so-y-te/2026 receipt
