# Gone from the files before anything was said: removed. Back on 1/9: created anew, in time for 30d.
config one.conf
start 2026-08-03 09:00
until 2026-08-10 09:00
reload one-gone.conf
state kh/bc/so-y-te/2026 absent
until 2026-09-01 09:00
reload one.conf
state kh/bc/so-y-te/2026 open
at 2026-09-15 07:30
mail dau-moi@syt.example.vn -30d kh/bc/so-y-te/2026 advance
# Gone now that it was written about: withdrawn, no step. Back on Monday 5/10 at 10:00 it resumes: 14d (1/10) lies before
# that reload and is not caught up; 7d 8/10 is next.
until 2026-09-16 09:00
reload one-gone.conf
state kh/bc/so-y-te/2026 withdrawn
refused submit kh/bc/so-y-te/2026 received 2026-09-16T08:00
until 2026-10-05 10:00
reload one.conf
state kh/bc/so-y-te/2026 open
limit kh/bc/so-y-te/2026 2026-10-15 1
at 2026-10-08 07:30
mail dau-moi@syt.example.vn -7d kh/bc/so-y-te/2026 advance
