"""Belgian account statements: balances, totals, accounts, and records out of place."""

import contextlib
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import coda as module
from reskontra.formats import fixed_width
from reskontra.formats.camt_values import NotACurrency
from reskontra.formats.coda import read_coda
from reskontra.formats.coda_movement import AmountTooFine
from reskontra.formats.tally import StatementTwice
from tests.formats.coda_files import (
    IBAN,
    account,
    begin,
    ends,
    headers,
    information,
    last,
    message,
    more,
    movement,
    new,
    old,
    payer,
    read,
    records,
    statement,
)

WHOLE = statement(movement(), payer(), movement(-2_000, 2), out=2_000)


def file(*lines: str) -> str:
    return "\n".join(lines)


def test_a_statement():
    (header,), (end,) = headers(WHOLE), ends(WHOLE)
    assert (header.format, header.statement_id, header.sequence) == ("coda", "260302-041", "041")
    assert (header.iban, header.currency, header.created_date) == (IBAN, "EUR", date(2026, 3, 2))
    assert (end.opening_minor, end.closing_minor, end.closing_date) == (100_000, 103_000, date(2026, 3, 2))
    assert (end.entries, end.credits_minor, end.debits_minor) == (2, 5_000, 2_000)
    assert (end.doubts, end.warnings) == ((), ())


@pytest.mark.parametrize(
    ("structure", "own", "expected"),
    [
        ("0", f"{'539007547034':<13}EUR0BE", ("", "539007547034", "EUR")),
        ("1", account("123456", "USD"), ("", "123456", "USD")),
        ("2", account(), (IBAN, "", "EUR")),
        ("2", account("BE00539007547034"), ("", "BE00539007547034", "EUR")),
        ("3", account("NL91ABNA0417164300", "USD"), ("NL91ABNA0417164300", "", "USD")),
    ],
)
def test_structures_of_accounts(structure, own, expected):
    data = file(begin(), old(own=own, structure=structure), new(100_000, own=own), last(2))
    (header,), (end,) = headers(data), ends(data)
    assert (header.iban, header.other_account, header.currency) == expected
    assert end.doubts == ()


def test_statements_of_one_file():
    following = statement(movement(), opening=103_000).replace("020326", "030326")
    assert [one.statement_id for one in headers(WHOLE + following)] == ["260302-041", "260303-041"]


def test_messages_and_copies_are_told():
    inside = file(begin(copy="D"), old(), message("NIEUWE TARIEVEN"), new(100_000), message("TOT ZIENS"), last(2))
    assert headers(inside)[0].warnings == ("The bank calls the file a copy of one it sent before.",)
    assert ends(inside)[0].warnings == ("NIEUWE TARIEVEN", "TOT ZIENS")


def test_a_count_and_a_number_that_differ_are_told():
    (end,) = ends(file(begin(), old(), new(100_000, sequence="042"), last(3)))
    assert end.warnings == (
        "line 3: The new balance has the number 042, and the old one 041.",
        "line 4: Record 9 counts 3 records, and there are 2.",
    )


@pytest.mark.parametrize(
    ("case", "data", "doubts"),
    [
        ("another balance", file(begin(), old(), new(100_001), last(2)), [("balance", "balances_do_not_close")]),
        ("another total", file(begin(), old(), new(100_000), last(2, into=1)), [("balance", "coda_turnover_differs")]),
        ("another account", file(begin(), old(), new(100_000, own=account("BE1")), last(2)),
         [("account", "coda_account_differs")]),
        ("another currency", file(begin(), old(), new(100_000, own=account(IBAN, "USD")), last(2)),
         [("balance", "balance_currency_differs")]),
        ("a lost movement", file(begin(), old(), movement(), new(103_000), last(3, into=5_000, out=2_000)),
         [("balance", "balances_do_not_close"), ("balance", "coda_turnover_differs")]),
    ],
)  # fmt: skip
def test_doubts(case, data, doubts):
    (end,) = ends(data)
    assert [(one.override, one.finding.code) for one in end.doubts] == doubts
    assert all(one.finding.place and f'"{one.override}"' in str(one.finding) for one in end.doubts)


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("nothing", "", fixed_width.EndRecordMissing),
        ("no new balance", file(begin(), old(), movement()), fixed_width.EndRecordMissing),
        ("no totals", file(begin(), old(), new(100_000)), fixed_width.EndRecordMissing),
        ("no beginning", file(old()), fixed_width.RecordOutOfPlace),
        ("no old balance", file(begin(), movement()), fixed_width.RecordOutOfPlace),
        ("totals without balance", file(begin(), old(), message("A"), last(1)), fixed_width.RecordOutOfPlace),
        ("a movement behind the balance", file(begin(), old(), new(100_000), message("A"), movement()),
         fixed_width.RecordOutOfPlace),
        ("a detail of nothing", statement(movement(detail=1)), fixed_width.RecordOutOfPlace),
        ("a detail of another", statement(movement(), movement(number=2, detail=1)), fixed_width.RecordOutOfPlace),
        ("more of another", statement(movement(), more(number=2)), fixed_width.RecordOutOfPlace),
        ("information of another", statement(movement(), information("A", number=2)), fixed_width.RecordOutOfPlace),
        ("a record of no kind", file(begin(), "5"), fixed_width.RecordUnknown),
        ("a short movement", file(begin(), old(), movement()[:110]), fixed_width.RecordTooShort),
        ("no currency", file(begin(), old(own=account(currency="eur"))), NotACurrency),
        ("30 February", file(begin(day="300226")), fixed_width.NotADay),
        ("a statement twice", WHOLE + WHOLE, StatementTwice),
    ],
)  # fmt: skip
def test_refused(case, data, refusal):
    with pytest.raises(refusal) as caught:
        read(data)
    assert refusal is fixed_width.EndRecordMissing or caught.value.place.startswith("line ")


def test_a_limit(monkeypatch):
    monkeypatch.setattr(module, "PIECES_MAX", 2)
    with pytest.raises(fixed_width.TooManyPayments):
        read(statement(movement(), information("A"), information("B")))


@given(st.lists(st.integers(-(10**9), 10**9).filter(bool), max_size=6), st.integers(-(10**9), 10**9))
def test_what_adds_up_is_read_without_doubt(amounts, opening):
    made = [movement(minor, number) for number, minor in enumerate(amounts, 1)]
    into, out = sum(one for one in amounts if one > 0), -sum(one for one in amounts if one < 0)
    data = statement(*made, opening=opening, into=into, out=out)
    assert [one.amount_minor for one in records(data)] == amounts
    assert [(one.doubts, one.warnings) for one in ends(data)] == [((), ())]


LINES = [begin(), old(), movement(), movement(detail=1), payer(), information("A"), new(105_000), last(3, into=5_000)]


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_any_records_are_read_or_refused(lines):
    with contextlib.suppress(Malformed):
        assert sum(one.entries for one in ends(file(*lines))) == lines.count(movement())


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Malformed):
        assert read(begin().encode() + b"\n" + data) is not None


def test_thousandths_are_read_as_they_stand_and_prove_nothing():
    """What no account in euros can hold is no statement, and its figures can still be told."""
    moved = movement(5_000).replace("000000000050000", "000000000050005", 1)
    data = file(begin(), old(), moved, new(105_000), last(3, into=5_000)).encode()
    with pytest.raises(AmountTooFine, match=r"^line 3: The amount is 50\.005 EUR, and accounts in EUR have 2 decimals"):
        list(read_coda(io.BytesIO(data)))
    header, record, end = read_coda(io.BytesIO(data), in_thousandths=True)
    assert (header.opening_minor, record.amount_minor, end.credits_minor) == (1_000_000, 50_005, 50_005)
    assert (end.closing_minor, end.doubts) == (1_050_000, ())


@pytest.mark.parametrize(("currency", "minor"), [("EUR", 5_000), ("KWD", 50_000), ("JPY", 50)])
def test_the_third_decimal_belongs_to_currencies_that_have_it(currency, minor):
    whole = [line.replace("EUR", currency) for line in (begin(), old(), movement(5_000), new(105_000))]
    _, record, end = read_coda(io.BytesIO(file(*whole, last(3, into=5_000)).encode()))
    assert (record.amount_minor, record.currency, end.doubts) == (minor, currency, ())
