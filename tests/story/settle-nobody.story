# The coordinating body has nobody: the list to settle goes to the administrator.
config settle-nobody.conf
start 2026-10-16 10:00
at 2026-10-19 07:30
mail quan-tri@tinh.example.vn settle settle/admin/2026-10-19 settle
until 2026-12-01 00:00
