# No obligation has a day; its month of action 15/11 to 15/12/2021 is announced: 30d is Saturday 16/10, moved back to Friday
# 15/10, 7d is Monday 8/11; to nine: the committee, six offices, the Front and the women's union. Sets that are not listed get
# nothing. No digest ever has anything in sections 1 to 5.
config trieu-son.conf
start 2021-01-04 09:00
at 2021-10-15 07:30
mails 9 *@trieuson.example.vn -30d campaign/ts-2021/action-month/*/2021 campaign
at 2021-11-08 07:30
mails 9 *@trieuson.example.vn -7d campaign/ts-2021/action-month/*/2021 campaign
until 2023-01-31 00:00
