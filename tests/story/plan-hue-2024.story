# November 2024 to January 2025, taken into service on 1/11 before opening. hue-01 (limit 30/1/2024) is past: 26 to settle,
# one list. hue-02 before 5/12: Wednesday 4/12, 25 owners: nine departments, two vertical bodies and the station under
# `standard` (12), nine localities under `light`, the paper, the Front and the women's union under `gentle` (3), and a set of
# other organisations that is never written to. hue-03 before 10/12: Monday 9/12, by the coordinator itself.
# standard: 30d 4/11, 14d 20/11, 7d 27/11, 3wd 29/11, 1wd 3/12 left out, 0d 4/12; light: 30d 4/11, 7d 27/11, 1wd 3/12;
# gentle: 14d 20/11, 3wd 29/11. hue-03: 30d Saturday 9/11, moved back to 8/11, 14d 25/11, 7d 2/12, 3wd 4/12, 0d 9/12.
# After 4/12: 1wd 5/12, 3wd 9/12, 5wd 11/12, 7wd 13/12, 10wd 18/12, then 25/12, 2/1 (1/1 is off), 9/1, 16/1. hue-03: 1wd
# 10/12, 3wd 12/12; its receivers are superiors and its coordinator the owner: dropped. Foretold on 4/12 (1wd), 6/12 (3wd),
# 10/12 (5wd of the localities). The month of action 15/11: 30d (16/10) was before our time, 7d is 8/11; 25 with a person.
# Digests on Mondays from 25/11 (14 days before 4/12 and 9/12); none in the week of 27 to 31/1, which is all off (Tết).
config hue.conf
start 2024-11-01 06:00
at 2024-11-01 07:30
mail dau-moi.so-ldtbxh@hue.example.vn settle settle/hue-so-ldtbxh/2024-11-01 settle
at 2024-11-04 07:30
mails 21 dau-moi.*@hue.example.vn -30d hue-2024/hue-02/*/2024 advance
at 2024-11-08 07:30
mails 25 dau-moi.*@hue.example.vn -7d campaign/hue-2024/action-month/*/2024 campaign
mail dau-moi.so-ldtbxh@hue.example.vn -30d hue-2024/hue-03/hue-so-ldtbxh/2024 advance
at 2024-11-20 07:30
mails 15 dau-moi.*@hue.example.vn -14d hue-2024/hue-02/*/2024 advance
at 2024-11-25 07:30
mail dau-moi.so-ldtbxh@hue.example.vn digest digest/hue-so-ldtbxh/2024-11-25 digest
mail dau-moi.so-ldtbxh@hue.example.vn -14d hue-2024/hue-03/hue-so-ldtbxh/2024 advance
at 2024-11-27 07:30
mails 21 dau-moi.*@hue.example.vn -7d hue-2024/hue-02/*/2024 advance
at 2024-11-29 07:30
mails 15 dau-moi.*@hue.example.vn -3wd hue-2024/hue-02/*/2024 advance

at 2024-12-02 07:30
mail dau-moi.so-ldtbxh@hue.example.vn digest digest/hue-so-ldtbxh/2024-12-02 digest
mail dau-moi.so-ldtbxh@hue.example.vn -7d hue-2024/hue-03/hue-so-ldtbxh/2024 advance
at 2024-12-03 07:30
mails 9 dau-moi.ubnd-*@hue.example.vn -1wd hue-2024/hue-02/*/2024 advance
at 2024-12-04 07:30
mails 12 dau-moi.*@hue.example.vn -0d hue-2024/hue-02/*/2024 today
mail dau-moi.so-ldtbxh@hue.example.vn foretell foretell/hue-so-ldtbxh/2024-12-04 foretell
mail dau-moi.so-ldtbxh@hue.example.vn -3wd hue-2024/hue-03/hue-so-ldtbxh/2024 advance
at 2024-12-05 07:30
mails 24 dau-moi.*@hue.example.vn +1wd hue-2024/hue-02/*/2024 overdue
at 2024-12-06 07:30
mail dau-moi.so-ldtbxh@hue.example.vn foretell foretell/hue-so-ldtbxh/2024-12-06 foretell
at 2024-12-09 07:30
mail truong-ban.ban-dan-toc@hue.example.vn +3wd hue-2024/hue-02/hue-ban-dan-toc/2024 head
mails 9 giam-doc.*@hue.example.vn +3wd hue-2024/hue-02/*/2024 head
mail dau-moi.so-ldtbxh@hue.example.vn +3wd hue-2024/hue-02/hue-cong-an/2024 list
also +3wd hue-2024/hue-02/hue-cuc-thong-ke/2024
also +3wd hue-2024/hue-02/hue-bao/2024
also +3wd hue-2024/hue-02/hue-mttq/2024
also +3wd hue-2024/hue-02/hue-hoi-lhpn/2024
also +3wd hue-2024/hue-02/hue-to-chuc-thanh-vien/2024
also digest digest/hue-so-ldtbxh/2024-12-09
mail dau-moi.so-ldtbxh@hue.example.vn -0d hue-2024/hue-03/hue-so-ldtbxh/2024 today
mails 10 dau-moi.*@hue.example.vn +3wd hue-2024/hue-02/*/2024 head
at 2024-12-10 07:30
mail dau-moi.so-ldtbxh@hue.example.vn foretell foretell/hue-so-ldtbxh/2024-12-10 foretell
mail dau-moi.so-ldtbxh@hue.example.vn +1wd hue-2024/hue-03/hue-so-ldtbxh/2024 overdue
at 2024-12-11 07:30
mails 9 chu-tich.*@hue.example.vn +5wd hue-2024/hue-02/*/2024 head
mail dau-moi.so-ldtbxh@hue.example.vn +5wd hue-2024/hue-02/hue-so-y-te/2024 list
also *
mails 9 dau-moi.ubnd-*@hue.example.vn +5wd hue-2024/hue-02/*/2024 head
ledger hue-2024/hue-02/hue-to-chuc-thanh-vien/2024 +5wd receiver:focal said
at 2024-12-12 07:30
mail giam-doc.so-ldtbxh@hue.example.vn +3wd hue-2024/hue-03/hue-so-ldtbxh/2024 head
mail dau-moi.so-ldtbxh@hue.example.vn +3wd hue-2024/hue-03/hue-so-ldtbxh/2024 head
at 2024-12-13 07:30
mail dau-moi.so-ldtbxh@hue.example.vn +7wd hue-2024/hue-02/hue-ubnd-tp-hue/2024 list
also +7wd hue-2024/hue-02/hue-ubnd-huong-thuy/2024
also *
at 2024-12-16 07:30
mail dau-moi.so-ldtbxh@hue.example.vn digest digest/hue-so-ldtbxh/2024-12-16 digest
at 2024-12-18 07:30
mail giam-doc.so-ldtbxh@hue.example.vn +10wd hue-2024/hue-02/hue-so-y-te/2024 list
also *
at 2024-12-23 07:30
mail dau-moi.so-ldtbxh@hue.example.vn digest digest/hue-so-ldtbxh/2024-12-23 digest
at 2024-12-25 07:30
mail giam-doc.so-ldtbxh@hue.example.vn +10wd#1 hue-2024/hue-02/hue-so-y-te/2024 list
also *
at 2024-12-30 07:30
mail dau-moi.so-ldtbxh@hue.example.vn digest digest/hue-so-ldtbxh/2024-12-30 digest
at 2025-01-02 07:30
mail giam-doc.so-ldtbxh@hue.example.vn +10wd#2 hue-2024/hue-02/hue-so-y-te/2024 list
also *
at 2025-01-06 07:30
mail dau-moi.so-ldtbxh@hue.example.vn digest digest/hue-so-ldtbxh/2025-01-06 digest
at 2025-01-09 07:30
mail giam-doc.so-ldtbxh@hue.example.vn +10wd#3 hue-2024/hue-02/hue-so-y-te/2024 list
also *
at 2025-01-13 07:30
mail dau-moi.so-ldtbxh@hue.example.vn digest digest/hue-so-ldtbxh/2025-01-13 digest
at 2025-01-16 07:30
mail giam-doc.so-ldtbxh@hue.example.vn +10wd#4 hue-2024/hue-02/hue-so-y-te/2024 list
also *
at 2025-01-20 07:30
mail dau-moi.so-ldtbxh@hue.example.vn digest digest/hue-so-ldtbxh/2025-01-20 digest
until 2025-01-31 23:59
ledger hue-2024/hue-02/hue-so-y-te/2024 -1wd owner:focal left-out
ledger hue-2024/hue-02/hue-to-chuc-thanh-vien/2024 +1wd owner:focal dropped
ledger hue-2024/hue-02/hue-mttq/2024 +3wd owner:head dropped
