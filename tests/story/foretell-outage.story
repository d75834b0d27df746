# The list of 15/10 was missed: it goes late while the step is still to come, and not once it has come. Off from 15/10 06:00
# to 15/10 10:00: at once. Off from 19/10 06:00 to 20/10 08:00, after the step's moment: no list, only the step's own mails.
config foretell.conf
start 2026-08-03 09:00
until 2026-10-15 06:00
outage until 2026-10-15 10:00
mail dau-moi@snv.example.vn foretell foretell/so-noi-vu/2026-10-15 foretell
mail *
until 2026-10-19 06:00
mail *
outage until 2026-10-20 08:00
mail dau-moi@snv.example.vn +3wd kh/bc/cong-an/2026 list
also *
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail *
ledger foretell/so-noi-vu/2026-10-19 foretell coordinator:focal none
until 2026-10-21 00:00
