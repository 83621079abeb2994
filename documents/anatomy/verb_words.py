"""The verbs that open what a body is told to do, and the neighbours that make a noun of such a verb.

Knows words; refuses to find a subject by itself (documents.anatomy.units does).
"""

from __future__ import annotations

from documents.patterns import Phrase

# What a body does; the first of these ends its name. Kept to verbs that open a predicate in plans and directives.
VERB = (
    r"(?:chủ trì|phối hợp|xây dựng|triển khai|tổ chức|tăng cường|thực hiện|hướng dẫn|chỉ đạo|tham mưu"
    r"|có nhiệm vụ|có trách nhiệm|chịu trách nhiệm"
    r"|tiếp tục|căn cứ|phải|cần|báo cáo|gửi|đẩy mạnh|chủ động|phụ trách|theo dõi|kiểm tra|đôn đốc|tổng hợp"
    r"|rà soát|bố trí|đảm bảo"
    r"|bảo đảm|quán triệt|phổ biến|tuyên truyền|cập nhật|lồng ghép|vận động|ban hành|lập|nghiên cứu"
    r"|thường xuyên|quan tâm|tập trung"
    r"|nâng cao|kịp thời|đưa|cử|đăng ký|phân công|giao(?! thông| dịch| lưu)|quản lý|giám sát|hỗ trợ|cung cấp|nghiêm túc|sử dụng"
    r"|thành lập|kiện toàn"
    r"|củng cố|phát động|hoàn thành|chuẩn bị|nộp|đề xuất|thẩm định|trình|khẩn trương|tích cực|xác định|làm"
    r"|thông báo|tạo điều kiện"
    r"|huy động|đánh giá|thu thập|tiến hành|duy trì|khai thác|phát huy|phát hiện|xử lý|giải quyết|ưu tiên"
    r"|chấp hành|thống kê|tiếp nhận"
    r"|nắm|đề nghị|yêu cầu|lựa chọn|nhân rộng|mở|tham gia|hoàn thiện|lấy ý kiến|ký|duyệt|phê duyệt"
    r"|điều tra|khảo sát|tự (?:đánh giá|kiểm tra|rà soát|tổ chức|cân đối|giác|chủ|bố trí|học|xây dựng|quản)|sắp xếp|trực tiếp"
    r"|trên cơ sở|theo chức năng|theo nhiệm vụ|ngoài|dựa|dự kiến|thông qua|kết hợp|là đầu mối|là cơ quan"
    r"|quy định|công khai"
    r"|chăm lo|đầu tư|khuyến khích|đổi mới|nhắc nhở|đa dạng|không để|không được|tuyệt đối|cùng(?! cấp| kỳ| với)|sẽ"
    r"|nhanh chóng|định hướng|đồng thời|góp phần"
    r"|lau|rửa|quét|dọn|vệ sinh|điểm danh|tham dự|trang trí|bảo quản|niêm yết|treo|cắm|lắp đặt|sửa chữa"
    r"|trồng|tặng|trao|mời|họp|nhận|đón|ký|mua|nấu|chế biến|soạn|trực ban|ghi chép|dự(?! (?:án|toán|kiến"
    r"|bị|phòng|báo))|đẩy nhanh|phân luồng|tuần tra|nhắc nhở|cấp phát|biên soạn|bồi dưỡng|tập huấn|chi trả|mua sắm"
    r"|ứng dụng|sơ tán|di dời|khắc phục|điều chỉnh|cải tạo|nâng cấp|trang bị|kê khai|công bố|tổng kết"
    r"|sơ kết|thăm hỏi|ngăn chặn|học tập|tính toán|cụ thể hóa|thay mặt|định kỳ|hằng năm"
    r"|hàng năm|hằng quý|hằng tháng|là cơ quan|là đơn vị|thanh tra|chuyển(?! đổi số)|đăng tải|lãnh đạo|thông tin"
    r"|bám sát|biên tập|bổ sung|bổ nhiệm|can thiệp|cam kết|cấp (?:phát|kinh phí|đủ|bổ sung|hóa chất|giấy|thẻ)|chấm dứt|chấn chỉnh|chia sẻ"
    r"|chọn|chú trọng|chú ý|cung ứng|dành|diễn tập|dừng|đại diện|đấu tranh|đóng góp|động viên|đối chiếu|đồng hành|ghi nhận|gắn"
    r"|gặp mặt|giải ngân|giúp|giữ|gương mẫu|hạn chế|hoàn tất|hưởng ứng|in ấn|khai báo|khám|khen|khôi phục|khống chế|khuyến cáo"
    r"|khởi công|kiến nghị|kiểm điểm|kiểm kê|kiểm định|kiểm soát|kiểm đếm|kêu gọi|liên hệ|loại bỏ|lưu (?:trữ|ý|giữ|mẫu)|ngừng|nghiệm thu"
    r"|nhập|nhận diện|nuôi dưỡng|phát(?! (?:thanh|thải|triển|sóng|sinh))|phân cấp|phân làn|phân loại|phân tích|lấy|luân chuyển|thường trực(?= tại)|phấn đấu|phòng ngừa|phối kết hợp|phục hồi|phục vụ"
    r"|phun|quy hoạch|quyết định|quyết tâm|ra quân|rút kinh nghiệm|sàng lọc|sẵn sàng|siết|sưu tầm|tạm dừng|tạo|tận dụng|tập hợp"
    r"|tháo gỡ|thay thế|thí điểm|thu gom|thu hồi|thu hút|thúc đẩy|thuê|thử nghiệm|tiêm|tiếp cận|tiếp đón|tiếp thu|tiết kiệm|tìm"
    r"|tố giác|trả|sơ cứu|ngắt|chốt trực|trao đổi|tranh thủ|triệt để|trực(?! (?:thuộc|tiếp|tuyến|ban chỉ))|trưng bày|truyền thông|tư vấn|tuyển|tuyên dương|uốn nắn"
    r"|ủng hộ|vận dụng|vận hành|viết|vệ sinh|xác minh|xác nhận|xem xét|xét|xếp|xóa|xuất bản|đảm nhận|đảm nhiệm|đăng|đề cao"
    r"|điều động|điều phối|điều hành|điều tiết|(?<!cảnh\ssát\s)(?<!quan\s)điều tra(?! viên)|điều trị|đo|đưa tin|chăm sóc|quảng bá|phản ánh|phản biện|thẩm tra|có (?:biện pháp"
    r"|kế hoạch|giải pháp|phương án|văn bản|hình thức|cơ chế)|khắc phục|tổng vệ sinh|cắt|khử khuẩn|bàn giao|số hóa|mua|xin"
    r"|chịu (?:sự|trách)|lên|đánh|nêu|tăng|giảm|giao lưu|liên kết|kết nối|mở rộng|đào tạo|bảo dưỡng|bảo trì|dán|che chắn|rào"
    r"|thu(?! nhập)|tuyệt đối|trích|cho (?:học sinh|trẻ|phép)|sửa đổi|thống nhất|đến (?:từng|tận|thăm)|đồng chủ trì|cùng chủ trì|sinh hoạt (?:chuyên|tổ|câu|định|chi)"
    r"|báo(?= (?:ngay|kịp thời|tin|cho|với|về|ủy ban|ubnd|hiệu trưởng|ban giám|cha mẹ|gia đình|phụ huynh|công an)(?![\w]))|quan sát"
    r"|áp dụng|ấn định|bầu(?! cử)|bình chọn|biểu quyết|bù|cảnh báo|cấm|cân đo|chỉ định"
    r"|chiếu(?! sáng)|chốt(?! (?:kiểm|trực|chặn))|chứng nhận"
    r"|chứng thực"
    r"|công nhận|cách ly|đảm đương|đề cử|điền(?! kinh)|đóng(?! (?:trên|chân|quân|tại))|đối thoại|đốc thúc|gia cố|gia hạn|giải đáp|giải thích|giải tỏa|góp ý|gọi|hậu kiểm|hiến|hiệp thương"
    r"|hiệu chỉnh|hoạch định|hoàn trả|hội chẩn|hợp tác(?! xã)|kéo dài|kết nạp|khai giảng|khai mạc|bế mạc|khoanh|không (?:cho|để|tổ chức|sử dụng|thu|xem"
    r"|nhận|giao|bố trí|ép|được|yêu cầu|đưa)|khơi|khởi tố|truy tố|khuyến nghị|kiểm duyệt|lan tỏa|luyện tập|nâng|nghe|lắng nghe|nhắn tin|nhất trí|ổn định"
    r"|phân bố|phân phối|phân tuyến|phê bình|phủ sóng|phụ đạo|quy tập|ra (?:mắt|soát|quân|văn bản|quyết định|thông báo|mắt)|san lấp|sáng tác|soát xét|sửa"
    r"|tạm ứng|tạm đình chỉ|đình chỉ|tẩy giun|thả|thanh thải|tham vấn|theo sát|thiết lập|thuyết minh|tiếp sóng|tiếp tế|tiêu độc|tiêu hủy|tố cáo"
    r"|triệu tập|triệt phá|trưng dụng|truy cập|truy quét|tu sửa|tuân thủ|từ chối|tự chịu|túc trực|vào cuộc|vinh danh|xác lập|xả|xây(?! dựng)|xử phạt|đồng ý"
    r"|nghiêm cấm|kiên quyết|cương quyết|chiêu sinh|ban bố|canh gác|chốt chặn|cứu chữa|đắp|nạo vét|phát quang|tiêu thoát|tích trữ|bình ổn"
    r"|khử|tập luyện|gìn giữ|ghi|quay|chụp|lắp|lưu(?! (?:động|trú|vực))|cài đặt|sao lưu|đồng bộ|kết xuất|tích hợp|tôn vinh|tri ân|gây quỹ|quyên góp|đỡ đầu|cho vay|chất vấn"
    r"|bãi bỏ|đối phó|đề phòng|ngăn ngừa|bài trừ|phản hồi|lên (?:lịch|kế hoạch|phương án|danh sách)|làm việc|làm tốt|thực hành|di chuyển"
    r"|hoàn chỉnh|chấm(?! (?:dứt|công))|làm sạch|giới thiệu|biểu dương|khen thưởng|phân bổ|cân đối|đặt|treo|dạy|giảng dạy|giáo dục học sinh)"
)


PREDICATE = Phrase(rf"(?<=[\s,;:(])(?:{VERB})(?![\w])")


NOUN_BEFORE = Phrase(
    r"(?:^|\s)(?:các|những|mỗi|từng|một số|thường|của|chương|giáo|quy|lộ|tờ|quá|công|được|bị|về|việc|công tác|ban|công chức|ban tổ|để)$"
)


# Behind "các phòng, ban" these are no part of a name.
NEVER_NAMED = frozenset(
    {
        "gửi",
        "nộp",
        "báo cáo",
        "rà soát",
        "triển khai",
        "thực hiện",
        "phối hợp",
        "chủ trì",
        "căn cứ",
        "tham mưu",
        "tiếp tục",
    }
)


NOUN_AFTER = Phrase(
    r"tổ chức (?:đảng|chính trị|đoàn thể|xã hội|cơ sở|hội(?! (?:thi|thao|thảo|nghị|khỏe|diễn|chợ|trại|giảng|vui|xuân|báo|chữ))|công đoàn|đoàn|cán bộ|kinh tế|tín dụng"
    r"|thành viên|có liên quan|liên quan)|giáo dục (?!học sinh)|kiểm tra đảng|quản lý (?:giáo dục|nhà nước"
    r"|thị trường|dự án)|bảo đảm|lãnh đạo (?:sở|các|phòng|đơn vị|cơ quan)"
)


AT_START = Phrase(rf"(?:{VERB}|truyền thông|quảng bá|giáo dục|tư vấn|hỗ trợ|bảo vệ|đào tạo|cho|giữ|mở|tạo|làm)(?![\w])")


MILD = frozenset(
    {
        "thực hiện",
        "thuc hien",
        "báo cáo",
        "bao cao",
        "định kỳ",
        "dinh ky",
        "được giao",
        "giao",
        "phân công",
        "quy định",
        "theo",
        "hằng năm",
        "hàng năm",
        "triển khai",
        "chủ động",
        "hằng quý",
        "hằng tháng",
    }
)


# "Tổng phụ trách", "giáo viên phụ trách": an office, not a verb.
IN_CHARGE = (
    "tổng",
    "giáo viên",
    "người",
    "cán bộ",
    "hiệu trưởng",
    "bộ phận",
    "đồng chí",
    "tong",
    "giao vien",
    "nhân viên",
    "anh",
    "chị",
)


# "Phó Chủ tịch phụ trách văn hóa - xã hội": what somebody is in charge of belongs to the office.
OF_FIELD = Phrase(
    r" (?:khối|lĩnh vực|địa bàn|chuyên môn|văn hóa|kinh tế|mảng|cơ sở vật chất|csvc|thiếu nhi|y tế|thư viện|bộ môn|nội chính)(?![\w])"
)


# "Cán bộ quản lý", "cơ sở nuôi dưỡng": right behind these words such a verb only tells what kind of people or house it is.
KIND_OF = Phrase(
    r"(?:(?:an toàn|thú y),? vệ sinh|(?:dịch vụ|kinh tế|nghiệp vụ) tổng hợp|"
    r"(?:cổng|trang) thông tin|cấp trên trực tiếp|giáo dục thường xuyên|thi đua(?:,| -)? khen(?: thưởng)?|bầu cử|công nghệ thông tin|(?:người|chủ) sử dụng|cơ quan chủ quản|"
    r"(?:phòng|ban|tổ) (?:kế hoạch|hành chính|hành chính -|quản trị) tổng hợp|(?:độc|công|dân|cô|xác|thiết|đối|trung) lập|chủ đầu tư|"
    r"(?:cán bộ|công chức|viên chức|nhân viên|chuyên viên|cộng tác viên|giáo viên|người|đội ngũ) (?:quản lý|chăm sóc|nuôi dưỡng"
    r"|tư vấn|hỗ trợ|phục vụ|giám sát|theo dõi|tham mưu|sử dụng|làm|trực|hướng dẫn|tuyên truyền|thu|tiếp nhận|điều hành|kiểm tra)"
    r"|(?:cơ sở|đơn vị|trung tâm|trường|doanh nghiệp|công ty|tổ chức) (?:nuôi dưỡng|chăm sóc|đào tạo|khám|điều trị|sản xuất|kinh doanh"
    r"|cung cấp|cung ứng|bảo dưỡng|dạy|tư vấn|phục vụ|quản lý|vận hành|tuyển|giữ|sử dụng|chế biến|trợ giúp|hỗ trợ|thu gom|giám sát|điều hành|điều phối|kiểm soát|cho vay|nghiên cứu|xây|cách ly)"
    r"|(?:tổ|đội|đoàn|ban|bộ phận|nhóm|(?<!biên\s)(?<!quốc\s)phòng|hội đồng|tiểu ban|lực lượng|cơ quan|đường dây|điểm) (?:quản lý|kiểm tra|giám sát|thanh tra"
    r"|tư vấn|hỗ trợ|phục vụ|điều hành|tuyên truyền|xử lý|tiếp nhận|thẩm định|vận động|soạn thảo|trực|khám|bảo dưỡng|điều phối"
    r"|giúp|cứu|canh gác|đối thoại|bầu|cài đặt|phụ đạo|chăm sóc|nuôi dưỡng|truyền thông|biên tập|biên soạn|tuyển|xét|thu|tìm|vệ sinh|khảo sát|điều tra|phòng))$"
)
