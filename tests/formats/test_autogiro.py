"""Autogiro payment specifications: what is money, what waits, what was stopped, and that nothing is lost."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import autogiro as module
from reskontra.formats import fixed_width
from reskontra.formats.bank_statement import Status
from tests.formats.autogiro_files import (
    BANKGIRO,
    OLD_START,
    START,
    deposit,
    end,
    ends,
    head,
    headers,
    old_end,
    payment,
    read,
    records,
    refund,
    text,
)

PAID = payment()
OTHER = "0120260302AUTOGIRO9900FELLISTA REG.KONTRL".ljust(62) + f"471117{BANKGIRO}"


def amounts(data):
    return [(one.entry_number, one.part_number, one.amount_minor, str(one.status)) for one in records(data)]


def test_a_deposit():
    data = deposit(PAID, payment(5_000, 102, "FAKTNR 17"), amount=15_000, count=2)
    (header,), (closing,) = headers(data), ends(data)
    assert (header.format, header.version, header.statement_id) == ("autogiro", "new", "20260302112931972673")
    assert (header.other_account, header.other_scheme, header.to_date) == ("9912346", "BGNR", date(2026, 3, 2))
    assert (closing.entries, closing.credits_minor, closing.warnings) == (2, 15_000, ())
    (one, two) = records(data)
    assert (one.entry_amount_minor, two.entry_amount_minor, one.batch_reference) == (
        15_000,
        15_000,
        "20260302-15-00001",
    )
    assert ([ref.raw for ref in one.references], one.mandate_id) == (["100164"], "101")
    assert ([ref.raw for ref in two.references], two.transaction_code) == (["FAKTNR 17"], "AG/82/0")


def test_deposits_withdrawals_and_refunds():
    data = text(
        head(10_000), PAID,
        head(3_000, kind="16"), payment(3_000, kind="32"),
        head(2_000, kind="17"), refund(),
        end((1, 1), (1, 1), (1, 1)),
    )  # fmt: skip
    assert amounts(data) == [(1, 0, 10_000, "BOOKED"), (2, 0, -3_000, "BOOKED"), (3, 0, -2_000, "BOOKED")]
    (returned,) = [one for one in records(data) if one.is_reversal]
    assert (returned.return_reason, returned.booking_date) == ("02", date(2026, 3, 2))


def test_only_what_was_paid_is_money():
    some = payment(700, 103, status="1"), payment(800, 104, status="2"), payment(900, 105, status="9")
    data = deposit(PAID, *some, amount=10_000)
    assert amounts(data) == [(1, 0, 10_000, "BOOKED"), (2, 0, 900, "PENDING")]
    (closing,) = ends(data)
    assert (closing.entries, closing.pending) == (1, 1)
    assert closing.warnings == (
        "line 4: 7.00 SEK of payer 103 was stopped, with status 1.",
        "line 5: 8.00 SEK of payer 104 was stopped, with status 2.",
    )


def test_a_section_of_which_nothing_was_paid():
    assert amounts(text(head(0, 0), payment(status="1"), end((1, 0)))) == []


def test_the_old_layout_sums_up_days():
    later = payment(500, 102, day="20260303", status=" ")
    data = text(PAID, later, payment(700, 103), payment(300, kind="32"), payment(900, 104, status="9"),
                old_end(4, 12_100, out=(1, 300)), start=OLD_START)  # fmt: skip
    assert amounts(data) == [
        (1, 1, 10_000, "BOOKED"), (1, 2, 700, "BOOKED"), (2, 0, 500, "BOOKED"), (3, 0, -300, "BOOKED"),
        (4, 0, 900, "PENDING"),
    ]  # fmt: skip
    (header,) = headers(data)
    assert (header.version, header.statement_id, header.other_account) == ("old", "20260302", "9912346")


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("a payment is lost", deposit(PAID, amount=20_000, count=2), fixed_width.TotalsDiffer),
        ("another sum", deposit(PAID, amount=10_001), fixed_width.TotalsDiffer),
        ("another count", text(head(10_000), PAID, end((1, 2))), fixed_width.RecordsLost),
        ("another count of sections", text(head(10_000), PAID, end((2, 1))), fixed_width.RecordsLost),
        ("another sum of the old layout", text(PAID, old_end(1, 9_999), start=OLD_START), fixed_width.TotalsDiffer),
        ("no end", text(head(10_000), PAID), fixed_width.EndRecordMissing),
        ("nothing", "", fixed_width.EndRecordMissing),
        ("no start", text(PAID, start=""), fixed_width.RecordOutOfPlace),
        ("two starts", text(START), fixed_width.RecordOutOfPlace),
        ("more behind the end", deposit(PAID, amount=10_000) + PAID, fixed_width.RecordOutOfPlace),
        ("a payment of no section", text(PAID), fixed_width.RecordOutOfPlace),
        ("a payment of another kind", text(head(3_000), payment(3_000, kind="32")), fixed_width.RecordOutOfPlace),
        ("a section in the old layout", text(head(10_000), start=OLD_START), fixed_width.RecordOutOfPlace),
        ("a refund in the old layout", text(refund(), start=OLD_START), fixed_width.RecordOutOfPlace),
        ("a record of no kind", text("88"), fixed_width.RecordUnknown),
        ("rejected payments", text(start=OTHER), module.NotPayments),
        ("mandates", text(start=START.replace("BET. SPEC & STOPP TK", "AG-MEDAVI           ")), module.NotPayments),
        ("own orders", text(start=OLD_START.replace("9900", "    ")), module.NotPayments),
        ("another status", deposit(payment(status="3"), amount=10_000), module.StatusUnknown),
        ("another currency", text(head(10_000, currency="EUR"), PAID, end((1, 1))), module.CurrencyNotInAutogiro),
        ("letters in the amount", deposit(PAID.replace("00010000", "000100O0"), amount=10_000), fixed_width.NotDigits),
        ("30 February", deposit(payment(day="20260230"), amount=10_000), fixed_width.NotADay),
        ("a short payment", deposit(PAID[:50], amount=10_000), fixed_width.RecordTooShort),
    ],
)
def test_refused(case, data, refusal):
    with pytest.raises(refusal) as caught:
        read(data)
    assert refusal is fixed_width.EndRecordMissing or caught.value.place.startswith("line ")


def test_a_limit(monkeypatch):
    monkeypatch.setattr(module, "PAYMENTS_MAX", 1)
    with pytest.raises(fixed_width.TooManyPayments):
        read(deposit(PAID, PAID, amount=20_000, count=2))


@given(st.lists(st.tuples(st.integers(1, 10**9), st.sampled_from("0129")), max_size=8))
def test_what_is_paid_is_what_the_file_sums_up(some):
    paid = [minor for minor, status in some if status == "0"]
    made = [payment(minor, status=status) for minor, status in some]
    (closing,) = ends(deposit(*made, amount=sum(paid), count=len(paid)))
    assert (closing.credits_minor, closing.entries) == (sum(paid), len(paid))
    found = records(deposit(*made, amount=sum(paid), count=len(paid)))
    assert sum(one.status is Status.PENDING for one in found) == sum(status == "9" for _, status in some)


@given(st.lists(st.sampled_from([START, head(10_000), PAID, refund(), end((1, 1)), ""]), max_size=7))
def test_any_records_are_read_or_refused(lines):
    with contextlib.suppress(Malformed):
        assert sum(one.entries for one in ends("\n".join(lines))) == lines.count(PAID)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Malformed):
        assert read(START.encode() + b"\n" + data) is not None
