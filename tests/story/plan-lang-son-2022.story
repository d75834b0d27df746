# Our copy ends before the reporting clause: nothing has a day, there is no coordinator. Nothing is ever sent.
config lang-son.conf
start 2022-03-23 09:00
until 2024-01-31 00:00
