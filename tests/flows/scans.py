"""Scans made on the spot: words drawn by a font every PDF reader has, then only their picture kept; and who sends them."""

from __future__ import annotations

import pypdfium2 as pdfium
from sqlalchemy import insert

from kit.vocabulary import Role
from models import Membership
from tests.country import Country
from tests.reading.pdfs import Picture, assembled, pdf

WORDS = ("KE HOACH", "Bao dam an toan truong hoc", "1. Ra soat san truong.", "2. Kiem tra bep an.")


def scan(pages: int) -> bytes:
    """A scanned PDF of so many pages, every one the picture of a few words; each takes a recogniser a good part of a second."""
    drawn = b"".join(b"BT /F 22 Tf 60 %d Td (%s) Tj ET\n" % (760 - 40 * at, w.encode()) for at, w in enumerate(WORDS))
    printed = assembled([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>",
    ])  # fmt: skip
    document = pdfium.PdfDocument(printed)
    pixels = document[0].render(scale=2, grayscale=True).to_numpy()
    document.close()
    picture = Picture(pixels.tobytes(), pixels.shape[1], pixels.shape[0])
    return pdf([[picture]] * pages)


def give_office(country: Country) -> None:
    """The district's clerk may make drafts: whoever asked is looked up again when the draft is made."""
    values = {"user_id": country.users["quan"], "unit_id": country.units["quan"], "role": Role.OFFICER}
    country.db.write(lambda tx: tx.execute(insert(Membership).values(**values)))
