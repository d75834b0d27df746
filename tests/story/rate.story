# Two mails an hour: five reminders and the administrator's mail fall due on 15/10 at 07:30; two leave then, two an hour
# later, two another hour later.
config rate.conf
start 2026-10-14 18:00
until 2026-10-15 08:29
tried 2 *
mail *
until 2026-10-15 09:29
tried 2 *
mail *
until 2026-10-15 10:29
tried 2 *
mail *
until 2026-10-15 23:00
