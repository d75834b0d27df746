# Created on Friday 16/10 at 00:00, which is late_from: unsettled. No step fires for anybody, not the head, not the
# coordinator's list. The coordinator's focal point gets one list to settle at the next opening. A person settles it by
# recording the report; it was in before it was taken up, so there is no receipt.
config one.conf
start 2026-10-16 00:00
state kh/bc/so-y-te/2026 unsettled
at 2026-10-16 07:30
mail dau-moi@snv.example.vn settle settle/so-noi-vu/2026-10-16 settle
until 2026-12-31 00:00
do submit kh/bc/so-y-te/2026 number 5/BC received 2026-10-14T09:00
state kh/bc/so-y-te/2026 submitted
until 2027-03-01 00:00
