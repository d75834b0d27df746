# Off from 15/10 noon to Wednesday 21/10 09:00: 1wd to the clerk and 3wd to the head were missed; each speaks to its person,
# and the copy to the focal point is of the head's message, whose step it belongs to.
config clerk.conf
start 2026-08-03 09:00
until 2026-10-15 12:00
mail *
outage until 2026-10-21 09:00
mail van-thu@ba.example.vn +1wd kh/bc/so-ba-nguoi/2026 overdue
mail giam-doc@ba.example.vn +3wd kh/bc/so-ba-nguoi/2026 head
mail dau-moi@ba.example.vn +3wd kh/bc/so-ba-nguoi/2026 head
until 2026-10-30 00:00
