# A request that is over for all who were asked does not stand in the way of files that have lost a policy it names.
config limits.conf
start 2026-11-02 09:00
do request --title "Báo cáo nhanh" --from so-y-te --to so-noi-vu --due "before 20/11/2026" --document 3163/BNV --quiet
do cancel request-2026-1/*/*/*
until 2027-01-02 09:00
mail *
reload limits-policy.conf
