"""Picture files: how large one is before it is opened, and its grey pixels, so that it can be turned.

Knows the heads of three kinds of files and how to wrap a picture into a page that the PDF library draws; refuses to know what
is pictured.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import Any

from documents.errors import UnreadableFile

BROKEN = "Ảnh bị hỏng hoặc bị cắt cụt. Hãy quét hoặc chụp lại."
_COLOURS = {0: (1, b"/DeviceGray"), 2: (3, b"/DeviceRGB")}


def grey_pixels(picture: bytes) -> Any | None:
    """A picture of known kind as rows of grey; None when it is of a kind that cannot be opened here."""
    import numpy as np

    plain = re.match(rb"P5\n(\d+) (\d+)\n255\n", picture)
    if plain:
        width, height = int(plain.group(1)), int(plain.group(2))
        return np.frombuffer(picture, np.uint8, width * height, plain.end()).reshape(height, width)
    if picture.startswith(b"\xff\xd8"):
        return _drawn(picture, b"/Filter/DCTDecode", *_jpeg(picture))
    if picture.startswith(b"\x89PNG"):
        return _png(picture)
    return None


def _jpeg(picture: bytes) -> tuple[int, int, bytes, int]:
    width, height = picture_size(picture)
    frame = re.search(rb"\xff[\xc0-\xc2]..\x08....(.)", picture, re.DOTALL)
    parts = frame.group(1)[0] if frame else 3
    return width, height, {1: b"/DeviceGray", 4: b"/DeviceCMYK"}.get(parts, b"/DeviceRGB"), 8


def _png(picture: bytes) -> Any | None:
    width, height, depth, kind, _, _, woven = struct.unpack(">IIBBBBB", picture[16:29])
    if woven or kind not in _COLOURS:
        return None
    colours, space = _COLOURS[kind]
    data, place = b"", 8
    while place + 8 <= len(picture):
        (length,) = struct.unpack(">I", picture[place : place + 4])
        if picture[place + 4 : place + 8] == b"IDAT":
            data += picture[place + 8 : place + 8 + length]
        place += 12 + length
    how = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>"
    return _drawn(data, how % (colours, depth, width), width, height, space, depth)


def _drawn(data: bytes, how: bytes, width: int, height: int, space: bytes, depth: int) -> Any | None:
    import pypdfium2 as pdfium

    draw = zlib.compress(b"q %d 0 0 %d 0 0 cm /I Do Q" % (width, height))
    size = b"/Width %d/Height %d/ColorSpace%s/BitsPerComponent %d" % (width, height, space, depth)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
        % (width, height),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        b"<</Type/XObject/Subtype/Image%s%s/Length %d>>stream\n%s\nendstream" % (size, how, len(data), data),
    ]
    made = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, start=1))
    try:
        # Without a table of places the library looks for the objects itself.
        document = pdfium.PdfDocument(made + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF")
        try:
            return document[0].render(scale=1, grayscale=True).to_numpy().copy()
        finally:
            document.close()
    except pdfium.PdfiumError:
        return None


def grey_picture(pixels: Any) -> bytes:
    """Grey pixels as the plainest picture file there is."""
    height, width = pixels.shape[:2]
    return b"P5\n%d %d\n255\n" % (width, height) + pixels.tobytes()


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height from the first bytes, before any decoder sees the picture."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", data[16:24])
            return width, height
        if data.startswith(b"\xff\xd8"):
            return _jpeg_size(data)
        if data[:4] in (b"II*\x00", b"MM\x00*"):
            return _tiff_size(data)
    except (struct.error, IndexError):
        pass
    raise UnreadableFile(BROKEN)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(data):
        if data[place] != 0xFF:
            raise UnreadableFile(BROKEN)
        marker = data[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        if marker == 0xFF:
            place += 1
        elif marker == 0x01 or 0xD0 <= marker <= 0xD9:
            place += 2
        else:
            place += 2 + int(struct.unpack(">H", data[place + 2 : place + 4])[0])
    raise UnreadableFile(BROKEN)


def _tiff_size(data: bytes) -> tuple[int, int]:
    order = "<" if data.startswith(b"II") else ">"
    (first,) = struct.unpack(order + "I", data[4:8])
    (count,) = struct.unpack(order + "H", data[first : first + 2])
    found: dict[int, int] = {}
    for index in range(min(count, 200)):
        at = first + 2 + 12 * index
        tag, kind = struct.unpack(order + "HH", data[at : at + 4])
        if tag in (256, 257):
            size = data[at + 8 : at + 10] if kind == 3 else data[at + 8 : at + 12]
            (found[tag],) = struct.unpack(order + ("H" if kind == 3 else "I"), size)
    if len(found) < 2:
        raise UnreadableFile(BROKEN)
    return found[256], found[257]
