"""Looking changes nothing: every address a person can reach by links is opened, and not one transaction is committed.

Chat programs open links before people do; a page that writes when it is looked at would act for them.
"""

from __future__ import annotations

import re
import sqlite3
from collections import deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest

from tests.acceptance import district_story as story
from tests.acceptance.conftest import Told
from tests.acceptance.surfaces import Visitor

PEOPLE = {"leadership": "lanhdao.quan", "office": story.DEPARTMENT, "unit": "hoasen"}
MOST = 90
BEGIN = ("/", "/viec", "/giao", "/toan-canh", "/duyet", "/van-ban", "/thong-bao", "/giao/moi")


@pytest.mark.parametrize("who", PEOPLE)
def test_no_address_writes_when_it_is_opened(told: Told, who: str) -> None:
    visitor = Visitor(told.district, PEOPLE[who])
    watcher = sqlite3.connect(told.path)
    before = _commits(watcher)
    seen = dict(_crawl(visitor))
    watcher_after = _commits(watcher)
    watcher.close()
    assert watcher_after == before, "something was committed while people only looked"
    assert set(seen.values()) <= {200, 303, 307}, {address: status for address, status in seen.items() if status >= 400}
    assert len(seen) > 25
    print(f"{who}: {len(seen)} addresses, nothing written")


def _commits(watcher: sqlite3.Connection) -> int:
    """Changes when any other connection has committed to the file."""
    return int(watcher.execute("PRAGMA data_version").fetchone()[0])


def _crawl(visitor: Visitor) -> Iterator[tuple[str, int]]:
    """Breadth first over the links of this site; of addresses that differ by their numbers alone, a few."""
    waiting, known = deque(BEGIN), set(BEGIN)
    shapes: dict[str, int] = {}
    opened = 0
    while waiting and opened < MOST:
        address = waiting.popleft()
        shape = re.sub(r"\d+", "0", address)
        shapes[shape] = shapes.get(shape, 0) + 1
        if shapes[shape] > 2:
            continue
        answer = visitor.client.get(address, follow_redirects=False)
        opened += 1
        yield address, answer.status_code
        found = re.findall(r'href="([^"#]+)', answer.text) if "html" in answer.headers.get("content-type", "") else []
        for link in [answer.headers.get("location", ""), *map(unescape, found)]:
            here = urlsplit(link)
            if not here.netloc and here.path.startswith("/") and not here.path.startswith(("/static", "/ngon-ngu")):
                target = here.path + (f"?{here.query}" if here.query else "")
            elif link.startswith("?"):
                target = urlsplit(address).path + link
            else:
                continue
            if target not in known:
                known.add(target)
                waiting.append(target)
