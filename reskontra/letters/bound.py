"""Many PDFs as one, to print: every page, in their order; with marks for who folds and inserts them, if asked for.

The marks lie over the pages of the batch alone: what is kept of a letter stays as it is. They are at the left edge of
a sheet, where a letter has nothing: a short line where an A4 sheet is folded once for a C5 envelope, so that its
address comes to the window, and the bars of core/sheet_marks.py, which are read between the fold and the part for the
payment.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pikepdf import Array, Object, ObjectStreamMode, Page, Pdf, PikepdfError, Rectangle

from reskontra.core.sheet_marks import bars_of_batch

_MM = 72 / 25.4
_FOLD_AT, _FOLD_LONG = 148.5, 5.0  # mm from the top of the sheet; how long from its edge
_BARS_AT, _BARS_APART, _BARS_FROM, _BARS_LONG = 160.0, 4.233, 6.0, 8.0


@dataclass(frozen=True, slots=True)
class Marks:
    """fold: a line on the first sheet of a letter; inserting: bars on every sheet."""

    fold: bool = False
    inserting: bool = False


NO_MARKS = Marks()


def bound(pdfs: Iterable[bytes], *, marks: Marks = NO_MARKS) -> bytes:
    """One PDF of all the pages; to be printed on one side, since every document begins on a sheet of its own."""
    batch = Pdf.new()
    sheets = []
    for pdf in pdfs:
        source = Pdf.open(io.BytesIO(pdf))
        batch.add_pages_from(source, outlines="ignore")  # with what its forms and layers show
        sheets.append(len(source.pages))
    if marks != NO_MARKS:
        _mark(batch, sheets, marks)
    out = io.BytesIO()
    batch.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def can_be_bound(pdf: bytes) -> bool:
    """Whether it has pages and is neither locked nor broken."""
    try:
        return len(Pdf.open(io.BytesIO(pdf)).pages) > 0
    except PikepdfError:
        return False


def _mark(batch: Pdf, sheets: Sequence[int], marks: Marks) -> None:
    """Draw on every page; pages with the same marks at the same place share one drawing."""
    begin = batch.make_stream(b"q\n")
    drawn: dict[bytes, Object] = {}
    firsts = set(accumulate(sheets, initial=0))
    for index, (page, bars) in enumerate(zip(batch.pages, bars_of_batch(sheets), strict=True)):
        _stand(page)
        drawing = _drawing(page, bars if marks.inserting else (), has_fold=marks.fold and index in firsts)
        if drawing not in drawn:
            drawn[drawing] = batch.make_stream(drawing)
        held = page.obj.get("/Contents", Array())
        page.obj.Contents = Array([begin, *(held if isinstance(held, Array) else [held]), drawn[drawing]])


def _stand(page: Page) -> None:
    """Turn a page that lies across, as it is fed: else whoever prints it turns it one way or the other."""
    box = Rectangle(page.mediabox)
    width, height = (box.width, box.height) if page.rotation % 180 == 0 else (box.height, box.width)
    if width > height:
        page.rotate(90, relative=True)


def _drawing(page: Page, bars: Sequence[bool], *, has_fold: bool) -> bytes:
    """Lines told to readers to be no part of the text."""
    lines = [(_FOLD_AT, 0.0, _FOLD_LONG, 0.3)] if has_fold else []
    for place, is_printed in enumerate(bars):
        if is_printed:
            lines.append((_BARS_AT + place * _BARS_APART, _BARS_FROM, _BARS_LONG, 1.2))
    drawn = "\n".join(
        f"{width} w {start * _MM:.2f} {-at * _MM:.2f} m {(start + long) * _MM:.2f} {-at * _MM:.2f} l S"
        for at, start, long, width in lines
    )
    return f"\nQ\nq /Artifact BMC 0 G {_from_upper_left(page)} cm\n{drawn}\nEMC Q\n".encode()


def _from_upper_left(page: Page) -> str:
    """The matrix by which lengths are counted from the corner that is the upper left one where the page is seen."""
    box, turns = Rectangle(page.mediabox), page.rotation // 90 % 4
    turned = ("1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0")[turns]
    across, up = (box.upper_left, box.lower_left, box.lower_right, box.upper_right)[turns]
    return f"{turned} {across:.2f} {up:.2f}"
