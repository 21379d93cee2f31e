"""Many PDFs as one, to print: every page, in their order."""

from __future__ import annotations

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter


def bound(pdfs: Iterable[bytes]) -> bytes:
    """One PDF of all the pages; to be printed on one side, since every document begins on a sheet of its own."""
    writer = PdfWriter()
    for pdf in pdfs:
        for page in PdfReader(io.BytesIO(pdf)).pages:
            writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
