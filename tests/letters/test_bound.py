"""Many PDFs as one: every page, in their order."""

from __future__ import annotations

from dataclasses import replace

from reskontra.letters.bound import NO_MARKS, Marks, bound
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


def test_marks_for_who_folds_and_inserts() -> None:
    """At the left edge of every sheet, over pages that stay as they are; the fold on the first of a letter alone."""
    long = replace(LETTER, tables=(replace(TABLE, rows=TABLE.rows * 20),))
    pdfs = [letter_pdf(letter, on=DAY) for letter in (long, LETTER)]

    def lines(marks: Marks) -> list[list[float]]:
        found = []
        for page in read(bound(pdfs, marks=marks)).pages:
            drawn = page.get_contents().get_data().decode("latin-1").rpartition("/Artifact BMC 0 G\n")[2]
            found.append(
                [round(297 - float(one.split()[3]) / 72 * 25.4, 1) for one in drawn.split("\n") if " l S" in one]
            )
        return found

    bars = [[160.0, 181.2], [160.0, 164.2, 168.5, 181.2], [160.0, 164.2, 172.7, 181.2]]
    assert lines(Marks(inserting=True)) == bars
    assert lines(Marks(fold=True)) == [[148.5], [], [148.5]]
    texts = [page.extract_text() for page in read(bound(pdfs)).pages]
    assert [page.extract_text() for page in read(bound(pdfs, marks=Marks(True, True))).pages] == texts
    assert bound(pdfs, marks=NO_MARKS) == bound(pdfs)
