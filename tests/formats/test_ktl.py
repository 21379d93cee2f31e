"""Batches of Finnish reference payments: what they hold, and that nothing may be lost of them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import fixed_width
from reskontra.formats import ktl as module
from tests.formats.ktl_files import START, end, ends, headers, payment, read, records, text

PAID = payment()


def test_a_batch():
    data = text(PAID, payment(100, correction="1"), end(1, 4_900, 1, 100))
    (header,), (closing,) = headers(data), ends(data)
    assert (header.format, header.statement_id) == ("ktl", "260303194647020840699")
    assert (header.other_account, header.currency) == ("47300010416310", "EUR")
    assert (header.created_date, header.to_date) == (date(2026, 3, 3), date(2026, 3, 2))
    assert (closing.entries, closing.credits_minor, closing.debits_minor) == (2, 4_900, 100)
    assert [one.is_reversal for one in records(data)] == [False, True]


def test_what_a_day_brings_is_one_entry():
    data = text(payment(100), payment(200, day="260303"), payment(300), end(3, 600))
    assert [(one.entry_number, one.part_number, one.amount_minor, one.entry_amount_minor) for one in records(data)] == [
        (1, 1, 100, 400), (1, 2, 300, 400), (2, 0, 200, 200),
    ]  # fmt: skip
    assert [(one.bank_reference, one.entry_reference) for one in records(data)][1:] == [
        ("02042588WWRV0212", ""),
        ("", "02042588WWRV0212"),
    ]


def test_accounts_and_batches_are_statements_of_their_own():
    data = text(PAID, payment(account="47300010416311"), end(2, 9_800)) + text(PAID, end(1, 4_900))
    assert [one.other_account[-2:] for one in headers(data)] == ["10", "11", "10"]
    assert [one.entries for one in ends(data)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("case", "reference", "name", "references", "told"),
    [
        ("zeros before it", "13013", "MATTI", ["13013"], "MATTI"),
        ("none", "0", "MATTI", [], "MATTI"),
        ("seven-bit letters", "13013", "[IJ\\L] |L{}", ["13013"], "ÄIJÖLÅ öLäå"),
        ("letters as they are", "13013", "ÄIJÄLÄ", ["13013"], "ÄIJÄLÄ"),
    ],
)
def test_a_payment(case, reference, name, references, told):
    (found,) = records(text(payment(4_900, reference, name), end(1, 4_900)))
    assert [one.raw for one in found.references] == references
    assert (found.counterparty.name, found.transaction_code) == (told, "KTL/3/J")


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("a payment is lost", text(PAID, end(2, 9_800)), fixed_width.TotalsDiffer),
        ("another sum", text(PAID, end(1, 4_901)), fixed_width.TotalsDiffer),
        ("a correction is lost", text(PAID, end(1, 4_900, 1, 100)), fixed_width.TotalsDiffer),
        ("no end", text(PAID), fixed_width.EndRecordMissing),
        ("nothing", "", fixed_width.EndRecordMissing),
        ("two starts", text(START), fixed_width.RecordOutOfPlace),
        ("no start", PAID, fixed_width.RecordOutOfPlace),
        ("more after the end", text(end(0, 0), PAID), fixed_width.RecordOutOfPlace),
        ("a direct debit", text("5" + PAID[1:], end(1, 4_900)), fixed_width.RecordUnknown),
        ("a short line", text(PAID[:80], end(1, 4_900)), fixed_width.RecordTooShort),
        ("letters in the amount", text(PAID.replace("0000004900", "00000049O0"), end(1, 4_900)), fixed_width.NotDigits),
        ("30 February", text(payment(day="260230"), end(1, 4_900)), fixed_width.NotADay),
        ("marks", text(payment(currency="0"), end(1, 4_900)), module.CurrencyNotInKtl),
        ("a file in marks", START[:22] + "0", module.CurrencyNotInKtl),
        ("a correction of no kind", text(payment(correction="7"), end(1, 4_900)), module.CorrectionUnknown),
    ],
)
def test_refused(case, data, refusal):
    with pytest.raises(refusal) as caught:
        read(data)
    assert refusal is fixed_width.EndRecordMissing or caught.value.place.startswith("line ")


def test_a_limit(monkeypatch):
    monkeypatch.setattr(module, "PAYMENTS_MAX", 1)
    with pytest.raises(fixed_width.TooManyPayments):
        read(text(PAID, PAID, end(2, 9_800)))


def test_an_empty_batch():
    assert read(text(end(0, 0))) == []


@given(
    st.lists(st.sampled_from([START, PAID, payment(5, correction="1"), end(1, 4_900), end(2, 9_800), ""]), max_size=8)
)
def test_any_records_are_read_or_refused(lines):
    with contextlib.suppress(Malformed):
        assert sum(one.entries for one in ends("\n".join(lines))) == lines.count(PAID)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Malformed):
        assert read(START.encode() + b"\n" + data) is not None
