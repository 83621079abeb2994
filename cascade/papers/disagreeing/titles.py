"""Two wordings of one paper's title. Pure; a title cut short, or spelled by a scanner, is not another wording."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from cascade.papers.findings import Disagreement, Findings, Said
from cascade.papers.naming import is_well_spelled
from cascade.units.directory import words_key

_ALIKE_WORD = 50.0
_FEWEST = 6


def two_titles(findings: Findings) -> Iterator[Disagreement]:
    """One sentence for each cited paper, with one place for each wording."""
    for paper, said in findings.by_cited():
        kept: list[Said] = []
        # Well spelled wordings first: they are the ones worth showing.
        for each in sorted(said, key=lambda one: (not is_well_spelled(one.title), -len(_opening(one.title)[0]))):
            if len(words_key(each.title).split()) < _FEWEST:
                continue
            if not any(same_title(each.title, other.title) for other in kept):
                kept.append(each)
        if len(kept) > 1:
            one, other = kept[0], kept[1]
            first, second = difference(one.title, other.title)
            message = (
                f"Trích yếu của {paper.name} được ghi khác nhau: “{first}” ({findings.of(one).name}) và “{second}” "
                f"({findings.of(other).name}). Ghi theo bản gốc."
            )
            yield Disagreement("titles_differ", message, tuple(findings.place(each) for each in kept))


def same_title(one: str, other: str) -> bool:
    """Whether two titles say the same words as far as both go; of damaged ones only the opening words are compared.

    "phê duyệt …" and "về phê duyệt …" are one wording, "về tiếp tục …" and "về việc tiếp tục …" are two.
    """
    (opening, a), (other_opening, b) = _opening(one), _opening(other)
    if opening and other_opening and opening != other_opening:
        return False
    if not (is_well_spelled(one) and is_well_spelled(other)):
        return True
    size = min(len(a), len(b))
    return a[:size] == b[:size]


def _opening(title: str) -> tuple[str, list[str]]:
    """ "ve", "ve viec" or nothing, and the words after it; a scanner's "vé vige" is "về việc" still."""
    words = words_key(_quoted(title)).split()
    if not words or fuzz.ratio(words[0], "ve") < _ALIKE_WORD or len(words[0]) > 2:
        return "", words
    is_long = len(words) > 1 and words[1][:2] == "vi" and fuzz.ratio(words[1], "viec") >= _ALIKE_WORD
    return ("ve viec", words[2:]) if is_long else ("ve", words[1:])


def difference(one: str, other: str, around: int = 4) -> tuple[str, str]:
    """The words by which two titles differ, with a few around them."""
    a, b = _quoted(one).split(), _quoted(other).split()
    first, second = _opening(one), _opening(other)
    # One wording of the opening ("ban hành", "về ban hành") is not what differs.
    skip = (
        (0, 0) if first[0] and second[0] and first[0] != second[0] else (len(first[0].split()), len(second[0].split()))
    )
    keys = [words_key(word) for word in a[skip[0] :]], [words_key(word) for word in b[skip[1] :]]
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag != "equal":
            return _window(a, a1 + skip[0], a2 + skip[0], around), _window(b, b1 + skip[1], b2 + skip[1], around)
    return " ".join(a[: 2 * around]), " ".join(b[: 2 * around])


def _window(words: list[str], start: int, end: int, around: int) -> str:
    return " ".join(words[max(0, start - around) : end + around])


def _quoted(title: str) -> str:
    return re.sub(r"[“”\"]", "", title)
