"""What each row of a file becomes, before anything is stored."""

import io

from reskontra.formats.definition_preview import BOOKED, IGNORED, NOT_BOOKED, REFUSED, preview_file
from tests.formats.definition_files import COLUMNS, definition, text

BY = definition(*COLUMNS, skip=[{"field": "text", "begins": "Prel "}], footer="Summa", account="123")


def preview(*rows):
    return preview_file(io.BytesIO(text(*rows)), BY, currency="SEK")


def test_rows():
    found = preview("2026-03-02;a;1,00;2,00", "2026-03-02;Prel b;1,00;", "x;c;1,00;", "Summa;;1,00;")
    assert [row.state for row in found.rows] == [BOOKED, NOT_BOOKED, REFUSED, IGNORED]
    first = found.rows[0]
    assert (first.place, first.amount_minor, first.balance_minor, first.texts, first.account) == (
        "line 2", 100, 200, ("a",), "123",
    )  # fmt: skip
    assert str(found.rows[2].finding).startswith("line 4: ")
    assert (found.ends, found.doubts, found.findings) == ((), (), ())
    assert found.count(BOOKED) == 1


def test_a_sound_file_has_its_balances():
    (end,) = preview("2026-03-02;a;1,00;2,00", "2026-03-01;b;1,00;1,00").ends
    assert (end.opening_minor, end.closing_minor) == (0, 200)


def test_what_an_import_would_ask_about():
    (doubt,) = preview("2026-03-02;a;1,00;9,00", "2026-03-01;b;1,00;1,00").doubts
    assert '"running-balance"' in str(doubt)


def test_what_is_wrong_with_the_whole():
    (finding,) = preview("Summa;;1,00;").findings
    assert finding.code == "definition_no_rows"


def test_several_bad_rows_stand_with_their_rows():
    found = preview("x;a;1,00;", "y;b;1,00;")
    assert found.count(REFUSED) == 2
    assert found.findings == ()
