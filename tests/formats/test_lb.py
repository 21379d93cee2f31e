"""Return files of payments to vendors: sections, deductions, payees, and that nothing is lost."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import fixed_width
from reskontra.formats import lb as module
from tests.formats.lb_files import OWN, address, begin, end, ends, headers, payee, payment, read, records, text

WHOLE = text(begin(), payee(), payment(), payment(5_000, "17", own=""), end(2, 15_000))


def test_a_section():
    (header,), (closing,) = headers(WHOLE), ends(WHOLE)
    assert (header.format, header.statement_id, header.other_account) == ("lb", "260301-260302", "9912346")
    assert (header.other_scheme, header.currency, header.to_date) == ("BGNR", "SEK", date(2026, 3, 2))
    assert (closing.entries, closing.debits_minor, closing.credits_minor) == (2, 15_000, 0)
    (one, two) = records(WHOLE)
    assert (one.part_number, one.amount_minor, one.entry_amount_minor) == (1, -10_000, -15_000)
    assert ([ref.raw for ref in one.references], one.end_to_end_id, two.end_to_end_id) == (["100164"], "343", "")
    assert (one.counterparty.name, one.counterparty.other_account) == ("Berg AB", "50501055")
    assert (one.booking_date, one.transaction_code) == (date(2026, 3, 2), "LB/14")


def test_deductions_and_messages():
    data = text(begin(), payment(), "25Tack för mars", payment(3_000, kind="15"), end(2, 7_000))
    (paid, deducted) = records(data)
    assert (paid.amount_minor, deducted.amount_minor, paid.entry_amount_minor) == (-10_000, 3_000, -7_000)
    assert ([one.text for one in paid.texts], deducted.is_reversal) == (["Tack för mars"], True)
    assert ends(text(begin(), payment(kind="17"), end(1, -10_000)))[0].credits_minor == 10_000


def test_payees_and_sections():
    data = text(begin(), payee(), address(), payment(), end(), begin(currency="EUR", day=""), payment(), end())
    (one, two) = records(data)
    assert (one.part_number, one.counterparty.address, one.counterparty.city) == (0, "Gatan 1", "Lund")
    assert (two.currency, two.counterparty.name, two.booking_date) == ("EUR", "", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("a payment is lost", text(begin(), payment(), end(2, 15_000)), fixed_width.TotalsDiffer),
        ("another sum", text(begin(), payment(), end(1, 9_999)), fixed_width.TotalsDiffer),
        ("the end of another", text(begin(), payment(), end(own="0000000001")), fixed_width.TotalsDiffer),
        ("no end", text(begin(), payment()), fixed_width.EndRecordMissing),
        ("nothing", "", fixed_width.EndRecordMissing),
        ("no start", text(payment()), fixed_width.RecordOutOfPlace),
        ("two starts", text(begin(), begin()), fixed_width.RecordOutOfPlace),
        ("a message of nothing", text(begin(), "25Hej"), fixed_width.RecordOutOfPlace),
        ("a record of no kind", text(begin(), "99"), fixed_width.RecordUnknown),
        ("an order", text(begin(code=" ")), module.NotPaid),
        ("what is yet to be paid", text(begin(code="7")), module.NotPaid),
        ("another currency", text(begin(currency="NOK")), module.CurrencyNotInLb),
        ("letters in the amount", text(begin(), payment().replace("00010000", "000100O0")), fixed_width.NotDigits),
        ("30 February", text(begin(day="260230")), fixed_width.NotADay),
        ("a short payment", text(begin(), payment()[:45]), fixed_width.RecordTooShort),
    ],
)
def test_refused(case, data, refusal):
    with pytest.raises(refusal) as caught:
        read(data)
    assert refusal is fixed_width.EndRecordMissing or caught.value.place.startswith("line ")
    assert len(OWN) == 10


def test_a_limit(monkeypatch):
    monkeypatch.setattr(module, "PAYMENTS_MAX", 1)
    with pytest.raises(fixed_width.TooManyPayments):
        read(WHOLE)


@given(st.lists(st.tuples(st.integers(1, 10**9), st.sampled_from(["14", "15", "16", "17"])), max_size=8))
def test_parts_come_to_the_sum_of_the_section(some):
    made = [payment(minor, kind=kind) for minor, kind in some]
    total = sum(minor if kind == "14" else -minor for minor, kind in some)
    found = records(text(begin(), *made, end(len(made), total)))
    assert -sum(one.amount_minor for one in found) == total
    assert {one.entry_amount_minor for one in found} <= {-total}


@given(st.lists(st.sampled_from([begin(), payee(), payment(), end(), "25A"]), max_size=7))
def test_any_records_are_read_or_refused(lines):
    with contextlib.suppress(Malformed):
        assert sum(one.entries for one in ends("\n".join(lines))) == lines.count(payment())


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Malformed):
        assert read(begin().encode("latin-1") + b"\n" + data) is not None
