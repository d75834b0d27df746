# mail.mode = redirect: everything goes to one address, the true one in the subject; a copy makes no second message.
config one-redirect.conf
start 2026-08-03 09:00
at 2026-09-15 07:30
mail thu@tinh.example.vn -30d kh/bc/so-y-te/2026 advance
headed dau-moi@syt.example.vn
until 2026-10-19 00:00
mail *
at 2026-10-20 07:30
mail thu@tinh.example.vn +3wd kh/bc/so-y-te/2026 head
also *
headed giam-doc@syt.example.vn
