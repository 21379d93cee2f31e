"""Many PDFs as one: every page, in their order."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace

from pikepdf import Dictionary, Encryption, Name, Pdf

from reskontra.letters.bound import NO_MARKS, Marks, bound, can_be_bound
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
            drawn = page.get_contents().get_data().decode("latin-1").rpartition("/Artifact BMC")[2]
            found.append([round(-float(one.split()[3]) / 72 * 25.4, 1) for one in drawn.split("\n") if " l S" in one])
        return found

    bars = [[160.0, 181.2], [160.0, 164.2, 168.5, 181.2], [160.0, 164.2, 172.7, 181.2]]
    assert lines(Marks(inserting=True)) == bars
    assert lines(Marks(fold=True)) == [[148.5], [], [148.5]]
    texts = [page.extract_text() for page in read(bound(pdfs)).pages]
    assert [page.extract_text() for page in read(bound(pdfs, marks=Marks(True, True))).pages] == texts
    assert bound(pdfs, marks=NO_MARKS) == bound(pdfs)


def saved(pdf: Pdf, encryption: Encryption | None = None) -> bytes:
    out = io.BytesIO()
    pdf.save(out, encryption=encryption)
    return out.getvalue()


def test_marks_are_at_the_left_edge_of_pages_of_another_size_and_of_turned_ones_as_they_are_fed() -> None:
    copy, found = Pdf.new(), []
    upright, across = (595, 842), (842, 595)
    for size, turn in ((upright, 0), ((420, 595), 0), (across, 90), (upright, 180), (across, 270), (across, 0)):
        copy.add_blank_page(page_size=size).obj.Rotate = turn
    for page in Pdf.open(io.BytesIO(bound([saved(copy)], marks=Marks(inserting=True)))).pages:
        drawn = page.Contents[-1].read_bytes().decode()
        found.append((page.rotation, drawn.partition(" 0 G ")[2].partition(" cm")[0]))
    assert found == [
        (0, "1 0 0 1 0.00 842.00"), (0, "1 0 0 1 0.00 595.00"), (90, "0 1 -1 0 0.00 0.00"),
        (180, "-1 0 0 -1 595.00 0.00"), (270, "0 -1 1 0 842.00 595.00"), (90, "0 1 -1 0 0.00 0.00"),
    ]  # fmt: skip


def test_what_is_locked_or_broken_or_has_no_page_cannot_be_bound() -> None:
    page = Pdf.new()
    page.add_blank_page()
    for pdf, can_be in (
        (saved(page), True),
        (saved(page, Encryption(owner="known to one")), True),
        (saved(page, Encryption(owner="known to one", user="to another")), False),
        (saved(Pdf.new()), False),
        (b"%PDF-1.4 torn", False),
    ):
        assert can_be_bound(pdf) is can_be


def test_a_form_shows_what_was_filled_in() -> None:
    page = Pdf.new()
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="who", V="Alfa", Rect=[0, 0, 90, 20], DA="/Helv 9 Tf"
    )  # fmt: skip
    field = page.make_indirect(field)
    page.add_blank_page().obj.Annots = [field]
    page.Root.AcroForm = Dictionary(Fields=[field], NeedAppearances=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = bound([bound([saved(page)])])
    assert read(found).get_form_text_fields() == {"who": "Alfa"}
