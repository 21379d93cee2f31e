"""What is drawn is the code: every dark module once, and nothing else; and the code is the one that segno makes."""

from __future__ import annotations

import re

import segno
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reskontra.letters.qr import qr_svg


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
@example("")
@example("Åkeri Öst AB")
@example("x" * 14)
@example("x" * 180)  # version 9 filled, and the first with a longer count
@example("x" * 181)
@example("x" * 331)
@example("x" * 332)  # a version that the package lays out
def test_the_drawing_is_the_code(text: str) -> None:
    code = segno.make_qr(text, error="m", mask=3, boost_error=False, encoding="utf-8", mode="byte")
    size = len(code.matrix)
    svg = qr_svg(text)
    assert f'viewBox="0 0 {size} {size}"' in svg
    drawn: set[tuple[int, int]] = set()
    for line, moves in re.findall(r"M0 (\d+)\.5((?:m\d+ 0h\d+|h\d+)*)", svg):
        at = 0
        for ahead, width in re.findall(r"(?:m(\d+) 0)?h(\d+)", moves):
            at += int(ahead or 0)
            drawn |= {(at + step, int(line)) for step in range(int(width))}
            at += int(width)
    assert drawn == {(x, y) for y, row in enumerate(code.matrix) for x, is_dark in enumerate(row) if is_dark}


def test_every_size_that_is_laid_out_here() -> None:
    for length in (1, 20, 30, 50, 70, 90, 110, 140, 170, 200, 240, 280, 320):
        code = segno.make_qr("x" * length, error="m", mask=3, boost_error=False, encoding="utf-8", mode="byte")
        path = qr_svg("x" * length).partition(' d="')[2]
        assert path.count("h") == sum(len(re.findall(b"\x01+", bytes(row))) for row in code.matrix), length
