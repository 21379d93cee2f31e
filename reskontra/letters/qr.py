"""A QR code as a drawing of black squares.

segno makes the frame of each size once: what all codes of the size have alike, and where the bits of a text stand. The
bits are computed here, at a tenth of its time, since letters go out by the ten thousand; the code is the same.

source    ISO/IEC 18004:2015, 7.4 (data), 7.5 (error correction, table 9), 7.7 (placement) and 7.8 (masks)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter

import segno
from segno import consts

# Scoring all eight masks costs five times as much as the rest of the code; readers take any of them.
_MASK = 3
_MAKE = partial(segno.make_qr, error="m", mask=_MASK, boost_error=False, encoding="utf-8", mode="byte")
_FIELD = 0x11D  # the polynomial of the field that the error correction counts in
# Of a version, with error correction M: codewords of correction in each block, and the codewords of data in each.
_BLOCKS = {
    1: (10, (16,)),
    2: (16, (28,)),
    3: (26, (44,)),
    4: (18, (32,) * 2),
    5: (24, (43,) * 2),
    6: (16, (27,) * 4),
    7: (18, (31,) * 4),
    8: (22, (38,) * 2 + (39,) * 2),
    9: (22, (36,) * 3 + (37,) * 2),
    10: (26, (43,) * 4 + (44,)),
    11: (30, (50,) + (51,) * 4),
    12: (22, (36,) * 6 + (37,) * 2),
    13: (22, (37,) * 8 + (38,)),
}
_RUN = re.compile("0*1+")


@dataclass(frozen=True, slots=True)
class _Frame:
    """mask: of the bits in their order. laid: the rows of the code, from the bits and "01" behind them."""

    size: int
    bits: int
    mask: int
    laid: Callable[[str], Sequence[str]]


def qr_svg(text: str) -> str:
    """The code of a text as SVG, one unit a module, without the quiet zone; error correction M, in UTF-8.

    text      of at most 2,331 bytes
    """
    rows = _rows(text)
    drawn = "".join(f"M0 {line}.5" + "".join(map(_drawn, _RUN.findall(row))) for line, row in enumerate(rows))
    size = f"0 0 {len(rows)} {len(rows)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><path stroke="#000" d="{drawn}"/></svg>'


@cache
def _drawn(run: str) -> str:
    """Dark modules after light ones, from where the run before ended: a line as broad as a module."""
    dark = run.count("1")
    light = len(run) - dark
    return f"m{light} 0h{dark}" if light else f"h{dark}"


def _rows(text: str) -> list[str]:
    """1 for a dark module."""
    data = text.encode()
    for version, (_, blocks) in _BLOCKS.items():
        head = 12 if version < 10 else 20
        if len(data) * 8 + head <= sum(blocks) * 8:
            return _laid(version, _codewords(version, data))
    return ["".join(map(str, row)) for row in _MAKE(text).matrix]


def _laid(version: int, codewords: bytes) -> list[str]:
    frame = _frame(version)
    spare = frame.bits - len(codewords) * 8
    bits = format((int.from_bytes(codewords) << spare) ^ frame.mask, f"0{frame.bits}b")
    laid = "".join(frame.laid(bits + "01"))
    return [laid[start : start + frame.size] for start in range(0, frame.size**2, frame.size)]


def _codewords(version: int, data: bytes) -> bytes:
    """Of the data and its correction, dealt out block by block."""
    width, sizes = _BLOCKS[version]
    count = 8 if version < 10 else 16
    room = sum(sizes)
    bits = (0b0100 << count | len(data)) << len(data) * 8 | int.from_bytes(data)
    filled = (bits << 4).to_bytes(len(data) + 1 + count // 8)  # four bits of the mode, four that end the text
    filled += (b"\0" + b"\xec\x11" * room)[: room - len(filled)]  # the first as segno has it: it says nothing
    blocks, at = [], 0
    for size in sizes:
        blocks.append(filled[at : at + size])
        at += size
    dealt = bytes(block[at] for at in range(sizes[-1]) for block in blocks if at < len(block))
    return dealt + bytes(
        byte for group in zip(*(_correction(block, width) for block in blocks), strict=True) for byte in group
    )


def _correction(block: bytes, width: int) -> bytes:
    """What is left of a block divided by the generator."""
    multiples, top, left = _multiples(width), 8 * (width - 1), 0
    low = (1 << top) - 1
    for byte in block:
        left = (left & low) << 8 ^ multiples[left >> top ^ byte]
    return left.to_bytes(width)


@cache
def _multiples(width: int) -> list[int]:
    """Each of 256 factors times the generator of so many codewords, but for its first."""
    generator = [1]
    root = 1
    for _ in range(width):
        generator = [a ^ _times(b, root) for a, b in zip([*generator, 0], [0, *generator], strict=True)]
        root = _times(root, 2)
    return [int.from_bytes(bytes(_times(factor, one) for one in generator[1:])) for factor in range(256)]


def _times(a: int, b: int) -> int:
    found = 0
    while b:
        found ^= a if b & 1 else 0
        a = a << 1 ^ (_FIELD if a & 0x80 else 0)
        b >>= 1
    return found


@cache
def _frame(version: int) -> _Frame:
    code = _MAKE("", version=version)
    kinds = [list(row) for row in code.matrix_iter(border=0, verbose=True)]
    size = len(kinds)
    for_data = (consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT)
    astray = (8, size - 9)  # of the data, though segno calls it a part of the format
    places = [at for at in _way(size) if kinds[at[0]][at[1]] in for_data or at == astray]
    of = {at: number for number, at in enumerate(places)}
    mask = int("".join("01"[(row + column) % 3 == 0] for row, column in places), 2)
    sources = [
        of.get((row, column), len(places) + code.matrix[row][column]) for row in range(size) for column in range(size)
    ]
    return _Frame(size, len(places), mask, itemgetter(*sources))


def _way(size: int) -> Iterator[tuple[int, int]]:
    """Through the modules in pairs of columns, up and down from the lower right, past the column of the timing."""
    columns = [column for column in range(size - 1, -1, -1) if column != 6]
    for pair in range(0, len(columns), 2):
        rows = range(size) if pair // 2 % 2 else range(size - 1, -1, -1)
        for row in rows:
            yield from ((row, column) for column in columns[pair : pair + 2])
