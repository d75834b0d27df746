# On 20/10 the mail to the head waits because the relay puts it off, when more time is asked for: it is taken back, and with it
# the copy to the focal point, and does not leave though the relay is well again. Refused on the next day, it goes at once.
config one.conf
start 2026-08-03 09:00
until 2026-10-20 07:00
mail *
relay 451 for 2h
at 2026-10-20 07:30
tried 2 *
queue 2 deferred
do ask kh/bc/so-y-te/2026 until 2026-11-10 reason "bão"
queue 0 deferred
queue 2 superseded
asked /v1/queue state=superseded reply=*decision* kind=head
ledger kh/bc/so-y-te/2026 +3wd owner:head none
until 2026-10-21 09:00
do ask kh/bc/so-y-te/2026 refused
mail giam-doc@syt.example.vn +3wd kh/bc/so-y-te/2026 head
mail dau-moi@syt.example.vn +3wd kh/bc/so-y-te/2026 head
until 2026-10-22 00:00
