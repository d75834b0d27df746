# A consolidation that is in already is not opened any more, though the last input comes in before the next opening.
config needs.conf
start 2024-11-18 09:00
until 2024-11-20 10:00
do submit kh/bc/so-y-te/2024 number 1/BC-SYT
do submit kh/bc/so-tu-phap/2024 number 2/BC-STP
until 2024-11-23 09:00
do submit kh/bc/cong-an/2024 number 3/BC-CAT
do submit kh/tong/so-noi-vu/2024 number 4/BC-SNV
until 2025-02-01 00:00
ledger kh/tong/so-noi-vu/2024 ready owner:focal none
