# Taken up on Monday 2/11 at 09:00 with one report that is late, and with a second one by a reload at 10:00: both loads are to
# be settled at the opening of 3/11, in one list of two.
config one.conf
start 2026-11-02 09:00
until 2026-11-02 10:00
reload two.conf
state kh/bc/so-y-te/2026 unsettled
state kh/so-lieu/so-y-te/2026 unsettled
at 2026-11-03 07:30
mail dau-moi@snv.example.vn settle settle/so-noi-vu/2026-11-03 settle
headed 02 mục
until 2026-12-01 00:00
