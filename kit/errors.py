"""The errors an officer may read: one base, the docstring is the default message, the status rides on the class."""

from __future__ import annotations


class Refusal(Exception):
    """Yêu cầu chưa thực hiện được. Đề nghị kiểm tra lại nội dung rồi gửi lại."""

    status = 422

    def __init__(self, message: str | None = None, *, field: str | None = None, details: list[str] | None = None):
        self.message = message or (type(self).__doc__ or "").strip()
        self.field = field
        self.details = details or []
        super().__init__(self.message)


class NotFound(Refusal):
    """Không có mục này, hoặc không thuộc phạm vi của đơn vị."""

    status = 404


class NotAllowed(Refusal):
    """Tài khoản không có quyền làm việc này. Đề nghị liên hệ người quản trị của đơn vị."""

    status = 403


class Conflict(Refusal):
    """Nội dung vừa được người khác cập nhật. Xem lại bản mới rồi gửi lại."""

    status = 409


class KeyReused(Refusal):
    """Mã lần gửi này đã dùng cho một nội dung khác. Tải lại trang rồi gửi lại."""

    status = 422


class Busy(Refusal):
    """Máy chủ đang bận. Chờ ít giây rồi gửi lại; phần đã gõ vẫn còn."""

    status = 503


class StorageFull(Refusal):
    """Máy chủ hết chỗ lưu. Chưa lưu gì; phần đã gõ còn dưới đây."""

    status = 507
