# The word that it can begin waits because the relay puts it off when the consolidation's own limit is moved: it is taken back and
# written anew, with the new limit.
config needs.conf
start 2024-11-18 09:00
do submit kh/bc/so-y-te/2024 number 1/BC-SYT
do submit kh/bc/so-tu-phap/2024 number 2/BC-STP
until 2024-11-22 07:00
relay 451 for 2h
until 2024-11-22 08:00
do submit kh/bc/cong-an/2024 number 3/BC-CAT
relay 451 for 2h
until 2024-11-22 09:00
do extend kh/tong/so-noi-vu/2024 until 2024-12-13 quiet
until 2024-11-25 12:00
mail dau-moi@snv.example.vn ready kh/tong/so-noi-vu/2024 ready
