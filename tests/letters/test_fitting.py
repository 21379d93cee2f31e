"""No text is wider than is told, and what is laid out by it says all and overlaps nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from reskontra.letters.fitting import _KNOWN, PAGE, fit, is_known, size_for, width
from reskontra.letters.letter import LetterColumn, LetterTable, letter_pdf
from tests.letters.test_letter import LETTER, TABLE
from tests.letters.test_pdf import DAY, read

SIGNS = sorted(_KNOWN - {"\n"})
MEASURE = """#set text(font: "Libertinus Serif", size: 100pt, number-width: "tabular", number-type: "lining")
#let texts = json(bytes(sys.inputs.texts))
#context [#metadata(texts.map(one => ("regular", "semibold").map(
  weight => measure(text(weight: weight, one)).width.pt() / 100,
)))<widths>]"""


def measured(texts: list[str]) -> list[list[float]]:
    compiler = typst.Compiler(MEASURE.encode(), sys_inputs={"texts": json.dumps(texts)})
    found: list[list[float]] = json.loads(compiler.query("<widths>", field="value", one=True))
    return found


def test_each_sign_is_at_most_as_wide_as_its_class() -> None:
    for sign, faces in zip(SIGNS, measured([sign * 20 for sign in SIGNS]), strict=True):
        assert max(faces) <= width(sign * 20) + 0.02, sign


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(st.sampled_from(SIGNS), min_size=8, max_size=60).map(str.strip), min_size=20, max_size=20))
def test_no_text_is_wider_than_is_told(texts: list[str]) -> None:
    for text, faces in zip(texts, measured(texts), strict=True):
        assert max(faces) <= width(text) + 0.02, text


def test_the_width_of_other_alphabets_is_told_about() -> None:
    assert (width("界"), is_known("界"), is_known("Åkeri\nÖst")) == (width("W"), False, True)
    assert width("i\nWW") == width("WW")
    for text in ("Ημερομηνία λήξης", "Срок оплаты", "Παραστατικό", "Общая сумма", "\u0218tefan \u021bar\u0103"):
        assert max(*measured([text])[0]) <= width(text) <= 1.35 * min(*measured([text])[0]), text


@pytest.mark.parametrize(
    ("texts", "room", "size"), [(["12"], 10, 10), (["12"], 9, 8), (["12", "34"], 1, 8), ([], 0, 10)]
)
def test_the_largest_size_that_fits(texts: list[str], room: float, size: float) -> None:
    assert size_for(texts, room, (10, 8)) == size


def test_words_beside_the_address_are_as_wide_as_they_are_where_that_is_not_known() -> None:
    def facts(*words: str) -> float:
        return fit(replace(LETTER, facts=tuple((word, "1") for word in words))).facts

    assert facts("Datum", "Kundnummer") == facts("Kundnummer") > facts("Datum") > 0
    assert facts("IBAN", "Ημερομηνία") == facts("W" * 20) == facts() == 0


def test_long_texts_beside_each_other_are_both_broken() -> None:
    name = "Byggnadsentreprenad i Norra Roslagen Handelsbolag " * 2
    columns = (LetterColumn("Kund"), LetterColumn("Text"), *(LetterColumn("Belopp", is_number=True),) * 4)
    table = LetterTable(columns, ((name, name, *("21\u00a0437,50",) * 4),), (("Att betala till Ελλάδα", *("1",) * 5),))
    (found,) = fit(replace(LETTER, tables=(table,))).tables
    assert (found.size, found.columns) == (9, [-1, -1, 0, 0, 0, 0])


def lines(pdf: bytes, first: str) -> list[str]:
    """Of the page, from the one that begins so."""
    found = read(pdf).pages[0].extract_text().replace("\u00a0", " ").split("\n")
    return found[next(at for at, line in enumerate(found) if line.startswith(first)) :]


def test_the_widest_text_takes_what_the_numbers_leave() -> None:
    long = ("Påminnelseavgift för fakturorna", "2026-03-09", "8\u00a0750,00")
    table = replace(TABLE, rows=(*TABLE.rows, long))
    (found,) = fit(replace(LETTER, tables=(table,))).tables
    assert (found.is_sure, found.size, len(found.rows)) == (True, 10, 6)
    assert sum(found.columns) == pytest.approx(PAGE)
    assert found.columns[0] > 2 * found.columns[1]
    assert len(set(found.rows)) == 1
    broken = replace(table, rows=((long[0] * 9, *long[1:]), *TABLE.rows))
    (found,) = fit(replace(LETTER, tables=(broken,))).tables
    assert (found.rows[1], found.is_sure) == (0, True)
    told = lines(letter_pdf(replace(LETTER, tables=(broken,)), on=DAY), "Faktura")
    assert [line.split()[-1] for line in told if line.startswith("F1")] == ["437,50", "750,00"]


@pytest.mark.parametrize(
    "table",
    [
        replace(TABLE, rows=(("Faktura Ω", "2026-02-20", "1,00"),)),
        replace(TABLE, rows=(("W" * 90, "W" * 90, "W" * 90),)),
        replace(TABLE, totals=(("Summan av allt det som återstår att betala " * 3, "1", "2"),)),
        LetterTable(tuple(LetterColumn("9" * 30, is_number=True) for _ in range(9)), (("9" * 30,) * 9,)),
    ],
)
def test_what_no_width_is_known_of_is_left_to_the_typesetter(table: LetterTable) -> None:
    (found,) = fit(replace(LETTER, tables=(table,))).tables
    assert (found.is_sure, found.rows) == (False, ())
    told = "".join(page.extract_text() for page in read(letter_pdf(replace(LETTER, tables=(table,)), on=DAY)).pages)
    told = told.replace("\u00a0", " ").replace("\n", "")
    assert all(cell.replace("\u00a0", " ") in told for row in table.rows for cell in row)
