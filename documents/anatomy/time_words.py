"""The phrases by which papers say when: spans, last days, relative terms, periods, occasions, rhythms.

Knows words and the order in which they are believed; refuses to compute a day (documents.anatomy.timeframes does).
"""

from __future__ import annotations

from documents.patterns import Phrase

UNIT = r"(?:tuần|tháng|quý|năm(?: học)?|kỳ|ngày|học kỳ|học kì|đợt)"
RHYTHM = rf"(?:hằng|hàng|mỗi|từng) {UNIT}(?![\w])"
DATE = r"(?:\d{1,2}\s?[/.\-]\s?\d{1,2}(?:\s?[/.\-]\s?\d{2,4})?|\d{1,2}\s*tháng\s*\d{1,2}(?:\s*năm\s*\d{4})?)"
_HOUR = r"\d{1,2}\s?(?:h|g|giờ)\s?\d{0,2}(?: phút)?"
_YEAR = r"(?:19|20)\d\d"
_MINUTES = r"(?:\d{1,2} phút (?:đầu|cuối))"
_SCHOOL_YEAR = rf"{_YEAR}\s?-\s?{_YEAR}"
_MONTHS_OF = rf"tháng \d{{1,2}}(?:(?:,| và| -|-|;) ?(?:tháng )?\d{{1,2}}(?![\d/]))*(?: ?[/-] ?{_YEAR}|,? năm {_YEAR})?"
_QUARTERS = (
    r"(?:quý|học kỳ|học kì|hk) ?(?:[iv]{1,3}|\d)(?![\w])(?:,? ?(?:và|,|-) ?(?:quý |học kỳ )?(?:[iv]{1,3}|\d)(?![\w]))*"
    rf"(?: ?[/,-]? ?(?:năm )?(?:{_SCHOOL_YEAR}|{_YEAR})|,? năm học {_SCHOOL_YEAR}| năm học)?"
)
PERIOD = (
    rf"(?:(?:đầu |cuối |giữa |trong |hết |nửa đầu |nửa cuối )?(?:{_QUARTERS}|{_MONTHS_OF})"
    rf"|(?:đầu|cuối|giữa|hết|trong|cả|suốt|các tháng cuối|6 tháng đầu|06 tháng đầu|6 tháng cuối|06 tháng cuối) năm(?: học)?"
    rf"(?: {_YEAR}(?:\s?-\s?{_YEAR})?)?|năm học {_SCHOOL_YEAR})"
)
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_TIMES = r"(?:ít nhất |tối thiểu )?(?:\d{1,2}|một|hai|ba) (?:lần|đợt|buổi|kỳ|số|lượt|cuộc|đoàn|lớp)"
# "Trước ngày", "chậm nhất": a last day.
_LIMIT = (
    r"(?:trước(?! (?:và|,))|chậm nhất(?: là)?(?: đến| trước| vào)?(?: hết)?|muộn nhất(?: là)?(?: vào| đến)?|không quá"
    r"|đến hết|(?:thời )?hạn (?:cuối|chót|hoàn thành)(?: là)?:?|xong (?:vào|trong)|kết thúc (?:vào|trước))"
)
_FROM_EVENT = r"(?:,? (?:kể từ|sau khi|từ khi|tính từ|sau ngày|trước khi|trước ngày|từ ngày)[^.;]{0,60})?"

INLINE = [
    # Whatever else is said, the work itself is to be done by then.
    Phrase(
        rf"(?:(?<=hoàn\sthành\s)|(?<=xong\s)(?=trước|chậm)|(?<=hoàn\sthành\sđợt\s\d\s)|(?<=\s)xong (?=trong|vào))"
        rf"(?:trước|trong|vào|chậm nhất(?: là| trước| vào)?)(?: ngày)? (?:{DATE}|{PERIOD})(?: {RHYTHM})?(?=\s*(?:[,;.)]|$))"
    ),
    # "… phấn đấu đến ngày 31/12/2026 đạt 16 tiêu chí; hằng tuần họp": what is striven for outweighs a rhythm.
    Phrase(
        rf"(?<=phấn\sđấu\s)(?:đến|trước|trong|xong trước|hoàn thành trước)(?: hết)?(?: ngày)? (?:{DATE}|{_QUARTERS}|{_MONTHS_OF})"
        r"(?=,? (?:có |đạt|hoàn thành|xong|trên |100%|phải|tất cả|toàn |ít nhất|không còn|xây))"
    ),
    # Two times that belong together.
    Phrase(
        rf"(?:đợt \d{{1,2}} )?(?:trước|xong trước|trong) (?:ngày )?{DATE}, sau đó (?=định kỳ|hằng|hàng|mỗi|tháng|quý|vào|\d)[^.;]{{4,60}}"
    ),
    Phrase(
        rf"(?:ít nhất |tối thiểu )\d{{1,2}} (?:tin,? bài|tin|bài(?: viết)?|chuyên mục|phóng sự|buổi(?: [a-zà-ỹ]+){{1,2}}) ?/ ?{UNIT}(?![\w])"
    ),
    Phrase(r"(?<=\()đợt (?:1|i|một)(?![\w])[^();]{3,40}[,;] đợt [^()]{3,80}(?=\))"),
    Phrase(
        rf"(?:ngay )?(?:từ |vào )?(?:đầu|cuối|giữa) (?:mỗi|từng|các) {UNIT}(?![\w])|ngay từ đầu (?:năm học|học kỳ|năm)(?: {_SCHOOL_YEAR}| {_YEAR})?"
    ),
    Phrase(r"khởi công (?:trong |vào |trước )[^.;,]{3,30}, (?:hoàn thành|xong) (?:trong |vào |trước )[^.;,]{3,30}"),
    Phrase(r"toàn khóa(?: và|,) (?:hằng|hàng) năm"),
    Phrase(rf"{RHYTHM} trước khi [^.;,]{{3,44}}"),
    Phrase(
        r"trong (?:vòng )?\d{1,2} (?:giờ|ngày|tháng|tuần) đầu (?:(?:sau|của|kể từ) [^.;,]{3,30}|(?:năm học|học kỳ|tháng|quý|năm)(?![\w]))"
    ),
    Phrase(r"trong suốt (?:thời gian|quá trình|các tháng|những tháng|các ngày|mùa|đợt|kỳ(?! \d)) [^.;,]{3,40}"),
    Phrase(rf"hoàn thành (?:trong )?năm {_YEAR}"),
    # "… (học kỳ I: tuần 10; học kỳ II: tuần 25).": a small time table in a bracket.
    Phrase(rf"(?<=\()(?:(?:{PERIOD}|tuần \d{{1,2}}|đợt \d)[^();:]{{0,16}}: ?[^();]{{3,40}}; ?)+[^();]{{3,60}}(?=\))"),
    Phrase(
        r"(?:vào )?(?:thứ \w+|chủ nhật|ngày \w+) (?:của )?tuần (?:đầu|cuối|thứ \w+)(?: tiên| cùng)? (?:của )?(?:mỗi |hằng |hàng |các )?tháng(?! \d)"
        r"|(?:ít nhất |tối thiểu )?(?:\d{1,2}|một|hai) lần trong (?:một )?(?:năm học|năm|tháng|quý|học kỳ|tuần)(?![\w])"
        r"|(?<=\s)(?:01|1|một) (?:tuần|tháng|quý|năm) (?:\d{1,2}|một|hai) lần(?![\w])"
    ),
    Phrase(rf"{_TIMES} ?/ ?năm(?: học)? vào (?:các )?tháng \d{{1,2}}(?:(?:,| và) (?:tháng )?\d{{1,2}}(?![\d/]))+"),
    # On the clock, again and again.
    Phrase(rf"(?:trước|vào|lúc) {_HOUR}(?: (?:các )?(?:ngày )?{_WEEKDAY}(?:,? (?:và )?{_WEEKDAY})*)? {RHYTHM}"),
    Phrase(
        rf"(?:vào )?(?:các )?(?:ngày |sáng |chiều |tối |buổi \w+ )*(?:{_WEEKDAY}(?:,? (?:và )?{_WEEKDAY})*"
        rf"|tuần (?:thứ )?(?:\d|nhất|hai|ba|tư|đầu|cuối)|tuần đầu tiên|ngày cuối cùng) (?:của )?{RHYTHM}"
    ),
    Phrase(
        rf"(?:định kỳ )?(?:{_TIMES}|mỗi)(?: ?/ ?| (?:một|mỗi|trong một|trên) ?){UNIT}(?:(?: một|/01|/1| 01| 1) ?lần)?(?![\w])"
    ),
    Phrase(
        rf"(?:định kỳ )?(?:\d{{1,2}}|một|hai|ba|sáu) {UNIT}(?: một|/01|/1| 01| 1|/) ?lần"
        rf"|(?:ít nhất |tối thiểu )?mỗi {UNIT} {_TIMES}(?: (?!trên|tại|cho|ở|với|theo|để|vào|và|trong|đối|qua|về)[a-zà-ỹ]+)?"
    ),
    Phrase(
        r"(?<!chi\s)(?<!nguồn\s)(?<!hoạt\sđộng\s)(?<!xuyên,\s)thường xuyên(?:, liên tục|, cao điểm [^.;]{4,60})?(?=\s*[.;)]|\s*$)"
    ),
    Phrase(
        r"(?:trong (?:kỳ sinh hoạt|buổi sinh hoạt|kỳ họp|đợt|mỗi đợt)|(?:trong|vào) (?:các tháng|các ngày|những ngày|các tuần)|trong hai tháng)"
        r"(?! (?:đầu|tới) )[^.;,(]{0,24}(?:, \d{1,2})*(?:(?:,| và) (?:(?:các )?(?:ngày )?(?:lễ|tết|nghỉ|cuối tuần|rằm|mùng một|mồng một|thứ \w+|chủ nhật)(?![\w])"
        r"(?: (?:lễ|tết|nghỉ|cuối tuần)(?![\w]))?))*(?: ?\([^)]*\))?"
    ),
    Phrase(
        rf"(?:sơ kết (?:[^.;,]{{1,16}} )?(?:vào |trong )?)?(?:{PERIOD}|năm {_YEAR})(?:,| và)? (?:tổng kết|kết thúc)(?:[^.;,]{{0,30}}?)? "
        rf"(?:vào |trong )?(?:{PERIOD}|năm {_YEAR})"
    ),
    Phrase(rf"(?:vào )?{PERIOD}(?:,| và)? (?:tổng kết|kết thúc)[^.;,]{{0,30}}? (?:vào |trong ){PERIOD}"),
    # From – to.
    Phrase(
        rf"từ (?:{_HOUR},? )?(?:ngày |nay |khi |thứ \w+,? ngày )?(?:{DATE}|\d{{1,2}})? ?(?:cho )?(?:đến|tới|-)(?: hết)?"
        rf"(?: {_HOUR},?)?(?: ngày)? {DATE}(?: {RHYTHM})?"
    ),
    Phrase(rf"từ (?:ngày )?(?:{DATE}|nay) (?:cho )?(?:đến|tới) (?:khi |hết |cuối )[^.;,()]{{3,50}}"),
    Phrase(
        rf"từ (?:đầu |cuối |giữa )?(?:tháng|năm học|năm|quý|tuần|học kỳ) [\w/]{{1,8}}(?:\s?-\s?{_YEAR})?(?: năm {_YEAR})? "
        rf"(?:cho )?(?:đến|tới) (?:hết |cuối |đầu )?(?:tháng|năm học|năm|quý|tuần|học kỳ)? ?[\w/]{{1,8}}(?:\s?-\s?{_YEAR})?"
        rf"(?: năm {_YEAR})?"
    ),
    Phrase(rf"(?:bắt đầu |kể )?từ (?:năm học {_SCHOOL_YEAR}|học kỳ (?:[iv]+|\d)[^.;,]{{0,24}})"),
    # A last day.
    Phrase(rf"(?<!tính\s)(?:{_LIMIT} ?)(?:{_HOUR},? ?)?(?:{_WEEKDAY},? )?(?:\(?ngày )?{DATE}(?: (?:{RHYTHM}))?"),
    Phrase(
        rf"(?:trước |vào |chậm nhất (?:là )?)?(?:các )?ngày \d{{1,2}} (?:{RHYTHM}|(?:của )?tháng (?:cuối|sau|đầu)[^.;,)]{{0,16}})"
    ),
    # So many days after something.
    Phrase(rf"không quá \d{{1,3}} (?:ngày|tháng|giờ|tuần|phút)(?: làm việc)?{_FROM_EVENT}"),
    Phrase(
        r"(?:trong (?:thời hạn|thời gian|vòng)|chậm nhất(?: là| trong| sau)*|sau|ngay trong) (?:không quá |tối đa )?\d{1,3} "
        rf"(?:ngày|tháng|giờ|tuần|phút)(?: làm việc)?{_FROM_EVENT}"
    ),
    Phrase(r"trong \d{1,3} (?:ngày|giờ|tuần|tháng)(?: làm việc)?,? (?:kể từ|sau khi|tính từ)[^.;]{0,60}"),
    Phrase(r"trong (?:thời gian )?\d{1,3} ngày làm việc(?=\s*(?:[.;,]|$))"),
    Phrase(r"(?:ít nhất |chậm nhất )?(?:trước )?\d{1,2} (?:ngày|tuần|tháng) trước (?:khi|ngày)[^.;,]{3,40}"),
    Phrase(
        r"trước[,] trong và sau [^.;:]{3,60}|trước và (?:trong|sau) (?:mỗi |kỳ |các |đợt |dịp |thời gian |mùa )[^.;,]{3,40}"
    ),
    Phrase(
        rf"(?:{_MINUTES} )?(?:(?:ngay )?(?:từ |vào )?(?:đầu|cuối|giữa|trước|sau) )?mỗi (?:buổi|tiết|giờ|ca|bữa)(?: (?:học|dạy|ăn|trực|làm việc|sinh hoạt|chào cờ|lên lớp|ra chơi|tập))?(?![\w])"
        rf"|{_MINUTES} (?:của )?(?:giờ|buổi|tiết)(?: (?:học|dạy|sinh hoạt|chào cờ|ra chơi))*(?: {RHYTHM})?"
    ),
    Phrase(
        r"(?:trước|đến hết) (?:ngày (?:khai giảng|bế giảng|tổ chức|diễn ra|bầu cử|hội)[^.;,]{0,40}|thời điểm [^.;,]{3,40}"
        r"|kỳ nghỉ [^.;]{2,40}|mùa [^.;,]{2,20}|thềm [^.;,]{3,24}|tết [^.;,]{3,24}|năm học mới|(?:lễ )?(?:khai|bế) giảng[^.;,()]{0,24}|(?:ngày )?tựu trường|buổi [^.;,]{3,40}|kỳ thi [^.;,]{3,40})"
    ),
    Phrase(r"(?<!giờ\s)(?<!phút\s)trước khi [^.;,]{3,44}"),
    Phrase(rf"(?:{_LIMIT}|đến) (?:{PERIOD}|năm {_YEAR})"),
    # "… tổ chức diễn đàn (tháng 7/2026)": a month or a day alone in its bracket.
    Phrase(
        rf"(?:(?<=\()|(?<=\(dự\skiến\s)|(?<=\(dự\skiến:\s)|(?<=\(thời\sgian\s)|(?<=\(thời\sgian:\s))(?:trong |vào |trước |xong trước )?(?:(?:tuần (?:\d|đầu|cuối|thứ \w+)|đầu|cuối|giữa|hết|ngày) )?"
        rf"(?:{_MONTHS_OF}|{_QUARTERS}|\d{{1,2}}/\d{{1,2}}/{_YEAR})(?=\))"
    ),
    # A place in the week, the month, the term.
    Phrase(
        rf"(?:trong |vào |ngay từ |từ )*tuần (?:lễ )?(?:sinh hoạt [^.;,]{3, 40}|đầu|cuối|thứ \w+|\d{{1,2}})(?: tiên)?(?: (?:của )?(?:{PERIOD}|năm học[^.;,]{{0,14}}))?"
    ),
    Phrase(rf"tại (?:phiên họp|kỳ họp|hội nghị|cuộc họp|buổi họp)[^.;,]{{0,30}}? {PERIOD}"),
    Phrase(rf"(?:trong|vào) {PERIOD}(?: {RHYTHM})?"),
    Phrase(r"(?:áp dụng |thực hiện )?từ (?:khóa|kỳ|đợt|vụ) [^.;,()]{4,40}"),
    Phrase(
        r"(?:định kỳ|định kì) (?:(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)(?:,? (?:hằng |hàng )?(?:tháng|quý"
        r"|năm|6 tháng|đột xuất))*|\d{1,2} tháng(?:/lần)?(?:,? ?(?:và )?(?:hằng năm|hàng năm|một năm|năm))?"
        r"|theo quy định)"
    ),
    Phrase(
        rf"(?:dự kiến |vào |trong )+(?:{_HOUR},? )?(?!\d+\.\d{{2}})(?:(?:sáng|chiều|tối) )?(?:\(?ngày )?{DATE}(?: {RHYTHM})?"
        rf"|(?:{_HOUR},? )?(?:(?:sáng|chiều|tối) )?ngày {DATE} {RHYTHM}|(?:sáng|chiều|tối) ngày {DATE}"
    ),
    Phrase(
        r"vào (?:tiết|giờ(?! (?:cao điểm|chào cờ|sinh hoạt|ra chơi|hành chính))|buổi|các buổi|các ngày|ngày|(?:cuối|đầu)(?! (?:giờ|buổi|ca|tiết)(?![\w]))|thời điểm|mùa|thứ) [^.;,()]{3,40}"
    ),
    Phrase(
        r"(?:ngay )?sau giờ (?:làm việc|học|dạy|tan)[^.;,]{0,16}|ngay (?:sau (?:khi|lễ|kỳ|hội nghị)|khi(?! mới(?![\w]))) [^.;,]{3,44}"
    ),
    Phrase(
        r"(?:trong )?(?:suốt )?(?:thời gian (?:nghỉ|diễn ra|tổ chức)|kỳ nghỉ|mùa|kỳ nghỉ|đợt cao điểm) [^.;,]{2,30}"
    ),
    Phrase(r"(?:vào |nhân |trong )?(?:các )?dịp [^.;:]{2,160}"),
    Phrase(
        r"(?<![\w])(?<!nguyên\s)(?<!nạn\s)(?<!công\s)(?<!bệnh\s)(?<!cá\s)(?<!quân\s)nhân (?:các (?!vụ |trường hợp |ca )|ngày |dịp |kỷ niệm )[^.;:]{4,160}"
    ),
    # "Bữa ăn hằng ngày" tells which meals, "vệ sinh lớp học hằng ngày" how often.
    Phrase(
        rf"(?!từng )(?:(?!(?:hằng|hàng|mỗi) ngày(?![\w]))|(?<!bữa\săn\s)(?<!khẩu\sphần\s)(?<!khẩu\sphần\săn\s)(?<!định\slượng\s)(?<!sinh\shoạt\s)(?<!cuộc\ssống\s)"
        rf"(?<!đời\ssống\s)(?<!hoạt\sđộng\s)(?<!công\sviệc\s)(?<!thói\squen\s)(?<!giao\stiếp\s)(?<!thói\squen\săn\suống\s)){RHYTHM}"
    ),
    Phrase(r"(?<=\s)(?:đầu|cuối|giữa) (?:năm học|học kỳ|học kì|quý|kỳ)(?: [iv\d]{1,3}(?![\w]))?(?=,)"),
    Phrase(rf"(?:đợt \d{{1,2}} |bắt đầu )?từ (?:(?:{_HOUR},? )?(?:ngày )?{DATE}|(?:đầu |cuối )?{PERIOD})"),
    Phrase(rf"(?:đến|tới) (?:cuối |hết )?năm {_YEAR}"),
    Phrase(r"tại (?:các )?kỳ họp thường (?:lệ|kỳ)(?: cuối năm| giữa năm)?"),
    Phrase(r"(?<=\s)theo (?:học kỳ|năm học)(?=\s*[.,;])|trong giai đoạn(?=\s*[.;])"),
    Phrase(
        r"(?<=;\s)(?:định kỳ(?:,| và)? )?đột xuất(?= [^\W\d_])|(?<=;\s)định kỳ(?:(?:,| và)? đột xuất)?(?= [^\W\d_])(?! (?:báo cáo|gửi|nộp|tổng hợp|hằng|hàng|trước|vào|mỗi|sơ kết|tổng kết|và))"
    ),
    Phrase(
        r"(?<=\s)(?<!báo\scáo\s)(?<!bảo\sdưỡng\s)định kỳ(?:,| và| hoặc|/) ?đột xuất(?= (?:việc|các|công tác|tình hình|tại|đối với|hoạt động|bếp|về)(?![\w])|\s*[.;]|\s*$)"
    ),
    Phrase(r"(?<=\s)(?<!mỗi\s)(?:tuần|tháng|quý|năm) (?:một|01|1) lần(?![\w])"),
    Phrase(r"(?<=;\s)thường xuyên(?= [^\W\d_])(?! (?:và|hoặc))"),
    Phrase(rf"trong (?:suốt )?(?:năm học|cả năm|năm) ?(?:{_YEAR}(?:\s?-\s?{_YEAR})?)?(?=[\s.,;])"),
]
# "Duy trì thường xuyên hệ thống …": behind its verb, where no other time is told.
OFTEN = Phrase(
    r"(?:(?<=duy\strì\s)|(?<=thực\shiện\s)|(?<=tổ\schức\s)|(?<=triển\skhai\s)|(?<=tiến\shành\s)|(?<=kiểm\stra\s)|(?<=cập\snhật\s)|(?<=theo\sdõi\s)|(?<=tuyên\struyền\s)"
    r"|(?<=bảo\sđảm\s))thường xuyên(?:,? (?:và )?liên tục)?(?= [^\W\d_])(?! (?:và|hoặc)(?![\w]))"
)
# The years of the work itself, where nothing nearer is said.
YEARS = Phrase(
    rf"giai đoạn {_YEAR}\s?-\s?{_YEAR}(?:(?:;|,| và)(?: [^.;,\d]{{0,20}}giai đoạn)? {_YEAR}\s?-\s?{_YEAR})?(?=\s*(?:[.;,)]|$| trong| trên))"
)
# A bare period closing a clause ("…, vòng chung kết tháng 3 năm 2018."); not one that only dates what is spoken of.
CLOSING_PERIOD = Phrase(
    rf"(?<=\s)(?<!so\svới\s)(?<!tính\sđến\s)(?<!tính\sđến\shết\s)(?<!cùng\skỳ\s)(?<!giai\sđoạn\s)(?<!dự\stoán\s)(?<!kế\shoạch\s)(?<!công\stác\s)(?<!nhiệm\svụ\s)(?<!ngân\ssách\s)"
    rf"(?<!kết\squả\s)(?<!kinh\sphí\s)(?<!tình\shình\s)(?<!số\sliệu\s){PERIOD}(?=\s*(?:[.;]|$))"
)
CLOSING_DAY = Phrase(
    rf"(?<=\s)(?<!tính\sđến\s)(?<!tính\sđến\shết\s)(?<!đến\sthời\sđiểm\s)(?<!số\sliệu\s)ngày {DATE}(?=\s*(?:[.;]|$))"
)
# At the head of the sentence.
FIRST = Phrase(
    rf"(?:thường xuyên(?:,? (?:hằng|hàng) (?:năm|tháng|quý))?|{RHYTHM},? trước ngày {DATE}|{RHYTHM}|định kỳ(?: {RHYTHM}| \d{{1,2}} tháng(?: một lần)?| theo quy định)?|cả năm"
    rf"|từ năm {_YEAR} (?:cho )?(?:đến|tới)(?: hết)?(?: năm)? {_YEAR}|suốt năm học|trong {PERIOD}|{PERIOD}|từ ngày {DATE} (?:đến|tới)(?: hết)?(?: ngày)? {DATE})(?=[\s,:])"
)
# "Xây dựng kế hoạch công tác y tế từng năm học, …": year by year, said of the first thing to be done.
YEAR_BY_YEAR = Phrase(
    r"(?:xây dựng|lập|ban hành|rà soát|tổ chức) [^.;,]{3,80}? (?P<words>từng (?:năm học|năm|học kỳ|quý|tháng))(?=\s*[,;.]|\s*$)"
)
# A programme's own years are not the task's.
NAMED = Phrase(
    r"(?:chương trình|đề án|chiến lược|dự án|chính sách|chỉ tiêu|mục tiêu)(?:[^.;]{0,120}?(?:giai đoạn [\d\s-]+|đến năm \d+)"
    r"|(?:(?!trong |trước |xong |chậm nhất|hoàn thành |từ )[^.;,]){0,80}?(?<!\d\s)năm(?: học)? \d[\d\s-]*)|(?:định hướng|tầm nhìn) đến năm \d+|giờ (?:cao điểm|chào cờ|ra chơi)[^.;,]{0,20}"
)
# From here to the end of the clause a date belongs to the report that is asked for.
REPORTING = Phrase(
    r"(?:(?<=^)|(?<=[\s,;(]))(?<!xây\sdựng\s)(?<!lập\s)(?<!viết\s)(?<!hoàn\sthiện\s)(?<!chuẩn\sbị\s)(?<!dự\sthảo\s)(?<!các\s)(?<!số\sliệu\s)"
    r"(?<!thành\s)(?<!thành,\s)(?<!hoàn\sthành\svà\s)(?<!chế\sđộ\s)báo cáo(?! viên)(?![\w])"
)
AGAIN = Phrase(r"(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm|học kỳ)|định kỳ|định kì|0?6 tháng|sơ kết|tổng kết")
HEADED = Phrase(
    rf"(?:(?:trong |đợt \d{{1,2}}:? ?)?(?:{PERIOD}|tuần \d{{1,2}}[^:.]{{0,40}}))\s*(?:\([^)]*\))?\s*[:.]?\s*$"
)
