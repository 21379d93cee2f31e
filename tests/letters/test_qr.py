"""What is drawn is the code: every dark module once, and nothing else."""

from __future__ import annotations

import re

import segno

from reskontra.letters.qr import qr_svg


def test_the_drawing_is_the_code() -> None:
    drawn: set[tuple[int, int]] = set()
    svg = qr_svg("Åkeri Öst AB")
    for left, top, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        run = {(int(left) + step, int(top)) for step in range(int(width))}
        assert not drawn & run
        drawn |= run
    code = segno.make("Åkeri Öst AB", error="m", mask=3, micro=False, boost_error=False, encoding="utf-8")
    assert drawn == {(x, y) for y, row in enumerate(code.matrix) for x, is_dark in enumerate(row) if is_dark}
    assert f'viewBox="0 0 {len(code.matrix)} {len(code.matrix)}"' in svg
