"""Paper whose marks a scanner lost: well-known phrases are recognised through misread letters.

Knows the standing phrases of offices; refuses to touch words it does not know, and never the text itself, only the key to it.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from documents.patterns import bare
from documents.reading.syllables import all_syllables, is_syllable

_PHRASES = """
các cơ sở giáo dục|cơ sở giáo dục|hiệu trưởng các trường|thủ trưởng các đơn vị|thủ trưởng đơn vị
các đơn vị trực thuộc|các đơn vị liên quan|các cơ quan liên quan|các đơn vị có liên quan|các cơ quan, đơn vị
các trường mầm non|các trường tiểu học|các trường trung học cơ sở|trung học cơ sở|trung học phổ thông|mầm non
tiểu học|ủy ban nhân dân tỉnh|ủy ban nhân dân huyện|ủy ban nhân dân quận|ủy ban nhân dân thành phố
ủy ban nhân dân xã|ủy ban nhân dân phường|ủy ban nhân dân|hội đồng nhân dân|phòng giáo dục và đào tạo
sở giáo dục và đào tạo|bộ giáo dục và đào tạo|giáo dục và đào tạo|phòng nội vụ|phòng y tế|trung tâm y tế
phòng văn hóa - xã hội|phòng văn hóa và thông tin|phòng tài chính - kế hoạch|lao động - thương binh và xã hội
phòng tư pháp|công an|ban chỉ huy quân sự|ủy ban mặt trận tổ quốc|mặt trận tổ quốc việt nam|đoàn thanh niên
hội liên hiệp phụ nữ|hội nông dân|hội cựu chiến binh|liên đoàn lao động|công đoàn|bộ chính trị|ban bí thư
ban chấp hành trung ương|ban thường vụ|thành ủy|tỉnh ủy|huyện ủy|quận ủy|đảng ủy|thủ tướng chính phủ|chính phủ
quốc hội|các ban, ngành, đoàn thể|các ban ngành|ban, ngành, đoàn thể|các xã, phường|các xã, thị trấn
các phòng, ban|ban giám hiệu|giáo viên chủ nhiệm|phối hợp với|phối hợp|chủ trì|đơn vị chủ trì|đơn vị phối hợp
thời gian thực hiện|tổ chức thực hiện|triển khai thực hiện|thực hiện|xây dựng|triển khai|tổ chức|tăng cường
đẩy mạnh|tiếp tục|thường xuyên|báo cáo|trước ngày|hằng năm|hàng năm|hằng tháng|định kỳ|đột xuất|trong dịp
chậm nhất|hoàn thành|kế hoạch|chỉ thị|quyết định|nghị quyết|nghị định|thông tư|công văn|chương trình|hướng dẫn
thông báo|ban hành|yêu cầu|đề nghị|căn cứ|kính gửi|nơi nhận|như trên|trích yếu|phòng, chống|mục đích|yêu cầu
nhiệm vụ|giải pháp|nội dung|kinh phí|tuyên truyền|chế độ báo cáo|thông tin, báo cáo|độc lập - tự do - hạnh phúc
cộng hòa xã hội chủ nghĩa việt nam|trưởng phòng|phó trưởng phòng|chủ tịch|phó chủ tịch|giám đốc|phó giám đốc
hiệu trưởng|phó hiệu trưởng|chính quyền địa phương|địa phương|thành phố|như sau|nhằm|của bộ|của thủ tướng
của chính phủ|của quốc hội|của sở|của phòng|của ủy ban|thuộc thẩm quyền|luật trẻ em|bộ luật lao động
cha mẹ học sinh|trạm y tế|bảo hiểm xã hội|văn phòng|trường học|nhà trường|các trường
"""
_TOKEN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1)
def _by_length() -> dict[int, list[tuple[tuple[str, ...], str]]]:
    found: dict[int, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in re.split(r"[|\n]", _PHRASES):
        phrase = phrase.strip()
        if phrase:
            tokens = tuple("".join(bare(char) for char in word) for word in _TOKEN.findall(phrase))
            found.setdefault(len(tokens), []).append((tokens, phrase))
    return found


@lru_cache(maxsize=1)
def _single_words() -> frozenset[str]:
    return frozenset(token for phrases in _by_length().values() for tokens, _ in phrases for token in tokens)


def repaired(key: str) -> str:
    """The same key, equally long, with the standing phrases put right; a shorter word is padded with spaces."""
    spans = [(found.start(), found.end()) for found in _TOKEN.finditer(key)]
    words = tuple(key[start:end] for start, end in spans)
    chars = list(key)
    place = 0
    while place < len(words):
        best = min(
            (
                (-len(tokens), apart, tokens)
                for tokens in _starting_like(words[place])
                if (apart := _close(words[place : place + len(tokens)], tokens)) is not None
                and _joined(key, spans[place : place + len(tokens)])
            ),
            default=None,
        )
        tokens = best[2] if best else ()
        for (start, end), token in zip(spans[place : place + len(tokens)], tokens, strict=True):
            chars[start:end] = token.ljust(end - start)
        place += len(tokens) or 1
    return "".join(chars)


@lru_cache(maxsize=20000)
def _starting_like(word: str) -> tuple[tuple[str, ...], ...]:
    """The phrases this word may begin, the longest first."""
    return tuple(
        tokens
        for size in sorted(_by_length(), reverse=True)
        for tokens, _ in _by_length()[size]
        if _near(word, tokens[0])
    )


def _near(word: str, token: str) -> bool:
    return len(word) >= len(token) and _apart(word, token) <= (1 if len(token) < 4 else 2)


def _joined(key: str, spans: list[tuple[int, int]]) -> bool:
    """Words of one phrase are parted by spaces and at most a comma or hyphen."""
    return all(re.fullmatch(r"\s*[,\-]?\s*", key[a[1] : b[0]]) for a, b in itertools.pairwise(spans))


@lru_cache(maxsize=50000)
def _close(words: tuple[str, ...], tokens: tuple[str, ...]) -> int | None:
    """How far the printed words are from the phrase; None when they are something else."""
    if len(words) < len(tokens):
        return None
    if len(tokens) == 1:
        # A lone word is put right only when it is no word as it stands.
        lone = len(tokens[0]) > 4 and not is_bare_syllable(words[0]) and _apart(words[0], tokens[0]) == 1
        return 1 if lone else None
    total = 0
    for word, token in zip(words, tokens, strict=True):
        if word != token:
            if not _near(word, token):
                return None
            total += _apart(word, token)
    # A phrase that stands as it should is matched too, so that no shorter one bends its words.
    return total if total <= (max(1, len(tokens) - 1) if len(tokens) < 4 else len(tokens)) else None


@lru_cache(maxsize=50000)
def _apart(one: str, other: str) -> int:
    """Edit distance, cut at 3."""
    if abs(len(one) - len(other)) > 2:
        return 3
    row = list(range(len(other) + 1))
    for index, char in enumerate(one, start=1):
        previous, row[0] = row[0], index
        for place, letter in enumerate(other, start=1):
            previous, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, previous + (char != letter))
    return min(row[-1], 3)


@lru_cache(maxsize=20000)
def is_bare_syllable(word: str) -> bool:
    return is_syllable(word) or word in _single_words() or word in _bare_syllables()


@lru_cache(maxsize=1)
def _bare_syllables() -> frozenset[str]:
    return frozenset("".join(bare(char) for char in each) for each in all_syllables())


def restored(words: str) -> str:
    """Known phrases with their marks again, in the case in which they were printed."""
    spans = [(found.start(), found.end()) for found in _TOKEN.finditer(words)]
    plain = ["".join(bare(char) for char in words[start:end]) for start, end in spans]
    out: list[str] = []
    place = index = 0
    while index < len(spans):
        for length in range(min(8, len(spans) - index), 0, -1):
            phrase = next(
                (
                    full
                    for tokens, full in _by_length().get(length, [])
                    if tuple(plain[index : index + length]) == tokens
                ),
                None,
            )
            if phrase is not None:
                start, end = spans[index][0], spans[index + length - 1][1]
                out += [words[place:start], _in_case(phrase, words[start:end])]
                place = end
                index += length
                break
        else:
            index += 1
    out.append(words[place:])
    return "".join(out)


def _in_case(phrase: str, printed: str) -> str:
    if printed.isupper():
        return phrase.upper()
    originals = _TOKEN.findall(printed)

    def cased(found: re.Match[str]) -> str:
        original = originals.pop(0) if originals else "x"
        return found.group().capitalize() if original[:1].isupper() else found.group()

    return _TOKEN.sub(cased, phrase)
