"""Passwords: how they are kept and which are refused. Knows no accounts and no tables.

argon2id at 19 MiB, two passes, one lane: the library's default of 64 MiB turns a morning's sign-ins into an outage on a
small machine. The semaphore bounds how many are reckoned at once for the same reason.
"""

from __future__ import annotations

import itertools
import re
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from kit.errors import Refusal
from kit.text import fold

MIN_LENGTH = 8
MAX_LENGTH = 256

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once = threading.BoundedSemaphore(4)

# What is guessed first in this country. Compared without marks, digits stripped from the end.
_COMMON = frozenset(
    """
    password matkhau admin administrator quantri qwerty qwertyuiop abcdef abcabc iloveyou anhyeuem emyeuanh yeuem
    welcome letmein vietnam hanoi saigon tphcm hochiminh truonghoc hocsinh giaovien hieutruong phonggddt ubnd
    thongsuot asdfgh asdfghjkl zxcvbn zxcvbnm dragon monkey football superman batman sunshine princess master
    shadow michael passw p@ssword p@ssw0rd passw0rd matkhaumoi khongco khongbiet motnamba aaaaaa conmeo nhatrang
    danang haiphong cantho giaoduc
    """.split()
)


def hash_password(password: str) -> str:
    """The stored form of an acceptable password.

    Raises:
        Refusal: too short, too long, or among those guessed first.
    """
    plain = _normal(password)
    if len(plain) < MIN_LENGTH:
        raise Refusal(f"Mật khẩu cần ít nhất {MIN_LENGTH} ký tự; nên dùng một câu dài từ 15 ký tự.", field="password")
    if len(plain) > MAX_LENGTH:
        raise Refusal(f"Mật khẩu dài quá {MAX_LENGTH} ký tự. Đặt ngắn lại.", field="password")
    if _is_common(plain):
        raise Refusal(
            "Mật khẩu này có trong danh sách hay bị đoán. Đặt một câu khác, ví dụ ba từ không liên quan.",
            field="password",
        )
    with _at_once:
        return _hasher.hash(plain)


def matches(stored: str, password: str) -> bool:
    """Whether the password is the stored one. An empty `stored` costs the same time and never matches."""
    plain = _normal(password)[:MAX_LENGTH]
    with _at_once:
        try:
            return _hasher.verify(stored or _decoy(), plain) and bool(stored)
        except (Argon2Error, InvalidHashError):
            return False


_decoy_hash: str | None = None


def _decoy() -> str:
    global _decoy_hash
    if _decoy_hash is None:
        _decoy_hash = _hasher.hash("khong mot ai dung cau nay")
    return _decoy_hash


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _is_common(plain: str) -> bool:
    bare = fold(plain).replace(" ", "")
    stem = re.sub(r"[\d\W_]+$", "", bare)
    if bare in _COMMON or stem in _COMMON or len(set(bare)) <= 2:
        return True
    digits = bare if bare.isdecimal() else ""
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(digits)}
    return bool(digits) and (len(steps) == 1 or digits in {"12341234", "11223344", "123123123", "12312312"})
