"""What a picture's first bytes say of it: PNG (ISO/IEC 15948) and JPEG (ITU-T T.81), and nothing else.

Drawings that hold programs, such as SVG, are not known here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_JPEG = b"\xff\xd8\xff"
_STARTS_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_START_OF_SCAN = 0xDA


@dataclass(frozen=True, slots=True)
class Picture:
    """kind: "png" or "jpg"; width and height in pixels, as the file says."""

    kind: str
    width: int
    height: int


def picture_of(content: bytes) -> Picture | None:
    """What picture the bytes begin as; None where they are of no known kind, or say no size."""
    if content.startswith(_PNG) and len(content) >= len(_PNG) + 8:
        width, height = struct.unpack_from(">II", content, len(_PNG))
        return Picture("png", width, height)
    return _jpeg(content) if content.startswith(_JPEG) else None


def _jpeg(content: bytes) -> Picture | None:
    """Segments are leapt over by their lengths until one says how large the frame is."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _STARTS_OF_FRAME:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return Picture("jpg", width, height)
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN or length < 2:
            return None
        at += 2 + length
    return None
