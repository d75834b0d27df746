# What the interface answers in the middle of a story. The limit is Thursday 15/10/2026, the report comes on Monday 12/10.
config one.conf
start 2026-10-12 08:00
asked 1 /v1/list state=due?soon limit=2026-10-15 submitted=null
do submit kh/bc/so-y-te/2026 number 12/BC-SYT
asked /v1/show/kh/bc/so-y-te/2026 state=submitted history.0.number=12/BC-SYT
asked 0 /v1/list?missing=1 state=*
mail *
