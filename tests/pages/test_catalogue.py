"""The English catalogue: every word of the pages has one, placeholders agree, and what is read at run time is what was written."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from kit import vocabulary
from web import views

WEB = Path(views.__file__).parent
PO = WEB / "locale" / "en" / "LC_MESSAGES" / "thongsuot.po"
METHODS = [("**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {
    "**.html": {"newstyle_gettext": "true", "trimmed": "true", "extensions": "jinja2.ext.do", "encoding": "utf-8"}
}
TOLD_IN_JOURNALS_ONLY = {"EventTag"}


def english() -> dict[str, str]:
    with PO.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, locale="en") if entry.id}


def words_of_the_pages() -> set[str]:
    keywords = {"_": None, "gettext": None, "translated": None}
    return {str(found[2]) for found in extract_from_dir(str(WEB), METHODS, OPTIONS, keywords)}


def words_of_the_vocabulary() -> set[str]:
    kinds = [
        each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, vocabulary.Labelled)
    ]
    return {member.label for kind in kinds if kind.__name__ not in TOLD_IN_JOURNALS_ONLY for member in kind}


def test_every_word_of_the_pages_has_an_english_one() -> None:
    known = english()
    wanted = words_of_the_pages() | words_of_the_vocabulary() | set(views.SAID.values()) | set(views.WEEKDAYS)
    missing = {word for word in wanted if not known.get(word)}
    assert not missing, (
        "add them to web/locale/en/LC_MESSAGES/thongsuot.po and compile it, as web/locale/babel.cfg says"
    )


def test_what_stands_in_the_words_stands_in_the_english() -> None:
    place = re.compile(r"%(?:\(\w+\))?s|<br>")
    wrong = {word for word, told in english().items() if sorted(place.findall(word)) != sorted(place.findall(told))}
    assert not wrong


def test_what_is_read_is_what_was_written() -> None:
    read = gettext.translation("thongsuot", WEB / "locale", ["en"])
    assert {word: read.gettext(word) for word in english()} == english()
