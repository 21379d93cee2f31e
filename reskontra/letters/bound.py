"""Many PDFs as one, to print: every page, in their order; with marks for who folds and inserts them, if asked for.

The marks lie over the pages of the batch alone: what is kept of a letter stays as it is. They are at the left edge,
where a letter has nothing: a short line where an A4 sheet is folded once for a C5 envelope, so that its address comes
to the window, and the bars of core/sheet_marks.py, which are read between the fold and the part for the payment.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, IndirectObject, NameObject

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
    writer = PdfWriter()
    sheets = []
    for pdf in pdfs:
        pages = PdfReader(io.BytesIO(pdf)).pages
        for page in pages:
            writer.add_page(page)
        sheets.append(len(pages))
    if marks != NO_MARKS:
        _mark(writer, sheets, marks)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _mark(writer: PdfWriter, sheets: Sequence[int], marks: Marks) -> None:
    """Draw on every page; pages with the same marks share one drawing."""
    begin = writer._add_object(_stream(b"q\n"))
    drawn: dict[tuple[bool, tuple[bool, ...]], IndirectObject] = {}
    firsts = set(accumulate(sheets, initial=0))
    for index, (page, bars) in enumerate(zip(writer.pages, bars_of_batch(sheets), strict=True)):
        key = (marks.fold and index in firsts, bars if marks.inserting else ())
        if key not in drawn:
            drawn[key] = writer._add_object(_stream(_drawing(*key, top=float(page.mediabox.top))))
        page[NameObject("/Contents")] = ArrayObject([begin, *_contents(page), drawn[key]])


def _contents(page: PageObject) -> list[IndirectObject]:
    found = page.raw_get("/Contents")
    held = found.get_object()
    return list(held) if isinstance(held, ArrayObject) else [found]


def _stream(content: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    return stream


def _drawing(has_fold: bool, bars: Sequence[bool], *, top: float) -> bytes:
    """Lines in points from the lower left corner, told to readers to be no part of the text."""
    lines = [(_FOLD_AT, 0.0, _FOLD_LONG, 0.3)] if has_fold else []
    for place, is_printed in enumerate(bars):
        if is_printed:
            lines.append((_BARS_AT + place * _BARS_APART, _BARS_FROM, _BARS_LONG, 1.2))
    drawn = "\n".join(
        f"{width} w {start * _MM:.2f} {top - at * _MM:.2f} m {(start + long) * _MM:.2f} {top - at * _MM:.2f} l S"
        for at, start, long, width in lines
    )
    return f"\nQ\nq /Artifact BMC 0 G\n{drawn}\nEMC Q\n".encode()
