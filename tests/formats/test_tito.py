"""Finnish account statements: balances, entries with their items, and what is told of each."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import fixed_width
from reskontra.formats import tito as module
from tests.formats.tito_files import SUMS, closing, ends, entry, headers, note, read, records, sepa, start, text

WHOLE = text(start(), entry(4_900), entry(-1_000), closing(13_900), SUMS)


def test_a_statement():
    (header,), (end,) = headers(WHOLE), ends(WHOLE)
    assert (header.format, header.statement_id, header.sequence) == ("tito", "003/260302260302", "3")
    assert (header.iban, header.other_account, header.currency) == ("FI4947300010416310", "47300010416310", "EUR")
    assert (end.opening_minor, end.closing_minor, end.closing_date) == (10_000, 13_900, date(2026, 3, 2))
    assert (end.entries, end.credits_minor, end.debits_minor, end.doubts) == (2, 4_900, 1_000, ())


def test_two_statements():
    assert [one.sequence for one in headers(WHOLE + text(start(13_900, number=4), closing(13_900)))] == ["3", "4"]


def test_an_account_without_iban():
    (header,) = headers(text(start(iban=""), closing(10_000)))
    assert (header.iban, header.other_account) == ("", "47300010416310")


def test_an_entry():
    about = (note("LASKU 17"), sepa("FI4947300010416310", "POPFFI22XXX", "E-1", "[IJ\\"))
    (found,) = records(text(start(), entry(4_900, reference="13013"), *about, closing(14_900)))
    assert [one.text for one in found.texts] == ["LASKU 17", "TILISIIRTO"]
    assert [one.raw for one in found.references] == ["13013"]
    party = found.counterparty
    assert (party.name, party.iban, party.bic) == ("ÄIJÖ", "FI4947300010416310", "POPFFI22XXX")
    assert (found.end_to_end_id, found.bank_reference) == ("E-1", "2603024730MV000139")
    assert (found.transaction_code, found.value_date) == ("TITO/1/705", date(2026, 3, 2))


def test_an_entry_of_which_little_is_told():
    (found,) = records(
        text(start(), entry(4_900, name="M]NS", value="000000", receiver="47304720017517"), closing(14_900))
    )
    assert (found.counterparty.name, found.counterparty.other_account) == ("MÅNS", "47304720017517")
    assert (found.value_date, found.references, found.end_to_end_id) == (None, (), "")


def test_an_account_that_is_no_iban():
    (found,) = records(text(start(), entry(4_900), sepa("DK123"), closing(14_900)))
    assert (found.counterparty.iban, found.counterparty.other_account) == ("", "DK123")


def test_items_are_parts():
    items = (entry(3_000, level="1", name="A"), entry(1_900, level="1", name="B"), entry(1_900, level="2"))
    data = text(start(), entry(4_900), *items, entry(100), closing(15_000))
    assert [(one.entry_number, one.part_number, one.amount_minor, one.entry_amount_minor) for one in records(data)] == [
        (1, 1, 3_000, 4_900), (1, 2, 1_900, 4_900), (2, 0, 100, 100),
    ]  # fmt: skip
    (end,) = ends(data)
    assert (end.entries, end.transactions, end.doubts) == (2, 3, ())


def test_items_that_miss_their_entry_are_a_doubt():
    (found,) = records(text(start(), entry(4_900), entry(3_000, level="1"), closing(14_900)))
    assert (found.amount_minor, [one.override for one in found.doubts]) == (4_900, ["batch"])


def test_the_first_balance_that_does_not_hold_is_told():
    (end,) = ends(text(start(), entry(4_900), closing(14_901), closing(14_902)))
    (doubt,) = end.doubts
    assert (doubt.override, doubt.finding.place) == ("balance", "line 3")


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("no closing", text(start(), entry(4_900)), fixed_width.EndRecordMissing),
        ("more after the closing", WHOLE + text(entry(1)), fixed_width.EndRecordMissing),
        ("nothing", "", fixed_width.EndRecordMissing),
        ("an entry first", text(entry(4_900)), fixed_width.RecordOutOfPlace),
        ("details first", text(start(), note("A")), fixed_width.RecordOutOfPlace),
        ("an item first", text(start(), entry(1, level="1")), fixed_width.RecordOutOfPlace),
        ("a record of no kind", text(start(), "T99"), fixed_width.RecordUnknown),
        ("a short entry", text(start(), entry(1)[:100]), fixed_width.RecordTooShort),
        ("letters", text(start(), entry(1).replace("0000001  ", "00000O1  "), closing(1)), fixed_width.NotDigits),
        ("30 February", text(start(), entry(1), closing(10_001, day="260230")), fixed_width.NotADay),
        ("no sign", text(start().replace("+", " ")), module.SignUnknown),
    ],
)
def test_refused(case, data, refusal):
    with pytest.raises(refusal) as caught:
        read(data)
    assert refusal is fixed_width.EndRecordMissing or caught.value.place.startswith("line ")


def test_a_limit(monkeypatch):
    monkeypatch.setattr(module, "PARTS_MAX", 1)
    with pytest.raises(module.TooManyItems):
        read(text(start(), entry(2), entry(1, level="1"), entry(1, level="1")))


LINES = [start(), entry(5), entry(5, level="1"), note("A"), closing(10_005), SUMS, ""]


@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_any_records_are_read_or_refused(lines):
    with contextlib.suppress(Malformed):
        assert sum(one.entries for one in ends("\n".join(lines))) == lines.count(entry(5))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Malformed):
        assert read(start().encode() + b"\n" + data) is not None
