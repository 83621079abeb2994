"""`python -P -m tests.reading.properties --cases 10000`: whatever comes is read or refused in a sentence; nothing crashes or hangs.

Cases are drawn from any bytes under any name, any text, words of offices in any order, and our own papers with something changed.
One seed draws the same cases again; a case that breaks the promise is printed so that it can be made again alone.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from documents.child import source_of
from documents.errors import UnreadableFile
from documents.parsed import ParsedDocument
from documents.reader import read_source
from tests.reading.files import docx, numbered, paragraph, table
from tests.reading.pdfs import lines, pdf

PAPERS = Path(__file__).parent / "papers"
NAMES = [
    "a.txt",
    "a.docx",
    "a.pdf",
    "a.doc",
    "a.rtf",
    "a.odt",
    "a.png",
    "a.jpg",
    "a.tif",
    "a.md",
    "a.xyz",
    "a",
    "a.docm",
]
HEADS = [
    b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0",
    b"II*\0", b"\xef\xbb\xbf", b"\xff\xfe",
]  # fmt: skip
BLOCKS = (
    "I. |II. NHIỆM VỤ|1. |1.1. |a) |- |+ |* |\n|\n|\t|Căn cứ |Kế hoạch số 12/KH-UBND ngày 31/02/2031 |của UBND huyện |Đơn vị chủ trì: |Sở Y tế|"
    ", | và |;|:|.|trước ngày 30/13|báo cáo |Nơi nhận:|Lưu: VT|KT. CHỦ TỊCH|KẾ HOẠCH|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Điều 1. |(|“|"
    "\t\t|Kính gửi: |phối hợp với |V/v |#SoKyHieu|0900 000 012|các trường |hằng năm |Số: |/QĐ-|PHỤ LỤC|Thủ trưởng "
).split("|")
# A case is some hundred words; whoever needs longer than this has lost its way.
PATIENCE = 60


class Hanging(BaseException):
    """Raised out of a case that does not come back."""


@dataclass
class Outcome:
    """How many cases of which kind ended how, and those that broke the promise."""

    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def any_bytes(random: Random) -> tuple[str, bytes]:
    return random.choice(NAMES), random.choice(HEADS) + random.randbytes(random.choice([0, 1, 7, 100, 3000]))


def any_text(random: Random) -> tuple[str, bytes]:
    """Letters of every script, marks without letters, controls, halves of pairs."""
    ranges = [
        (0, 0x7F),
        (0xA0, 0x24F),
        (0x300, 0x36F),
        (0x1EA0, 0x1EFF),
        (0x2000, 0x206F),
        (0x4E00, 0x4E80),
        (0xD800, 0x10FFFF),
    ]
    letters = []
    for _ in range(random.randrange(400)):
        low, high = random.choice(ranges)
        letters.append(chr(random.randint(low, high)))
    coding = random.choice(["utf-8", "utf-8", "utf-16", "utf-16-be"])
    return "a.txt", "".join(letters).encode(coding, "surrogatepass")


def any_jumble(random: Random) -> tuple[str, bytes]:
    return "a.txt", "".join(random.choices(BLOCKS, k=random.randrange(120))).encode()


def changed_paper(random: Random) -> tuple[str, bytes]:
    """One of our papers with lines lost, doubled, moved, joined or misspelt."""
    rows = random.choice(papers()).split("\n")
    for _ in range(random.randint(1, 12)):
        place, other = random.randrange(len(rows)), random.randrange(len(rows))
        what = random.randrange(6)
        if what == 0 and len(rows) > 5:
            del rows[place]
        elif what == 1:
            rows.insert(other, rows[place])
        elif what == 2:
            rows[place] = rows[place].replace(" ", random.choice(["  ", "\t", "", "\n", "|"]))
        elif what == 3:
            rows[place] = rows[place].swapcase()
        elif what == 4:
            cut = random.randint(0, len(rows[place]))
            rows[place] = rows[place][:cut] + random.choice(BLOCKS) + rows[place][cut:]
        else:
            rows[place] += rows[other]
    return "a.txt", "\n".join(rows).encode()


def broken_file(random: Random) -> tuple[str, bytes]:
    """A Word file or a PDF in which some bytes are wrong, missing or too many."""
    name, whole = random.choice(files())
    data = bytearray(whole)
    for _ in range(random.choice([1, 1, 3, 20])):
        place = random.randrange(len(data))
        what = random.randrange(4)
        if what == 0:
            data[place] = random.randrange(256)
        elif what == 1:
            del data[place : place + random.randrange(1, 40)]
        elif what == 2:
            data[place:place] = random.randbytes(random.randrange(1, 40))
        else:
            data[place : place + 8] = random.choice([b"\xff" * 8, b"\0" * 8, b"99999999", b"-1 0 R  "])
        data = data or bytearray(b"x")
    return name, bytes(data)


KINDS: dict[str, Callable[[Random], tuple[str, bytes]]] = {
    "any bytes under any name": any_bytes, "any text": any_text, "words of offices in any order": any_jumble,
    "papers with something changed": changed_paper, "Word and PDF files with wrong bytes": broken_file,
}  # fmt: skip


@functools.cache
def papers() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(PAPERS.glob("*.txt"))]


@functools.cache
def files() -> list[tuple[str, bytes]]:
    """Packed and loose: a wrong byte should meet the parsers, not only the checksum of the package."""
    words = [line for line in papers()[0].split("\n") if line.strip()][:25]
    body = "".join(numbered(line.replace("&", "và").replace("<", "")) for line in words) + table(
        ["TT", "Việc"], ["1", "Trồng cây"]
    )
    return [
        ("a.docx", docx(body)),
        ("a.docx", docx(paragraph("x") + body)),
        ("a.pdf", pdf([lines("\n".join(words))] * 2)),
    ]


def judged(name: str, data: bytes) -> str:
    """How a case ended; anything but a sound reading or a clear sentence is raised."""
    try:
        reading = read_source(source_of(data, name))
    except UnreadableFile as refused:
        said = refused.message
        if not said.endswith(".") or "\n" in said or len(said) > 300:
            raise AssertionError(f"not one clear sentence: {said!r}") from refused
        return "refused"
    sound(reading)
    return "read"


def sound(reading: ParsedDocument) -> None:
    json.dumps(reading.to_json())
    for finding in (
        *reading.tasks,
        *reading.citations,
        *reading.reporting,
        *reading.problems,
        *reading.recipients,
        *reading.report_forms,
    ):
        start, end = finding.span
        if not 0 <= start <= end <= len(reading.text):
            raise AssertionError(f"a place outside the text: {finding}")


def run(cases: int, seed: int, only: int | None = None) -> Outcome:
    outcome = Outcome()
    kinds = list(KINDS)
    for number in range(cases) if only is None else [only]:
        kind = kinds[number % len(kinds)]
        name, data = KINDS[kind](Random(f"{seed}/{number}"))
        started = time.perf_counter()
        try:
            with _patience():
                end = judged(name, data)
        except (Exception, Hanging):  # noqa: BLE001 - whatever it is, it is what is looked for
            end = "broken"
            outcome.broken.append(
                f"case {number} ({kind}, {name}, {len(data)} bytes)\n{traceback.format_exc(limit=-4)}"
            )
        outcome.ends[kind, end] += 1
        outcome.slowest = max(outcome.slowest, (time.perf_counter() - started, f"case {number}, {kind}"))
    return outcome


@contextmanager
def _patience() -> Iterator[None]:
    def ring(signum: int, frame: object) -> None:
        raise Hanging(f"no answer in {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -P -m tests.reading.properties")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2031)
    parser.add_argument("--only", type=int, help="one case by its number, to look at it")
    options = parser.parse_args(argv)
    # What the recogniser or an office suite would make of noise is no case of ours, and takes seconds each.
    os.environ["PATH"] = ""
    outcome = run(options.cases, options.seed, options.only)
    for kind in KINDS:
        told = ", ".join(f"{outcome.ends[kind, end]} {end}" for end in ("read", "refused", "broken"))
        print(f"{kind}: {told}")
    print(f"slowest: {outcome.slowest[0]:.2f} s ({outcome.slowest[1]})")
    print(*outcome.broken[:20], sep="\n")
    print(f"{sum(outcome.ends.values())} cases, seed {options.seed}: {len(outcome.broken)} broke the promise")
    return 1 if outcome.broken else 0


if __name__ == "__main__":
    sys.exit(main())
