# As before, but off until Monday 16/11 10:00: the month has begun, the notice of its coming is past.
config campaign.conf
start 2026-10-20 09:00
until 2026-11-01 00:00
outage until 2026-11-16 10:00
ledger campaign/kh/thang/so-y-te/2026 -7d owner:focal past
until 2026-11-26 00:00
