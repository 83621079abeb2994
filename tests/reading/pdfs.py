"""PDF files written object by object: words at places, pictures of pages, and whatever an attacker would put there."""

from __future__ import annotations

import ctypes
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

A4 = (595, 842)
FONTS = [
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"),
    Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"),
    Path("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"),
]
# One code for every letter: the code is the letter's own number, and the map back is the identity.
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"%d beginbfrange\n%s\nendbfrange\nendcmap end end"
)
_RANGES = [b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in (0, 1, 0x1E, 0x20)]


# The turn that makes words stand upright again on a page that is shown turned, and where it begins.
_LYING = {90: b"0 1 -1 0 %g %g cm\n", 180: b"-1 0 0 -1 %g %g cm\n", 270: b"0 -1 1 0 %g %g cm\n"}
_CORNER: dict[int, Callable[[tuple[float, float]], tuple[float, float]]] = {
    90: lambda box: (box[1], 0),
    180: lambda box: box,
    270: lambda box: (0, box[0]),
}


@dataclass(frozen=True)
class Words:
    """Some words at a place counted from the lower left corner, in points."""

    x: float
    y: float
    text: str
    size: float = 12


@dataclass(frozen=True)
class Picture:
    """A grey picture that covers the page."""

    pixels: bytes
    width: int
    height: int


Page = Sequence[Words | Picture]


def pdf(
    pages: Iterable[Page],
    *,
    box: tuple[float, float] = A4,
    turned: int = 0,
    lying: int = 0,
    drawn: bytes = b"",
    trailer: bytes = b"",
) -> bytes:
    """A PDF of these pages.

    `turned` is what /Rotate says of each of them; `lying` writes the words so that they stand upright on a page so turned;
    `drawn` is drawn on every page.
    """
    extra = drawn
    objects: list[bytes] = [b"", b"", *_font()]
    kids = []
    for page in pages:
        pictures = []
        drawn = extra + b"\n" + (_LYING[lying] % _CORNER[lying](box) if lying else b"")
        for each in page:
            if isinstance(each, Picture):
                objects.append(_stream(_picture_head(each), each.pixels))
                pictures.append(b"/I%d %d 0 R" % (len(pictures), len(objects)))
                drawn += b"q %g 0 0 %g 0 0 cm /I%d Do Q\n" % (*box, len(pictures) - 1)
            else:
                code = each.text.encode("utf-16-be").hex().upper().encode()
                drawn += b"BT /F %g Tf %g %g Td <%s> Tj ET\n" % (each.size, each.x, each.y, code)
        objects.append(_stream(b"", drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Rotate %d/Contents %d 0 R/Resources<</Font<</F 3 0 R>>/XObject<<%s>>>>>>"
            % (*box, turned, len(objects), b" ".join(pictures))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return assembled(objects, trailer)


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The file of some objects; the first is the catalogue."""
    out, places = [b"%PDF-1.7\n"], []
    length = len(out[0])
    for number, each in enumerate(objects, start=1):
        places.append(length)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, each))
        length += len(out[-1])
    out.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out += [b"%010d 00000 n \n" % place for place in places]
    out.append(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, length))
    return b"".join(out)


def lines(text: str, *, x: float = 60, top: float = 780, step: float = 16, size: float = 12) -> list[Words]:
    """Lines one below the other."""
    return [Words(x, top - step * place, line, size) for place, line in enumerate(text.split("\n")) if line.strip()]


def pictured(text: str, *, dpi: int = 200, size: float = 12) -> Picture | None:
    """Words drawn by the PDF library itself in a font of this machine; None when it has none with Vietnamese letters."""
    font = next((each for each in FONTS if each.exists()), None)
    if font is None:
        return None
    document = pdfium.PdfDocument.new()
    page = document.new_page(*A4)
    data = font.read_bytes()
    buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    loaded = raw.FPDFText_LoadFont(document.raw, buffer, len(data), raw.FPDF_FONT_TRUETYPE, 1)
    for number, line in enumerate(text.split("\n")):
        written = raw.FPDFPageObj_CreateTextObj(document.raw, loaded, size)
        raw.FPDFText_SetText(written, (ctypes.c_ushort * (len(line) + 1))(*map(ord, line), 0))
        raw.FPDFPageObj_Transform(written, 1, 0, 0, 1, 60, 780 - 1.5 * size * number)
        raw.FPDFPage_InsertObject(page.raw, written)
    page.gen_content()
    pixels = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    return Picture(pixels.tobytes(), pixels.shape[1], pixels.shape[0])


def _stream(head: bytes, data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (head, len(packed), packed)


def _picture_head(picture: Picture) -> bytes:
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (
        picture.width,
        picture.height,
    )


def _font() -> list[bytes]:
    """Objects 3 to 6: a font without letters, whose codes are readable all the same."""
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/Plain/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Plain/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500/FontDescriptor 6 0 R>>",
        _stream(b"", _TO_UNICODE % (len(_RANGES), b"\n".join(_RANGES))),
        b"<</Type/FontDescriptor/FontName/Plain/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
    ]
