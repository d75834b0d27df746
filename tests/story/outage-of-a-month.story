# The whole Huế plan in service since December 2023; the service is off from 15/11 to Monday 16/12/2024 09:00. At the start
# each person gets at most one mail on an occurrence: for each role the latest missed step speaks, the others of it are
# covered or, as reminders after the limit, past; no step is without its row. What follows goes on as ever, and nothing of
# the outage is said again. hue-02, limit 4/12: missed by `standard` 14d, 7d, 3wd, 0d (past), 1wd (covered), 3wd with its
# copy (said), 5wd; by the localities 7d, 1wd before (past), 1wd after (covered), 5wd to the head, 7wd; hue-03, limit 9/12:
# 1wd (covered), 3wd (said).
config hue.conf
start 2023-12-01 06:00
until 2024-11-14 23:00
mail *
outage until 2024-12-16 09:00
once each
one a run
mail truong-ban.ban-dan-toc@hue.example.vn +3wd hue-2024/hue-02/hue-ban-dan-toc/2024 head
mails 9 giam-doc.*@hue.example.vn +3wd hue-2024/hue-02/*/2024 head
mails 9 chu-tich.*@hue.example.vn +5wd hue-2024/hue-02/*/2024 head
mail *
ledger hue-2024/hue-02/hue-so-*/2024 -14d owner:focal past
ledger hue-2024/hue-02/hue-so-*/2024 -7d owner:focal past
ledger hue-2024/hue-02/hue-so-*/2024 -3wd owner:focal past
ledger hue-2024/hue-02/hue-so-*/2024 -0d owner:focal past
ledger hue-2024/hue-02/hue-so-*/2024 +1wd owner:focal covered
ledger hue-2024/hue-02/hue-so-*/2024 +3wd owner:head said
ledger hue-2024/hue-02/hue-so-*/2024 +3wd owner:focal said
ledger hue-2024/hue-02/hue-so-*/2024 +5wd receiver:focal said
ledger hue-2024/hue-02/hue-ubnd-*/2024 -7d owner:focal past
ledger hue-2024/hue-02/hue-ubnd-*/2024 -1wd owner:focal past
ledger hue-2024/hue-02/hue-ubnd-*/2024 +1wd owner:focal covered
ledger hue-2024/hue-02/hue-ubnd-*/2024 +5wd owner:head said
ledger hue-2024/hue-02/hue-ubnd-*/2024 +5wd owner:focal said
ledger hue-2024/hue-02/hue-ubnd-*/2024 +7wd receiver:focal said
ledger hue-2024/hue-02/hue-mttq/2024 +1wd owner:focal said
ledger hue-2024/hue-02/hue-mttq/2024 +5wd receiver:focal said
ledger hue-2024/hue-02/hue-cong-an/2024 +1wd owner:focal said
ledger hue-2024/hue-03/hue-so-ldtbxh/2024 +1wd owner:focal covered
ledger hue-2024/hue-03/hue-so-ldtbxh/2024 +3wd owner:head said
tick
unchanged
at 2024-12-18 07:30
mail giam-doc.so-ldtbxh@hue.example.vn +10wd hue-2024/hue-02/hue-so-y-te/2024 list
also *
at 2024-12-23 07:30
mail dau-moi.so-ldtbxh@hue.example.vn digest digest/hue-so-ldtbxh/2024-12-23 digest
