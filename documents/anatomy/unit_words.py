"""The words by which bodies and what they do are told apart in official Vietnamese.

Knows nouns that open a name and verbs that end it; refuses to find anything by itself (documents.anatomy.units does).
"""

from __future__ import annotations

import re

from documents.patterns import CAPITALS, Phrase

# A name opens with one of these. Long ones first; small letters are right ("các trường", "phòng Nội vụ").
HEAD = (
    r"(?:ủy ban trung ương|trung ương(?= (?:đoàn|hội|mặt trận))|ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|ủy ban mặt trận tổ quốc|ủy ban mttq|ubmttq"
    r"|ub\.? ?mttq|mặt trận tổ quốc|mặt trận(?= và| xã| phường| huyện|,)|mttq"
    r"|ban thường trực|ban thường vụ|ban chấp hành|ban bí thư|bộ chính trị|ban chỉ đạo|ban tổ chức"
    r"|ban tuyên giáo|ban dân vận"
    r"|ban giám hiệu|ban giám đốc|ban đại diện|ban quản lý|ban chỉ huy|ban kinh tế|ban pháp chế"
    r"|ban nội chính|ban quân sự|bgh"
    r"|ban dân tộc|ban văn hóa|ban liên lạc|ban biên tập|ban vận động"
    r"|bộ chỉ huy|bộ giáo dục|bộ y tế|bộ nội vụ|bộ tài chính|bộ công an|bộ quốc phòng|bộ tư pháp"
    r"|bộ xây dựng|bộ công thương"
    r"|bộ khoa học|bộ nông nghiệp|bộ lao động|bộ văn hóa|bộ thông tin|bộ tài nguyên|bộ kế hoạch"
    r"|bộ ngoại giao|bộ dân tộc|bộ trưởng|vụ(?! (?:việc|án|mùa|tai|cháy|đuối|xâm|bạo|ngộ|nổ|lợi|đông|hè))"
    r"|bộ phận|bộ đội biên phòng|tỉnh ủy|thành ủy|quận ủy|huyện ủy|thị ủy|đảng ủy|chi bộ|chi ủy|cấp ủy"
    r"|đảng bộ|đảng đoàn|ban cán sự|thông tấn xã|thường trực"
    r"|văn phòng|sở|phòng|chi cục|tổng cục|cục|thanh tra|công an|quân sự|kho bạc|bảo hiểm xã hội|bhxh|ngân hàng|tòa án"
    r"|viện kiểm sát|kiểm lâm|hải quan|thuế|thống kê|trung tâm|bệnh viện|trạm|khoa|đơn nguyên|viễn thông|điện lực"
    r"|bưu điện|vnpt|viettel|hạt|đồn|đồn biên phòng|nhà (?:máy|văn hóa|thiếu nhi|thi đấu|trẻ(?! em))|hội đồng|thư viện"
    r"|bảo tàng|đài|báo"
    r"|trường|nhà trường|các trường|học viện|viện|cơ sở|nhóm trẻ|lớp|công ty|doanh nghiệp|hợp tác xã"
    r"|tập đoàn|tổng công ty"
    r"|hội|liên đoàn|liên hiệp|liên minh|công đoàn|tổng liên đoàn|đoàn|đội|liên đội|chi đoàn|ủy ban"
    r"|hiệp hội|câu lạc bộ|quỹ"
    r"|chi,? đảng bộ|chi hội|chi|tiểu ban|nhóm|chủ(?= (?:sử dụng lao động|cơ sở|đầu tư|nhóm|các|trường|hộ|rừng|doanh))|báo cáo viên|tuyên truyền viên|cộng tác viên|giám sát viên"
    r"|cổng thông tin|ủy viên|đảng viên"
    r"|(?:nhà )?bếp(?: ăn)?|điểm trường|căng tin|tổ|khối|hiệu trưởng|phó hiệu trưởng|giám đốc|phó giám đốc|người sử dụng lao động|thủ trưởng|trưởng|phó|chủ tịch|phó chủ tịch|bí thư"
    r"|chánh|người đứng đầu|lãnh đạo|giáo viên|tổng phụ trách|cán bộ|công chức|viên chức|nhân viên|kế toán"
    r"|văn thư|bảo vệ|y tế (?:trường|thôn|ấp|buôn|bản|cơ sở)"
    r"|lực lượng(?= (?:công an|kiểm lâm|biên phòng|bộ đội|quân đội|quân sự|dân quân|dân phòng|cảnh sát|quản lý thị trường|hải quan|thanh niên)(?![\w]))"
    r"|chuyên viên|tổ trưởng|tổ phó|thành viên|đồng chí|đ/c|ông|bà|thầy|cô"
    r"|cơ quan|đơn vị|địa phương|ngành|sở,? ban|ban,? ngành|phòng,? ban|xã|phường|thị trấn|thị xã"
    r"|thành phố|huyện|quận|đặc khu"
    r"|tỉnh(?= (?:vùng|miền|ven biển|biên giới|trong vùng|khu vực)(?![\w]))|thôn|khu phố|khu dân cư|xóm|tổ dân phố|ấp|bản|tổ chức|đoàn thể|chính quyền|ban|bộ|gvcn|tptđ|tổng đài|đường dây"
    r"|các ngành|các cấp|tcty|p\.|cđcs|đtn|thị đoàn|huyện đoàn|tỉnh đoàn|thành đoàn|quận đoàn|xã đoàn)"
)


_DETERMINER = (
    r"(?:các|những|toàn thể|toàn bộ|tất cả(?: các)?|từng|mỗi|một số|tập thể"
    r"|\d{1,3})"
)


# Verbs and things that begin like a body: "tổ chức thực hiện", "ban hành", "báo cáo", "bảo vệ trẻ em".
_NO_BODY = (
    r"(?!ban hành|báo cáo(?! viên)|bảo vệ(?! (?:kiểm soát|trực|tuần tra|mở|đóng cổng|ghi (?:sổ|chép)|kiểm tra|không|phải|có trách nhiệm|theo dõi|khóa)(?![\w]))"
    r"|bản (?!\w+ )|đội ngũ|trường hợp|cơ sở (?:dữ|vật|pháp|hạ)|lớp học|xã hội"
    r"|tổ chức(?! (?:chính trị|công đoàn|đảng|đoàn|hội(?! (?:khỏe|nghị|thi|thao|thảo|diễn|chợ|trại|giảng|vui|xuân|báo|đồng|chữ))|cơ sở))"
    r"|bộ tiêu|bộ chỉ tiêu|bộ luật|hội (?:nghị|thảo|thi|khỏe|diễn|chợ|nhập)|đoàn kết|khối lượng"
    r"|phòng,? (?:chống|ngừa|tránh|cháy|học|hội|họp|bệnh)|phòng (?:chống|tránh|ngừa)|báo (?:cáo(?! viên)|chí)"
    r"|đài (?:tưởng)|ngành nghề"
    r"|cục bộ|quỹ (?:đất|thời)|lãnh đạo(?:,| chỉ| tổ chức| triển| thực| việc)|quân sự hóa|thống kê"
    r"|thanh tra(?=,? (?:kiểm tra|giám sát|việc|các|công tác|đột xuất|định kỳ|chuyên đề|xử lý|đối với|trách nhiệm))|kiểm tra|chi (?:trả|hỗ trợ|phí|tiết|tiêu|thường|cho|từ|ngân|mua)"
    r"|khoa học|kiểm lâm luật|thuế (?:suất|giá)|bảo hiểm (?!xã)|trường học|ban đầu|ban đêm|thành phần|công an toàn"
    r"|quận trung|khối kiến|viện phí|viện dẫn)"
)


_COUNTED = r"(?:hai|ba|bốn|năm|sáu) ngành(?![\w])"


OPENS = Phrase(rf"{_COUNTED}|(?:{_DETERMINER} )(?:{HEAD})(?![\w])|{_NO_BODY}(?:{HEAD})(?![\w])")


OPENS_STRONG = Phrase(
    rf"(?:(?:các|những|toàn thể|tất cả(?: các)?|từng|mỗi) (?:{HEAD}|[a-zđ])|{_NO_BODY}(?:{HEAD})(?![\w]))"
)


ASKING = Phrase(
    r"(?:kính |tiếp tục )?(?:đề nghị|yêu cầu|giao(?: cho)?|ủy quyền(?: cho)?|riêng (?:đối )?với|riêng|đối với|trách nhiệm(?: của)?|nhiệm vụ(?: của)?"
    r"|đề nghị với|mời)(?: nhiệm vụ cho)? "
)


STOP = re.compile(r"[.;:](?:\s|$)|\(|\)|\n|…")


TAIL = Phrase(
    r"(?: (?:để|nhằm|trong(?! (?:nước|tỉnh|huyện|xã|ngành|trường|phạm vi|địa))|trong việc|trong công tác|trong quá trình|về việc|về|theo|khi|nếu|tại kế hoạch"
    r"|trước ngày|xong|thường xuyên|kịp thời|chặt chẽ|đồng thời|rồi|một số|các nội dung|những nội dung|nội dung|như sau|cụ thể)(?![\w]))"
)


FAMILY = Phrase(
    r"^(?:các |với |bậc )*(?:gia đình|xã hội|cộng đồng|cha mẹ|phụ huynh|cha, mẹ|người dân|nhân dân"
    r"|nhà trường|học sinh|trẻ em|cmhs|phhs)"
)


FIELDS = Phrase(
    r"(?:y tế|tài chính(?: - kế hoạch)?|nội vụ|tư pháp|xây dựng|công thương|khoa học và công nghệ"
    r"|giáo dục và đào tạo|gd&đt|gdđt"
    r"|nông nghiệp và môi trường|nông nghiệp và phát triển nông thôn|văn hóa|văn hóa - xã hội"
    r"|văn hóa, thể thao và du lịch|văn hóa và thể thao|văn hóa và thông tin"
    r"|lao động - thương binh và xã hội|lao động, thương binh và xã hội|thông tin và truyền thông"
    r"|tài nguyên và môi trường|kế hoạch và đầu tư|dân tộc và tôn giáo|giao thông vận tải"
    r"|du lịch|kinh tế|quản lý đô thị|ngoại vụ|kinh tế, hạ tầng và đô thị|thanh tra|dân tộc)(?![\w])"
)


# Behind a name that has come to its end these go on with it; any other small word is a verb.
_LINKS = (
    r"phụ trách (?:khối|lĩnh vực|văn hóa|kinh tế|mảng|địa bàn|chuyên môn|nội chính)|"
    r"và |cùng |có |trên |trong |liên |thuộc |của |phường|xã|thị|đặc khu|quận|huyện|tỉnh|thành phố|hội|các |khác|đội"
    r"|tại |là |theo |với |đóng |ở |nơi |hoặc |giáp |biên |miền |vùng |mới|nghèo|đảo|đoàn|ủy|khu |tổ |đồng |trực |gồm "
    r"|trung ương|vào |từ |đến |để |nhằm |do |khi |nếu |trước |sau |vì |mà |ngày |tháng |quý |năm |như |bằng |ngoài |hằng |hàng "
    r"|này|đó|nêu |được |có |còn |cho |về |\("
)
_SMALL = rf"(?=\s+(?!{_LINKS})[a-zđàáảãạăâèéêìíòóôơùúưỳý])"


# "Công an tỉnh phân luồng …": behind the word for an area only names, areas and a few links go on.
PLACE_THEN_VERB = Phrase(rf"\s(?:tỉnh|huyện|quận|thị xã|phường|xã|thị trấn|liên quan|trực thuộc|đồng cấp){_SMALL}")
# "… huyện Sơn Tịnh thống nhất …": behind the place's own name, read in the text as printed.
NAMED_PLACE_THEN_VERB = re.compile(
    rf"(?<=\s)(?<!tác\s)(?:tỉnh|huyện|quận|thị xã|phường|xã|thị trấn|thành phố|đặc khu|Việt)(?:\s[{CAPITALS}][\w’']*){{1,4}}"
    + _SMALL
)
FIELD_THEN_VERB = Phrase(rf"(?:sở|phòng) {FIELDS.accented.pattern.replace(chr(92) + 's+', ' ')}{_SMALL}")


# In paper without marks a single short syllable proves nothing ("to chuc", "ban hanh", "bao ve").
OPENS_BARE = re.compile(
    r"(?:(?:cac|nhung|toan the|tung|moi)\s+(?:co so|don vi|truong|nganh|ban|xa|phuong|phong|to|co quan"
    r"|dia phuong|doan the|huyen|quan|so)\b"
    r"|(?:uy ban|ubnd|hdnd|phong (?:giao|gido|noi|van|tai|y|lao|tu|kinh)|so (?:giao|gido|y te|noi|tai|lao"
    r"|van)|ban (?:giam|chi dao|thuong|chap)|truong (?:tieu|thcs|mam|trung|th )|cong an|cong doan"
    r"|doan (?:thanh|the|tncs)"
    r"|hi\w?u truong|thu truong|chu tich|giam doc|truong phong|trung tam|tram y|hoi (?:phu|lien|chu|nong"
    r"|cuu|khuyen)|mat tran|co quan|don vi|dia phuong|ban,? nganh|nha truong|can bo|giao vien|van phong"
    r"|chinh quyen))"
)


PROPER = Phrase(
    r"(?:ubnd|ủy ban|công an|mttq|mặt trận|bảo hiểm|ngân hàng|liên đoàn|bộ chỉ huy|hội liên|hội nông"
    r"|hội cựu|tỉnh đoàn|thành đoàn|huyện đoàn|đoàn thanh)(?![\w])"
)


COMMITTEE = Phrase(r"(?:ủy ban nhân dân|ubnd)(?![\w])")


FIELD_TAIL = Phrase(
    r"(?:thể thao|thương binh|hạ tầng|du lịch|gia đình|truyền thông|đô thị|công nghệ|đào tạo|xã hội"
    r"|môi trường|tuyên truyền|kế hoạch|truyền hình|phát thanh)(?![\w])"
)
