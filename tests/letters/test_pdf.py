"""What people wrote stays text, and the same content gives the same bytes."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reskontra.letters.pdf import families
from reskontra.letters.sheets import Sheet, SheetColumn, sheet_pdf

DAY = date(2026, 3, 31)


def sheet(*rows: tuple[str, ...], title: str = "Title", total: tuple[str, ...] = (), company: str = "Alfa AB") -> Sheet:
    return Sheet(
        language="sv",
        company=company,
        title=title,
        asked=("As of 2026-03-31",),
        printed="Printed 2026-04-01",
        columns=(SheetColumn("Name", False), SheetColumn("Balance", True)),
        rows=rows,
        totals=(total,) if total else (),
        notes=("A note.",),
        empty="Nothing to show.",
        page_of="Page {page} of {pages}",
    )


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x")', "*stark*", "$x^2$", "@ref", "<label>", "= Rubrik", "\\ #let x = 1", "`raw`", '"; #sys.inputs',
        "#read(\"/etc/passwd\")", "]#image(\"/etc/passwd\")[", "{content}", "//comment", "/* x", "#import \"x\"",
    ],
)  # fmt: skip
def test_what_looks_like_source_stays_text(hostile: str) -> None:
    found = text(sheet_pdf(sheet((hostile, "1,00"), title=hostile, company=hostile), on=DAY))
    assert found.count(hostile) >= 3


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_text_makes_a_page(name: str, amount: str) -> None:
    name, amount = (one.encode("utf-8", "replace").decode() for one in (name, amount))
    assert read(sheet_pdf(sheet((name, amount)), on=DAY)).get_num_pages() >= 1


def test_the_same_content_is_the_same_bytes_and_another_day_is_not() -> None:
    one, other = (sheet_pdf(sheet(("Beta AB", "1,00")), on=DAY) for _ in range(2))
    assert one == other
    assert sheet_pdf(sheet(("Beta AB", "1,00")), on=date(2026, 4, 1)) != one
    created = read(one).metadata
    assert created is not None
    assert created.creation_date is not None
    assert created.creation_date.date() == DAY


def test_pages_are_numbered_and_each_has_the_table_s_head() -> None:
    pages = read(sheet_pdf(sheet(*[(f"Kund {number}", "1,00") for number in range(120)]), on=DAY)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        told = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(pages)}" in told
        assert "Balance" in told
        assert "Alfa AB" in told
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((595.28, 841.89), abs=0.1)


def test_the_font_of_our_pages_comes_with_the_typesetter() -> None:
    assert families()["Libertinus Serif"]
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in read(sheet_pdf(sheet(("Åkeri Öst AB", "−1 234,50")), on=DAY)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {font.split("+")[-1].split("-")[0] for font in fonts} == {"LibertinusSerif"}
