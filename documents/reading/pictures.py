"""The grey pixels of a picture file, so that it can be turned.

Knows how to wrap a picture into a page that the PDF library draws; refuses what that library cannot open.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import Any

import numpy as np

_COLOURS = {0: (1, b"/DeviceGray"), 2: (3, b"/DeviceRGB")}


def grey_pixels(picture: bytes) -> Any | None:
    """A picture of known kind as rows of grey; None when it is of a kind that cannot be opened here."""
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
    from documents.reading.scan import picture_size

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
