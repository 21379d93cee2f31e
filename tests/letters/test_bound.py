"""Many PDFs as one: every page, in their order."""

from __future__ import annotations

from dataclasses import replace

from reskontra.letters.bound import bound
from reskontra.letters.letter import letter_pdf
from tests.letters.test_letter import LETTER, TABLE
from tests.letters.test_pdf import DAY, read


def test_every_page_in_order() -> None:
    long = replace(LETTER, title="Lång", tables=(replace(TABLE, rows=TABLE.rows * 20),))
    pdfs = [letter_pdf(letter, on=DAY) for letter in (LETTER, long)]
    pages = [page.extract_text() for page in read(bound(pdfs)).pages]
    assert len(pages) == 3
    assert ["Lång" in page for page in pages] == [False, True, True]
    assert bound(iter(pdfs)) == bound(pdfs)
