# A report asked for and cancelled again before the request was written: nobody is asked for it.
config limits.conf
start 2026-11-02 09:00
relay 451 for 2h
do request --title "Báo cáo nhanh" --from so-y-te --to so-noi-vu --due "before 20/11/2026" --document 3163/BNV
do cancel request-2026-1/*/*/*
until 2026-11-02 14:00
nothing more for request-2026-1/report/so-y-te/2026
until 2026-12-01 00:00
