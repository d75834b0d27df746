# Owed to two bodies: `receiver:` is each of them, named in its ledger role; a copy to the coordinator's focal point goes with
# the message.
config receivers.conf
start 2026-10-14 18:00
at 2026-10-15 07:30
mail dau-moi@syt.example.vn -0d kh/bc/so-y-te/2026 today
at 2026-10-16 07:30
mail dau-moi@stp.example.vn +1wd kh/bc/so-y-te/2026 list
mail mot-nguoi@sxd.example.vn +1wd kh/bc/so-y-te/2026 list
mail dau-moi@snv.example.vn +1wd kh/bc/so-y-te/2026 list
ledger kh/bc/so-y-te/2026 +1wd so-tu-phap:focal said
ledger kh/bc/so-y-te/2026 +1wd so-xay-dung:focal said
ledger kh/bc/so-y-te/2026 +1wd coordinator:focal said
ledger kh/bc/so-y-te/2026 +1wd receiver:focal none
