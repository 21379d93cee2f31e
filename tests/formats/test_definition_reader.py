"""A file by a definition, whole: statements, balances, accounts, currencies, findings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Findings, Malformed
from reskontra.formats import definition_reader as module
from reskontra.formats.definition_file import NoRows
from tests.formats.definition_files import COLUMNS, column, definition, ends, headers, read, records, text

FOUND = text("2026-03-02;b;-1,00;9,00", "2026-03-01;a;10,00;10,00")


def test_a_statement():
    (header,), (end,) = headers(FOUND), ends(FOUND)
    assert (header.format, header.currency, header.statement_id) == ("bank-csv", "SEK", "2026-03-02")
    assert (end.statement_id, end.from_date, end.to_date) == (
        "2026-03-01/2026-03-02", date(2026, 3, 1), date(2026, 3, 2),
    )  # fmt: skip
    assert (end.entries, end.credits_minor, end.debits_minor) == (2, 1000, 100)
    assert (end.opening_minor, end.closing_minor) == (0, 900)
    assert [one.entry_number for one in records(FOUND)] == [1, 2]


def test_the_currency_is_that_of_row_definition_or_caller():
    plain = definition(*COLUMNS, currency="")
    assert [one.currency for one in read(FOUND, plain, currency="NOK")[1:3]] == ["NOK", "NOK"]
    by = definition(*COLUMNS, column("currency", "Ccy", optional=True))
    data = text("2026-03-01;a;1,00;;EUR", "2026-03-02;a;1,00;;", header="Day;Text;Amount;Balance;Ccy")
    assert headers(data, by)[0].currency == "EUR"
    assert [[doubt.override for doubt in one.doubts] for one in records(data, by)] == [[], ["currency"]]


def test_each_account_is_a_statement():
    by = definition(*COLUMNS, column("account", "Account"))
    rows = ["2026-03-01;a;1,00;1,00;A", "2026-03-02;a;1,00;2,00;A", "2026-03-01;a;5,00;5,00;B"]
    data = text(*rows, header="Day;Text;Amount;Balance;Account")
    assert [one.other_account for one in headers(data, by)] == ["A", "B"]
    assert [(one.opening_minor, one.closing_minor) for one in ends(data, by)] == [(0, 200), (0, 500)]
    with pytest.raises(module.AccountsMixed):
        read(data + rows[0].encode() + b"\n", by)


def test_the_account_may_be_the_definitions():
    assert headers(FOUND, definition(*COLUMNS, account="123"))[0].other_account == "123"


def test_a_row_that_is_gone_is_a_doubt():
    (end,) = ends(text("2026-03-02;b;-1,00;9,00", "2026-03-01;a;10,00;11,00"))
    assert [(doubt.override, doubt.finding.place) for doubt in end.doubts] == [("running-balance", "line 3")]
    assert end.opening_minor is None


def test_what_is_not_booked_is_counted():
    by = definition(*COLUMNS, skip=[{"field": "text", "begins": "Prel "}])
    (end,) = ends(text("2026-03-02;Prel b;-1,00;9,00", "2026-03-01;a;10,00;10,00"), by)
    assert (end.entries, end.left_out, end.doubts, end.closing_minor) == (1, 1, (), 1000)


def test_every_bad_row_is_told():
    with pytest.raises(Findings) as caught:
        read(text("x;a;1,00;", "2026-03-01;a;x;", "2026-03-01;a"))
    assert [one.place for one in caught.value.findings] == ["line 2", "line 3", "line 4"]


@pytest.mark.parametrize("data", [text(), text(";;;", " ; ; ;")])
def test_a_file_without_payments_is_refused(data):
    with pytest.raises((NoRows, Malformed)):
        read(data)


cells = st.sampled_from(["2026-03-01", "1,00", "-2,50", "x", "", '"', "1.234", "Day", "Amount"])


@given(st.lists(st.lists(cells, max_size=5), max_size=5))
def test_any_rows_are_read_or_refused(rows):
    try:
        found = read(text(*map(";".join, rows)))
    except (Malformed, Findings) as refusal:
        str(refusal)
        return
    assert sum(one.amount_minor for one in found[1:-1]) == found[-1].credits_minor - found[-1].debits_minor
