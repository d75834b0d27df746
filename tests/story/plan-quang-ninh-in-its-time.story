# The same plan in its own time: "in 2013" is a limit of 31/12/2013 without a ladder. The four lead bodies are never written
# to; a line stands in the coordinator's digest from 90 days before, 2/10/2013: the first is that of Monday 7/10. Each Monday
# brings one until the year's end; no holiday file covers 2013, every Monday counts as worked.
config quang-ninh.conf
start 2012-08-06 09:00
at 2013-10-07 07:30
mail dau-moi.so-ldtbxh@quangninh.example.vn digest digest/quang-ninh-so-ldtbxh/2013-10-07 digest
until 2013-12-31 00:00
mails 12 dau-moi.so-ldtbxh@quangninh.example.vn digest digest/quang-ninh-so-ldtbxh/2013-* digest
