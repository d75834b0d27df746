# All 25 owners of one report are given until 20/12/2024 in one order, on an evening: one mail each, at once, but to the set of
# organisations that is never written to. Nothing of the old limit is said any more; what was said stays said.
config hue.conf
start 2024-11-01 06:00
until 2024-11-27 19:00
mail *
do extend hue-2024/hue-02/*/2024 until 2024-12-20 reason "chờ số liệu cuối năm" number 900/UBND-XH dated 2024-11-27 granted-by "Ủy ban nhân dân tỉnh"
mails 24 * extend hue-2024/hue-02/* extended
asked 25 /v1/list?obligation=hue-02 limit=2024-12-20
until 2024-12-02 07:00
mail *
# The last of the old limit's steps, its day, the day after it: silence.
until 2024-12-06 09:00
mail *
ledger hue-2024/hue-02/* -3wd owner:focal none
