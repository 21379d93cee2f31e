"""Small pictures, whole to the last byte."""

from __future__ import annotations

import struct
import zlib


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 120, height: int = 40) -> bytes:
    """One color all over."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x10\x80\x20" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def jpg(width: int = 16, height: int = 16) -> bytes:
    """Gray all over. One coefficient a block, of difference 0, and its end: two bits by these tables."""
    table = b"\xff\xdb\x00\x43\x00" + b"\x01" * 64
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    huffman = b"".join(b"\xff\xc4\x00\x14" + bytes([kind]) + b"\x01" + bytes(15) + b"\x00" for kind in (0x00, 0x10))
    blocks = -(-width // 8) * -(-height // 8)
    bits = int("0" * (2 * blocks) + "1" * (-2 * blocks % 8), 2).to_bytes((2 * blocks + 7) // 8, "big")
    return b"\xff\xd8" + table + frame + huffman + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + bits + b"\xff\xd9"
