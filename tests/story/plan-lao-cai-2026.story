# October to December 2026, taken into service on 1/10 before opening. One obligation has a day: lc-01, before 30/11: limit
# Sunday 29/11, aim Friday 27/11, late from 1/12 00:00. Owners: eight departments, of which Sở Nội vụ is the receiver and gets
# nothing, one set of other departments, two vertical bodies, five organisations and a set of others, and the communes as
# one set; the sets are never written to. So nine people under `standard` (7 departments, 2 vertical), five under `gentle`,
# nobody under `light`.
# standard: 30d 28/10, 14d 13/11, 7d 20/11 left out (one working day before 23/11), 3wd 23/11 (26, 25, 23; 24/11 is off),
# 1wd 26/11 left out, 0d 27/11; gentle: 14d 13/11, 3wd 23/11. Nothing on 24/11. After 30/11: 1wd 1/12, 3wd 3/12, 5wd 7/12,
# 7wd 9/12, 10wd 14/12, 21/12, 28/12. Foretold: 30/11 for 1/12, 2/12 for 3/12; the communes' 5wd writes to nobody.
# Sở Y tế's report comes in on 25/11. Digests: Mondays from 14 days before, so from 16/11.
# Campaigns to seventeen (eight departments, two vertical, five organisations, two media): 20/10: 7d is 13/10; 15/11: 30d is
# 16/10, 7d Sunday 8/11, moved back to 6/11.
config lao-cai.conf
start 2026-10-01 06:00
at 2026-10-13 07:30
mails 17 *@laocai.example.vn -7d campaign/lc-2030/vietnamese-womens-day/*/2026 campaign
at 2026-10-16 07:30
mails 17 *@laocai.example.vn -30d campaign/lc-2030/action-month/*/2026 campaign
at 2026-10-28 07:30
mails 9 dau-moi.*@laocai.example.vn -30d lc-2030/lc-01/*/2026 advance
at 2026-11-06 07:30
mails 17 *@laocai.example.vn -7d campaign/lc-2030/action-month/*/2026 campaign
at 2026-11-13 07:30
mails 14 dau-moi.*@laocai.example.vn -14d lc-2030/lc-01/*/2026 advance
at 2026-11-16 07:30
mail dau-moi.so-noi-vu@laocai.example.vn digest digest/lao-cai-so-noi-vu/2026-11-16 digest
at 2026-11-23 07:30
mails 14 dau-moi.*@laocai.example.vn -3wd lc-2030/lc-01/*/2026 advance
mail dau-moi.so-noi-vu@laocai.example.vn digest digest/lao-cai-so-noi-vu/2026-11-23 digest
until 2026-11-25 09:00
do submit lc-2030/lc-01/lao-cai-so-y-te/2026 number 512/BC-SYT received 2026-11-25T08:30
at 2026-11-25 09:30
mail dau-moi.so-y-te@laocai.example.vn submit lc-2030/lc-01/lao-cai-so-y-te/2026 receipt
nothing more for lc-2030/lc-01/lao-cai-so-y-te/2026
at 2026-11-27 07:30
mails 8 dau-moi.*@laocai.example.vn -0d lc-2030/lc-01/*/2026 today
at 2026-11-30 07:30
mail dau-moi.so-noi-vu@laocai.example.vn foretell foretell/lao-cai-so-noi-vu/2026-11-30 foretell
also digest digest/lao-cai-so-noi-vu/2026-11-30
at 2026-12-01 07:30
mails 13 dau-moi.*@laocai.example.vn +1wd lc-2030/lc-01/*/2026 overdue
at 2026-12-02 07:30
mail dau-moi.so-noi-vu@laocai.example.vn foretell foretell/lao-cai-so-noi-vu/2026-12-02 foretell
at 2026-12-03 07:30
mails 6 giam-doc.*@laocai.example.vn +3wd lc-2030/lc-01/lao-cai-so-*/2026 head
mails 6 dau-moi.so-*@laocai.example.vn +3wd lc-2030/lc-01/lao-cai-so-*/2026 head
mail dau-moi.so-noi-vu@laocai.example.vn +3wd lc-2030/lc-01/lao-cai-cong-an/2026 list
also +3wd lc-2030/lc-01/lao-cai-cuc-thong-ke/2026
also +3wd lc-2030/lc-01/lao-cai-mttq/2026
also +3wd lc-2030/lc-01/lao-cai-hoi-lhpn/2026
also +3wd lc-2030/lc-01/lao-cai-tinh-doan/2026
also +3wd lc-2030/lc-01/lao-cai-lien-doan-lao-dong/2026
also +3wd lc-2030/lc-01/lao-cai-hoi-nong-dan/2026
also +3wd lc-2030/lc-01/lao-cai-to-chuc-ctxh-khac/2026
ledger lc-2030/lc-01/lao-cai-cong-an/2026 +3wd owner:head dropped
ledger lc-2030/lc-01/lao-cai-mttq/2026 +3wd owner:head dropped
at 2026-12-07 07:30
mail dau-moi.so-noi-vu@laocai.example.vn +5wd lc-2030/lc-01/lao-cai-so-tai-chinh/2026 list
also digest digest/lao-cai-so-noi-vu/2026-12-07
also *
ledger lc-2030/lc-01/lao-cai-so-ban-nganh-khac/2026 +5wd receiver:focal said
ledger lc-2030/lc-01/lao-cai-hoi-lhpn/2026 +5wd receiver:focal said
at 2026-12-09 07:30
mail dau-moi.so-noi-vu@laocai.example.vn +7wd lc-2030/lc-01/lao-cai-ubnd-xa/2026 list
at 2026-12-14 07:30
mail giam-doc.so-noi-vu@laocai.example.vn +10wd lc-2030/lc-01/lao-cai-ubnd-xa/2026 list
also *
mail dau-moi.so-noi-vu@laocai.example.vn digest digest/lao-cai-so-noi-vu/2026-12-14 digest
at 2026-12-21 07:30
mail giam-doc.so-noi-vu@laocai.example.vn +10wd#1 lc-2030/lc-01/lao-cai-ubnd-xa/2026 list
also *
mail dau-moi.so-noi-vu@laocai.example.vn digest digest/lao-cai-so-noi-vu/2026-12-21 digest
at 2026-12-28 07:30
mail giam-doc.so-noi-vu@laocai.example.vn +10wd#2 lc-2030/lc-01/lao-cai-ubnd-xa/2026 list
also *
mail dau-moi.so-noi-vu@laocai.example.vn digest digest/lao-cai-so-noi-vu/2026-12-28 digest
until 2026-12-31 23:59
ledger lc-2030/lc-01/lao-cai-so-noi-vu/2026 -0d owner:focal none
ledger lc-2030/lc-01/lao-cai-so-tu-phap/2026 -7d owner:focal left-out
ledger lc-2030/lc-01/lao-cai-ubnd-xa/2026 +1wd owner:focal dropped
