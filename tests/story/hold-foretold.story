# The list of who will be told names those held back as well, marked; so does the list to the receiver (5wd, 22/10). What is held
# is not written.
config foretell.conf
start 2026-08-03 09:00
until 2026-10-14 09:00
do hold kh/bc/so-y-te/2026 reason "báo cáo đang trên đường"
do hold kh/bc/so-tu-phap/2026 step +3wd reason "đã trao đổi"
at 2026-10-15 07:30
mail dau-moi@snv.example.vn foretell foretell/so-noi-vu/2026-10-15 foretell
says Sở Y tế (đang giữ lại)
lacks Sở Tư pháp (đang giữ lại)
mail *
until 2026-10-16 07:00
nothing more for kh/bc/so-y-te/2026
at 2026-10-16 07:30
mail dau-moi@stp.example.vn +1wd kh/bc/so-tu-phap/2026 overdue
mail *
at 2026-10-19 07:30
mail dau-moi@snv.example.vn foretell foretell/so-noi-vu/2026-10-19 foretell
says Sở Tư pháp (đang giữ lại)
mail *
at 2026-10-20 07:30
mail *
ledger kh/bc/so-tu-phap/2026 +3wd owner:focal left-out
at 2026-10-22 07:30
mail dau-moi@snv.example.vn +5wd kh/bc/so-tu-phap/2026 list
also *
says Sở Y tế (đang giữ lại)
ledger kh/bc/so-y-te/2026 +5wd receiver:focal left-out
mail *
until 2026-10-23 00:00
