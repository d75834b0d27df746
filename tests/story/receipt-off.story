# receipt = "off": the order is recorded and nobody is written to.
config one-off.conf
start 2026-08-03 09:00
until 2026-10-09 08:00
mail *
do submit kh/bc/so-y-te/2026 received 2026-10-09T07:00
state kh/bc/so-y-te/2026 submitted
until 2027-03-01 00:00
