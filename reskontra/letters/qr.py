"""A QR code as a drawing of black squares."""

from __future__ import annotations

from itertools import groupby

import segno

# Scoring all eight masks costs five times as much as the rest of the code; readers take any of them.
_MASK = 3


def qr_svg(text: str) -> str:
    """The code of a text as SVG, one unit a module, without the quiet zone; error correction M, in UTF-8.

    text      of at most 2,331 bytes
    """
    code = segno.make(text, error="m", mask=_MASK, micro=False, boost_error=False, encoding="utf-8")
    drawn = "".join(_runs(row, line) for line, row in enumerate(code.matrix))
    size = len(code.matrix)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{drawn}"/></svg>'


def _runs(row: bytearray, line: int) -> str:
    found, at = [], 0
    for is_dark, modules in groupby(row):
        width = len(list(modules))
        if is_dark:
            found.append(f"M{at} {line}h{width}v1h-{width}z")
        at += width
    return "".join(found)
