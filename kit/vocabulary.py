"""The closed lists of the domain, each value with its Vietnamese label. Stored by value."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A string enum whose members carry the words an officer reads."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        return member


class Line(Labelled):
    """The line along which a unit answers to a superior."""

    STATE = "state", "Tuyến chính quyền"
    PARTY = "party", "Tuyến Đảng"
    PROFESSIONAL = "professional", "Tuyến chuyên môn"


class DocumentKind(Labelled):
    """Kinds of paper; State abbreviations by Nghị định 30/2020/NĐ-CP, Party ones by Quy định 399-QĐ/TW."""

    DIRECTIVE = "CT", "Chỉ thị"
    RESOLUTION = "NQ", "Nghị quyết"
    DECISION = "QĐ", "Quyết định"
    PLAN = "KH", "Kế hoạch"
    PROGRAMME = "CTr", "Chương trình"
    GUIDANCE = "HD", "Hướng dẫn"
    NOTICE = "TB", "Thông báo"
    CONCLUSION = "KL", "Kết luận"
    TELEGRAM = "CĐ", "Công điện"
    OFFICIAL_LETTER = "CV", "Công văn"
    REPORT = "BC", "Báo cáo"
    SUBMISSION = "TTr", "Tờ trình"
    CIRCULAR = "TT", "Thông tư"
    DECREE = "NĐ", "Nghị định"
    LAW = "L", "Luật"
    SCHEME = "ĐA", "Đề án"
    REGULATION = "QC", "Quy chế"
    OTHER = "VB", "Văn bản"


class Relation(Labelled):
    """Why a document names another: law 1."""

    BASIS = "basis", "Căn cứ"
    IMPLEMENTS = "implements", "Thực hiện"
    MENTIONS = "mentions", "Dẫn chiếu"


class TaskKind(Labelled):
    PLAN = "plan", "Xây dựng kế hoạch"
    WORK = "work", "Thực hiện"
    REPORT = "report", "Báo cáo"


class UnitRole(Labelled):
    LEAD = "lead", "Chủ trì"
    COORDINATING = "coordinating", "Phối hợp"


class Acceptance(Labelled):
    GIVER = "giver", "Cấp giao duyệt"
    AUTOMATIC = "automatic", "Tự động hoàn thành khi báo xong"


class PolicyKind(Labelled):
    """When a parent counts as reached: law 11."""

    ALL = "all", "Tất cả đơn vị"
    AT_LEAST = "at_least", "Ít nhất một số đơn vị"
    PERCENT = "percent", "Ít nhất một tỷ lệ đơn vị"
    WEIGHTED = "weighted", "Theo trọng số"
    DECLARED = "declared", "Thủ trưởng công bố"


class Progress(Labelled):
    """What people did: law 10. Time is a separate axis and is never stored."""

    ASSIGNED = "assigned", "Chưa nhận"
    RECEIVED = "received", "Đã nhận"
    IN_PROGRESS = "in_progress", "Đang thực hiện"
    SUBMITTED = "submitted", "Chờ duyệt"
    DONE = "done", "Hoàn thành"
    RETURNED = "returned", "Bị trả lại"
    DECLINED = "declined", "Từ chối nhận"
    PAUSED = "paused", "Tạm dừng"
    EXEMPT = "exempt", "Được miễn"
    REVOKED = "revoked", "Đã thu hồi"


# The cells of a counter: one per progress, two for those that freeze lateness. The open ones come first, the live ones next.
CELLS = (
    "assigned", "received", "in_progress", "returned", "declined", "submitted_in_time", "submitted_late", "paused_in_time", "paused_late",
    "done_on_time", "done_late", "exempt", "revoked",
)  # fmt: skip


class Timeliness(Labelled):
    """What the calendar says, computed when read."""

    NO_DEADLINE = "no_deadline", "Không có hạn"
    IN_TIME = "in_time", "Trong hạn"
    DUE_SOON = "due_soon", "Sắp đến hạn"
    OVERDUE = "overdue", "Quá hạn"
    DONE_ON_TIME = "done_on_time", "Đúng hạn"
    DONE_LATE = "done_late", "Hoàn thành quá hạn"


class Count(Labelled):
    """The only counts there are (UX §2): key in an address, label on a page."""

    TOTAL = "tong", "Phải thực hiện"
    DONE_ON_TIME = "dung-han", "Hoàn thành đúng hạn"
    DONE_LATE = "muon", "Hoàn thành quá hạn"
    IN_TIME = "trong-han", "Chưa hoàn thành, trong hạn"
    OVERDUE = "qua-han", "Chưa hoàn thành, quá hạn"
    NO_DEADLINE = "khong-han", "Không có hạn"
    DONE = "xong", "Hoàn thành"
    SUBMITTED = "cho-duyet", "Chờ duyệt"
    DUE_SOON = "sap-den-han", "Sắp đến hạn"
    NOT_RECEIVED = "chua-nhan", "Chưa nhận"
    RETURNED = "tra-lai", "Bị trả lại"
    DECLINED = "tu-choi", "Từ chối nhận"
    PAUSED = "tam-dung", "Tạm dừng"
    EXEMPT = "mien", "Được miễn"
    REVOKED = "thu-hoi", "Đã thu hồi"


class CascadeState(Labelled):
    OPENING = "opening", "Đang mở việc"
    OPEN = "open", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"
    REVOKED = "revoked", "Đã thu hồi"

    @property
    def is_live(self) -> bool:
        """Whether the cascade still goes on: takes marks, stands on today's boards."""
        return self in LIVE_CASCADES


LIVE_CASCADES = (CascadeState.OPENING, CascadeState.OPEN)


class ExtensionState(Labelled):
    OPEN = "open", "Đang chờ quyết định"
    GRANTED = "granted", "Đã đồng ý"
    REFUSED = "refused", "Không đồng ý"
    WITHDRAWN = "withdrawn", "Đã rút lại"


class DraftState(Labelled):
    DRAFT = "draft", "Bản nháp"
    ISSUED = "issued", "Đã phát hành"
    DISCARDED = "discarded", "Đã bỏ"


class ReadingState(Labelled):
    """How far the reading of a file has come that is too slow to wait for."""

    WAITING = "waiting", "Chờ đọc"
    READING = "reading", "Đang đọc"
    READ = "read", "Đã đọc"
    REFUSED = "refused", "Không đọc được"
    STOPPED = "stopped", "Đã thôi đọc"


class Recurrence(Labelled):
    ONCE = "once", "Một lần"
    YEARLY = "yearly", "Hằng năm"
    HALF_YEARLY = "half_yearly", "Sáu tháng"
    QUARTERLY = "quarterly", "Hằng quý"
    MONTHLY = "monthly", "Hằng tháng"
    SCHOOL_YEAR = "school_year", "Theo năm học"
    AD_HOC = "ad_hoc", "Đột xuất"


class Role(Labelled):
    """What a person may do for a unit."""

    PERFORMER = "performer", "Người thực hiện"
    HEAD = "head", "Thủ trưởng"
    OFFICER = "officer", "Chuyên viên theo dõi"
    LEADER = "leader", "Lãnh đạo"
    ADMIN = "admin", "Quản trị"
    INSPECTOR = "inspector", "Kiểm tra"


class ReturnReason(Labelled):
    MISSING_EVIDENCE = "missing_evidence", "Thiếu minh chứng"
    WRONG_EVIDENCE = "wrong_evidence", "Minh chứng không khớp nhiệm vụ"
    WRONG_FIGURES = "wrong_figures", "Thiếu hoặc sai số liệu"
    INCOMPLETE = "incomplete", "Chưa làm đủ nội dung"
    WRONG_PERIOD = "wrong_period", "Nhầm kỳ, nhầm đơn vị"
    OTHER = "other", "Khác"


class DeclineReason(Labelled):
    NOT_OURS = "not_ours", "Không thuộc đơn vị"
    DUPLICATE = "duplicate", "Trùng việc đã giao"
    NO_RESOURCES = "no_resources", "Không đủ nguồn lực"
    UNCLEAR = "unclear", "Nội dung chưa rõ"
    DONE_BEFORE = "done_before", "Đã làm trước khi giao"


class Obstacle(Labelled):
    """What stands in the way, as the unit says it with its progress; read by `why`."""

    BUDGET = "budget", "Kinh phí"
    STAFF = "staff", "Nhân sự"
    GUIDANCE = "guidance", "Chờ hướng dẫn"
    OTHER_UNIT = "other_unit", "Chờ đơn vị khác"
    OTHER = "other_obstacle", "Khác"


class Milestone(Labelled):
    """Why a reminder row was written."""

    DUE_SOON = "due_soon", "Sắp đến hạn"
    OVERDUE = "overdue", "Quá hạn"
    SILENT = "silent", "Chưa có tin"
    AGEING = "ageing", "Không có hạn, tồn lâu"


class EventTag(Labelled):
    """The journal's words: `subject:past_participle`."""

    DOCUMENT_REGISTERED = "document:registered", "đưa văn bản vào sổ"
    DRAFT_MADE = "draft:made", "lập bản nháp"
    DRAFT_DISCARDED = "draft:discarded", "bỏ bản nháp"
    READING_ASKED = "reading:asked", "gửi tệp để đọc"
    READING_REFUSED = "reading:refused", "không đọc được tệp"
    READING_STOPPED = "reading:stopped", "thôi đọc tệp"
    CASCADE_ISSUED = "cascade:issued", "phát hành"
    CASCADE_OPENED = "cascade:opened", "mở xong việc cho các đơn vị"
    CASCADE_REVOKED = "cascade:revoked", "thu hồi đợt triển khai"
    PERIOD_OPENED = "cascade:period_opened", "mở kỳ mới"
    LEVEL_COMPLETED = "cascade:level_completed", "hoàn thành một cấp"
    UNIT_ADDED = "cascade:unit_added", "thêm đơn vị vào đợt"
    RECEIVED = "unit_task:received", "nhận việc"
    STARTED = "unit_task:started", "ghi tiến độ"
    SUBMITTED = "unit_task:submitted", "báo xong"
    WITHDRAWN = "unit_task:withdrawn", "rút lại để sửa"
    ACCEPTED = "unit_task:accepted", "duyệt hoàn thành"
    RETURNED = "unit_task:returned", "trả lại"
    REOPENED = "unit_task:reopened", "mở lại"
    DECLINED = "unit_task:declined", "từ chối nhận"
    INSISTED = "unit_task:insisted", "vẫn giao"
    PAUSED = "unit_task:paused", "tạm dừng"
    RESUMED = "unit_task:resumed", "tiếp tục"
    EXEMPTED = "unit_task:exempted", "miễn"
    REVOKED = "unit_task:revoked", "thu hồi phần việc"
    CONTRIBUTED = "unit_task:contributed", "ghi phần phối hợp đã làm"
    PARENT_READY = "roll_up:ready", "cấp dưới đã đạt"
    PARENT_UNREADY = "roll_up:unready", "cấp dưới không còn đạt"
    DECLARED = "roll_up:declared", "công bố kết quả"
    EXTENSION_REQUESTED = "extension:requested", "xin gia hạn"
    EXTENSION_WITHDRAWN = "extension:withdrawn", "rút đề nghị gia hạn"
    EXTENSION_GRANTED = "extension:granted", "đồng ý gia hạn"
    EXTENSION_REFUSED = "extension:refused", "không đồng ý gia hạn"
    UNITS_IMPORTED = "units:imported", "nhập danh sách đơn vị"
    SIGNED_IN = "user:signed_in", "đăng nhập"
    SIGNED_OUT = "user:signed_out", "đăng xuất"
    ACCESS_REFUSED = "access:refused", "bị từ chối truy cập"
