# A report recorded on Friday 16/10 is received in the digest of Monday 19/10. Its obligation goes from the files before: the
# digest has no line for it, and nothing else either, so none is sent.
config digest.conf
start 2026-08-03 09:00
until 2026-10-16 08:00
mail *
do submit kh/bc/so-y-te/2026 number 7/BC received 2026-10-15T09:00
reload digest-gone.conf
state kh/bc/so-y-te/2026 withdrawn
until 2027-03-01 00:00
