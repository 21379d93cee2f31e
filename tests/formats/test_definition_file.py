"""A file opened by a definition: footers, rows that go on, what stands above the header."""

import io
from datetime import date

import pytest

from reskontra.core.errors import Findings
from reskontra.formats import definition_file as module
from reskontra.formats.bank_statement import StatementEnd
from reskontra.formats.definition_file import File, header_of, refuse_findings, with_days
from tests.formats.definition_files import COLUMNS, definition, text

D1, D2 = date(2026, 3, 1), date(2026, 3, 2)


def rows(data, **settings):
    return list(File(io.BytesIO(data), definition(*COLUMNS, **settings), currency="SEK").rows())


def test_rows_that_go_on_are_part_of_the_one_before():
    data = text("2026-03-01;a;1,00;", ";b;;", ";c;;", "2026-03-02;d;2,00;")
    found = rows(data, joins="booking_date")
    assert [(row.place, len(row.more)) for row in found] == [("line 2", 2), ("line 5", 0)]


def test_footers_are_passed_over():
    found = rows(text("2026-03-01;a;1,00;", "Summa;;1,00;", " ; Summa"), footer="Summa")
    assert [(row.read is None, row.finding) for row in found] == [(False, None), (True, None), (True, None)]


def test_a_row_that_cannot_be_read_has_its_place():
    (found,) = rows(text("x;a;1,00;"))
    assert found.finding is not None
    assert str(found.finding).startswith("line 2: ")


def test_what_stands_above_the_header():
    data = b"Kontonummer: 123 456\nValuta;EUR\n" + text("2026-03-01;a;1,00;")
    by = definition(*COLUMNS, metadata={"account": "kontonummer", "currency": "Valuta"})
    file = File(io.BytesIO(data), by, currency="SEK")
    assert file.above == {"account": "123 456", "currency": "EUR"}
    assert [row.read.currency for row in file.rows() if row.read] == ["EUR"]


@pytest.mark.parametrize(
    ("account", "iban", "other"),
    [
        ("SE35 5000 0000 0549 1000 0003", "SE3550000000054910000003", ""),
        ("8123-1234567", "", "8123-1234567"),
        ("Lönekonto", "", "Lönekonto"),
        ("", "", ""),
    ],
)
def test_a_header(account, iban, other):
    found = header_of(definition(), account, "SEK", "bank-csv", D1)
    assert (found.iban, found.other_account, found.definition, found.definition_version) == (iban, other, "bank", 1)


def test_days_name_the_statement():
    end = with_days(StatementEnd(), D1, D2, left_out=1)
    assert (end.statement_id, end.from_date, end.to_date, end.left_out) == ("2026-03-01/2026-03-02", D1, D2, 1)
    assert with_days(StatementEnd(), None, None, left_out=0).statement_id == ""


def test_findings_are_refused_together():
    one, two = module.NoRows(name="a"), module.NoRows(name="b")
    refuse_findings([])
    with pytest.raises(module.NoRows):
        refuse_findings([one])
    with pytest.raises(Findings) as caught:
        refuse_findings([one, two])
    assert caught.value.findings == (one, two)


@pytest.mark.parametrize(
    ("case", "above", "account"),
    [("below its title", "Total;Konto;Valuta\nx;12-3;EUR\n", "12-3"), ("beside it", "Konto;12-4\nx\n", "12-4"),
     ("a title and no more", "Total;Valuta;Konto\n", None), ("a short line below", "A;B;Konto\nx\n", "")],
)  # fmt: skip
def test_a_table_above_the_header(case, above, account):
    by = definition(*COLUMNS, metadata={"account": "konto"})
    found = File(io.BytesIO(above.encode() + text("2026-03-01;a;1,00;")), by, currency="SEK").above
    assert found.get("account") == account
