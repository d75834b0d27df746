# Of what was late when it was taken up, a limit that is over too settles nothing and is refused: nobody is written to.
config one.conf
start 2026-11-20 09:00
until 2026-11-21 09:00
mail *
state kh/bc/so-y-te/2026 unsettled
refused extend kh/bc/so-y-te/2026 until 2026-10-30 number 9/SNV
state kh/bc/so-y-te/2026 unsettled
do extend kh/bc/so-y-te/2026 until 2026-11-30 number 9/SNV quiet
state kh/bc/so-y-te/2026 open
