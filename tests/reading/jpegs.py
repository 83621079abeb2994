"""A grey photograph as a JPEG file: the plainest coder there is, with codes of equal length."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

STEP = 12
_ZIGZAG = sorted(
    ((row, column) for row in range(8) for column in range(8)),
    key=lambda at: (sum(at), at[0] if sum(at) % 2 else -at[0]),
)
# Every pair of (zeros before, size of the value) has its own number, and the number is its code.
_PAIRS = [0x00, 0xF0, *(zeros << 4 | size for zeros in range(16) for size in range(1, 11))]
_CODES = {pair: format(code, "08b") for code, pair in enumerate(_PAIRS)}


def jpeg(pixels: NDArray[np.uint8]) -> bytes:
    height, width = pixels.shape
    padded = np.pad(pixels, ((0, -height % 8), (0, -width % 8)), mode="edge").astype(float) - 128
    wave = np.array(
        [[np.cos((2 * x + 1) * u * np.pi / 16) * (0.5 if u else 0.5**1.5) for x in range(8)] for u in range(8)]
    )
    blocks = padded.reshape(padded.shape[0] // 8, 8, -1, 8).swapaxes(1, 2).reshape(-1, 8, 8)
    values = np.rint(wave @ blocks @ wave.T / STEP).astype(int)
    rows = values[:, [row for row, _ in _ZIGZAG], [column for _, column in _ZIGZAG]].tolist()
    bits, before = [], 0
    for row in rows:
        bits.append(_coded(row, before))
        before = row[0]
    stream = "".join(bits)
    stream += "1" * (-len(stream) % 8)
    data = int(stream, 2).to_bytes(len(stream) // 8, "big").replace(b"\xff", b"\xff\x00")
    return b"".join(
        [
            b"\xff\xd8",
            _part(0xDB, b"\0" + bytes([STEP]) * 64),
            _part(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"),
            _part(0xC4, b"\x00" + bytes([0, 0, 0, 12] + [0] * 12) + bytes(range(12))),
            _part(0xC4, b"\x10" + bytes([0] * 7 + [len(_PAIRS)] + [0] * 8) + bytes(_PAIRS)),
            _part(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
            data,
            b"\xff\xd9",
        ]
    )


def _part(kind: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(data) + 2) + data


def _coded(row: list[int], before: int) -> str:
    size, written = _value(row[0] - before)
    out = [format(size, "04b"), written]
    zeros = 0
    last = max((index for index in range(1, 64) if row[index]), default=0)
    for value in row[1 : last + 1]:
        if value == 0:
            zeros += 1
            continue
        while zeros > 15:
            out.append(_CODES[0xF0])
            zeros -= 16
        size, written = _value(value)
        out += [_CODES[zeros << 4 | size], written]
        zeros = 0
    if last < 63:
        out.append(_CODES[0x00])
    return "".join(out)


def _value(value: int) -> tuple[int, str]:
    """How many bits a value takes, and those bits; a negative one is written as its complement."""
    size = abs(value).bit_length()
    return size, format(value if value > 0 else value + (1 << size) - 1, f"0{size}b") if size else ""
