# A year of Huế, whole: 30 departments and 9 localities owe a report before 5/12/2024 (Wednesday 4/12), the coordinator
# consolidates before 10/12 (Monday 9/12). In service from 1/11. Reminders 14d 20/11, 7d 27/11, 3wd 29/11, 0d 4/12 (1wd 3/12 is
# too near 4/12: left out); 1wd after 5/12, 3wd 9/12, 5wd 11/12. Consolidated: 14d 25/11, 7d 2/12, 3wd 4/12, 0d 9/12 (1wd 6/12
# is left out).
#
#   so-tu-phap    sent 20/11, returned 22/11, sent again 26/11, returned 27/11, sent again 29/11, accepted 2/12: in time, 2 rounds
#   so-ngoai-vu   waived 25/11
#   ban-dan-toc   nothing to report, 28/11: in time
#   30 others     sent 29/11 at 10:00: in time
#   so-y-te       asked 2/12, extended 3/12 to the end of 6/12, sent 6/12: in time; by the first limit 2 days, 2 working days late
#   a-luoi        extended 3/12 to the end of 6/12, sent 5/12: in time; by the first limit 1 day, 1 working day late
#   so-xay-dung   sent 5/12: 1 day, 1 working day late
#   nam-dong      sent 6/12: 2 days, 2 working days (5, 6)
#   nong-dan      sent 9/12: 5 days, 3 working days (5, 6, 9)
#   phu-loc       never
#
# Owed 39. In time 30 + so-tu-phap + ban-dan-toc + so-y-te + a-luoi = 34, late 3 (1 + 2 + 5 = 8 days, 1 + 2 + 3 = 6 working
# days), waived 1, missing 1: 34 + 3 + 1 + 1 = 39. Nil 1 (among those in time), extended 2, late by the first limit 2 (2 + 1 = 3
# days, 3 working days), rounds 2. The consolidation leaves one input out and is in time.
config hue-whole.conf
start 2024-11-01 06:00
until 2024-11-20 07:29
at 2024-11-20 07:30
mails 39 dau-moi@* -14d hue-2024/result/*/2024 advance
do submit hue-2024/result/so-tu-phap/2024 number 210/BC-STP dated 2024-11-19 received 2024-11-20T07:30
until 2024-11-20 08:00
mail dau-moi@so-tu-phap.example.vn submit hue-2024/result/so-tu-phap/2024 receipt

# Back for three working days: Monday 25, Tuesday 26, Wednesday 27.
until 2024-11-22 09:00
do return hue-2024/result/so-tu-phap/2024 reason "thiếu số liệu chỉ tiêu 4" reason "số liệu chưa tách biệt theo giới tính" days 3
mail dau-moi@so-tu-phap.example.vn return hue-2024/result/so-tu-phap/2024 returned
says thiếu số liệu chỉ tiêu 4
says số liệu chưa tách biệt theo giới tính
limit hue-2024/result/so-tu-phap/2024 2024-11-27 2
at 2024-11-25 07:30
mail dau-moi@so-ldtbxh.example.vn -14d hue-2024/consolidated/so-ldtbxh/2024 advance
until 2024-11-25 10:00
do waive hue-2024/result/so-ngoai-vu/2024 number 700/SLĐTBXH-BĐG reason "nội dung do cơ quan khác báo cáo"
mail dau-moi@so-ngoai-vu.example.vn waive hue-2024/result/so-ngoai-vu/2024 waived
until 2024-11-26 08:30
do submit hue-2024/result/so-tu-phap/2024 number 215/BC-STP
until 2024-11-26 09:00
mail dau-moi@so-tu-phap.example.vn submit hue-2024/result/so-tu-phap/2024 receipt
at 2024-11-27 07:30
mails 37 dau-moi@* -7d hue-2024/result/*/2024 advance
until 2024-11-27 10:00
do return hue-2024/result/so-tu-phap/2024 reason "văn bản chưa có chữ ký số hợp lệ" days 2
mail dau-moi@so-tu-phap.example.vn return hue-2024/result/so-tu-phap/2024 returned
limit hue-2024/result/so-tu-phap/2024 2024-11-29 3
until 2024-11-28 10:00
do nil hue-2024/result/ban-dan-toc/2024 note "không phát sinh"

# 36 still owe it; so-tu-phap owes its corrections today.
at 2024-11-29 07:30
mails 36 dau-moi@* -3wd hue-2024/result/*/2024 advance
mail dau-moi@so-tu-phap.example.vn -0d hue-2024/result/so-tu-phap/2024 today
says bổ sung, chỉnh sửa
until 2024-11-29 09:00
do submit hue-2024/result/so-tu-phap/2024 number 219/BC-STP
until 2024-11-29 09:30
mail dau-moi@so-tu-phap.example.vn submit hue-2024/result/so-tu-phap/2024 receipt
until 2024-11-29 10:00
do submit hue-2024/result/van-phong-ubnd/2024 hue-2024/result/so-noi-vu/2024 hue-2024/result/so-tai-chinh/2024 hue-2024/result/so-khdt/2024 hue-2024/result/so-cong-thuong/2024 hue-2024/result/so-nong-nghiep/2024 hue-2024/result/so-giao-thong/2024 hue-2024/result/so-tai-nguyen/2024 hue-2024/result/so-tttt/2024 hue-2024/result/so-van-hoa/2024 hue-2024/result/so-du-lich/2024 hue-2024/result/so-khcn/2024 hue-2024/result/so-giao-duc/2024 hue-2024/result/thanh-tra/2024 hue-2024/result/khu-kinh-te/2024 hue-2024/result/cong-an/2024 hue-2024/result/quan-su/2024 hue-2024/result/thong-ke/2024 hue-2024/result/bao/2024 hue-2024/result/dai/2024 hue-2024/result/mat-tran/2024 hue-2024/result/phu-nu/2024 hue-2024/result/lao-dong/2024 hue-2024/result/tinh-doan/2024 hue-2024/result/tp-hue/2024 hue-2024/result/huong-thuy/2024 hue-2024/result/huong-tra/2024 hue-2024/result/phong-dien/2024 hue-2024/result/quang-dien/2024 hue-2024/result/phu-vang/2024
until 2024-11-29 10:30
mails 30 dau-moi@* submit hue-2024/result/*/2024 receipt

at 2024-12-02 07:30
mail dau-moi@so-ldtbxh.example.vn -7d hue-2024/consolidated/so-ldtbxh/2024 advance
until 2024-12-02 10:00
do accept hue-2024/result/so-tu-phap/2024
refused accept hue-2024/result/so-tu-phap/2024
do ask hue-2024/result/so-y-te/2024 until 2024-12-06 reason "chờ số liệu của các bệnh viện" number 900/SYT
until 2024-12-03 09:00
do extend hue-2024/result/so-y-te/2024 hue-2024/result/a-luoi/2024 until 2024-12-06 number 715/SLĐTBXH-BĐG reason "chờ số liệu"
mail dau-moi@so-y-te.example.vn extend hue-2024/result/so-y-te/2024 extended
mail dau-moi@a-luoi.example.vn extend hue-2024/result/a-luoi/2024 extended
limit hue-2024/result/so-y-te/2024 2024-12-06 2

at 2024-12-04 07:30
mails 4 dau-moi@* -0d hue-2024/result/*/2024 today
mail dau-moi@so-ldtbxh.example.vn -3wd hue-2024/consolidated/so-ldtbxh/2024 advance
at 2024-12-05 07:30
mails 4 dau-moi@* +1wd hue-2024/result/*/2024 overdue
until 2024-12-05 08:00
do submit hue-2024/result/a-luoi/2024 number 61/BC-UBND
do submit hue-2024/result/so-xay-dung/2024 number 330/BC-SXD
until 2024-12-05 08:30
mail dau-moi@a-luoi.example.vn submit hue-2024/result/a-luoi/2024 receipt
says trong thời hạn được gia hạn
mail dau-moi@so-xay-dung.example.vn submit hue-2024/result/so-xay-dung/2024 receipt
says sau thời hạn 01 ngày làm việc
at 2024-12-06 07:30
mail dau-moi@so-y-te.example.vn -0d hue-2024/result/so-y-te/2024 today
until 2024-12-06 10:00
do submit hue-2024/result/so-y-te/2024 number 940/BC-SYT
do submit hue-2024/result/nam-dong/2024 number 77/BC-UBND
until 2024-12-06 10:30
mail dau-moi@so-y-te.example.vn submit hue-2024/result/so-y-te/2024 receipt
mail dau-moi@nam-dong.example.vn submit hue-2024/result/nam-dong/2024 receipt
says sau thời hạn 02 ngày làm việc

# Two are missing: the head of one is written to, of the other the coordinator is to speak in person.
at 2024-12-09 07:30
mail lanh-dao@phu-loc.example.vn +3wd hue-2024/result/phu-loc/2024 head
mail dau-moi@phu-loc.example.vn +3wd hue-2024/result/phu-loc/2024 head
mail dau-moi@so-ldtbxh.example.vn +3wd hue-2024/result/nong-dan/2024 list
mail dau-moi@so-ldtbxh.example.vn -0d hue-2024/consolidated/so-ldtbxh/2024 today
until 2024-12-09 09:00
do submit hue-2024/result/nong-dan/2024 number 51/BC-HND
until 2024-12-09 09:30
mail dau-moi@nong-dan.example.vn submit hue-2024/result/nong-dan/2024 receipt
until 2024-12-09 15:00
refused submit hue-2024/consolidated/so-ldtbxh/2024 number 800/BC-SLĐTBXH
do submit hue-2024/consolidated/so-ldtbxh/2024 number 800/BC-SLĐTBXH without phu-loc
until 2024-12-09 15:30
mail dau-moi@so-ldtbxh.example.vn submit hue-2024/consolidated/so-ldtbxh/2024 receipt
at 2024-12-11 07:30
mail dau-moi@so-ldtbxh.example.vn +5wd hue-2024/result/phu-loc/2024 list
until 2024-12-31 23:00

asked 1 /v1/statistics?plan=hue-2024&year=2024&by=obligation obligation=result owed=39 on_time=34 grace=0 late=3 days_late=8 workdays_late=6 extended=2 original_late=2 original_days_late=3 original_workdays_late=3 waived=1 nil=1 cancelled=0 unknown=0 returned=2 open=1 missing=1 charged=0
asked 1 /v1/statistics?plan=hue-2024&year=2024&by=obligation obligation=consolidated owed=1 on_time=1 late=0 missing=0
asked 1 /v1/statistics?plan=hue-2024&year=2024&by=agency agency=so-y-te owed=1 on_time=1 late=0 extended=1 original_late=1 original_days_late=2 original_workdays_late=2
asked 1 /v1/statistics?plan=hue-2024&year=2024&by=agency agency=nong-dan owed=1 on_time=0 late=1 days_late=5 workdays_late=3
asked 1 /v1/statistics?plan=hue-2024&year=2024&by=agency agency=so-tu-phap owed=1 on_time=1 returned=2
asked 1 /v1/statistics?plan=hue-2024&year=2024&by=agency agency=phu-loc owed=1 on_time=0 late=0 missing=1

# What so-xay-dung was sent, and when the relay took it.
asked 6 /v1/proof/hue-2024/result/so-xay-dung/2024 address=dau-moi@so-xay-dung.example.vn state=sent
asked 1 /v1/proof/hue-2024/result/so-xay-dung/2024 step=-14d at=2024-11-20T07:30:00+07:00
asked 1 /v1/proof/hue-2024/result/so-xay-dung/2024 step=-7d at=2024-11-27T07:30:00+07:00
asked 1 /v1/proof/hue-2024/result/so-xay-dung/2024 step=-3wd at=2024-11-29T07:30:00+07:00
asked 1 /v1/proof/hue-2024/result/so-xay-dung/2024 step=-0d at=2024-12-04T07:30:00+07:00
asked 1 /v1/proof/hue-2024/result/so-xay-dung/2024 step=+1wd at=2024-12-05T07:30:00+07:00
asked 1 /v1/proof/hue-2024/result/so-xay-dung/2024 step=submit at=2024-12-05T08:30:00+07:00
# phu-loc: four reminders, the first notice after the limit, the head's with its copy, the list.
asked 8 /v1/proof/hue-2024/result/phu-loc/2024 state=sent
