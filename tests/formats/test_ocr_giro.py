"""Assignments of OCR giro and AvtaleGiro: what they hold, and that nothing may be lost of them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import fixed_width
from reskontra.formats import ocr_giro as module
from reskontra.formats.bank_statement import PartyRecord
from tests.formats.ocr_giro_files import (
    START,
    begin,
    end,
    ends,
    headers,
    item,
    payer,
    read,
    records,
    text,
    words,
)

PAID = (item(), payer())


def test_an_assignment():
    data = text(*PAID, item(2, 5_000), payer(2), item(3, 2_000, sign="-"), amount=13_000, payments=3)
    (header,), (closing,) = headers(data), ends(data)
    assert (header.format, header.statement_id, header.sequence) == ("ocr-giro", "00008080-170031", "2")
    assert (header.other_account, header.currency, header.to_date) == ("12345678903", "NOK", date(2026, 3, 2))
    assert (closing.entries, closing.credits_minor, closing.debits_minor) == (3, 15_000, 2_000)
    assert (closing.opening_minor, closing.closing_minor, closing.doubts) == (None, None, ())


def test_what_is_settled_together_is_one_entry():
    data = text(item(1, 100), item(2, 200, day="030326"), item(3, 300), item(4, 50, part=2), amount=650, payments=4)
    assert [(one.entry_number, one.part_number, one.amount_minor, one.entry_amount_minor) for one in records(data)] == [
        (1, 1, 100, 400), (1, 2, 300, 400), (2, 0, 50, 50), (3, 0, 200, 200),
    ]  # fmt: skip
    assert [one.value_date for one in records(data)] == [date(2026, 3, 2)] * 3 + [date(2026, 3, 3)]
    assert [one.bank_reference for one in records(data)][:2] == ["0203261320100001", "0203261320100003"]


def test_a_payment():
    (found,) = records(text(item(kind="21"), payer(kind="21"), words(1, "Takk  for maten"), amount=10_000))
    assert [(one.raw, one.scheme) for one in found.references] == [("0000531", "KID")]
    assert [one.text for one in found.texts] == ["Takk for maten"]
    assert found.counterparty == PartyRecord(other_account="99990512341", other_scheme="BBAN")
    assert (found.paid_to, found.transaction_code, found.is_reversal) == ("1008566", "NY09/21", False)


def test_a_payment_without_kid_and_payer():
    (found,) = records(text(item(kid=""), payer(1, 0), amount=10_000))
    assert (found.references, found.texts, found.counterparty) == ((), (), PartyRecord())


def test_requests_are_a_kind_of_their_own():
    name = f"NY212131{1:07d}{'Kari':<10}".ljust(80)
    lines = [
        f"NY212149{1:07d}4001{column}{words:<40}".ljust(80, "0") for column, words in ((1, " Faktura 7"), (2, "Ola"))
    ]
    data = text(item(kind="21", service="21"), name, *lines, amount=10_000, service="21")
    (header,), (found,) = headers(data), records(data)
    assert header.format == "avtalegiro"
    assert (found.counterparty.name, [one.text for one in found.texts]) == ("Kari", ["Faktura 7 Ola"])
    assert found.booking_date == date(2026, 3, 2)


def around(*lines: str) -> str:
    return "\n".join((START, *lines))


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("a payment is lost", text(*PAID, amount=20_000, payments=2), fixed_width.TotalsDiffer),
        ("another sum", text(*PAID, amount=10_001), fixed_width.TotalsDiffer),
        ("a record is lost", around(begin(), item(), end(1, 4, 10_000)), fixed_width.RecordsLost),
        ("another sum of the file", around(begin(), item(), end(1, 3, 10_000), end(1, 5, 9, service="00", kind="89")),
         fixed_width.TotalsDiffer),
        ("an assignment does not end", around(begin(), item()), fixed_width.EndRecordMissing),
        ("the file does not end", around(begin(), item(), end(1, 3, 10_000)), fixed_width.EndRecordMissing),
        ("an assignment inside another", around(begin(), begin()), fixed_width.RecordOutOfPlace),
        ("the file ends inside", around(begin(), end(0, 3, 0, service="00", kind="89")), fixed_width.RecordOutOfPlace),
        ("a payment outside", around(item()), fixed_width.RecordOutOfPlace),
        ("two starts", around(START), fixed_width.RecordOutOfPlace),
        ("no start", begin(), fixed_width.RecordOutOfPlace),
        ("more after the end", text(amount=0, payments=0) + START, fixed_width.RecordOutOfPlace),
        ("item 2 of another payment", text(item(), payer(2), amount=10_000), fixed_width.RecordOutOfPlace),
        ("item 2 first", text(payer(), amount=0), fixed_width.RecordOutOfPlace),
        ("an item of another service", text(item(service="21"), amount=0), fixed_width.RecordOutOfPlace),
        ("a record of no kind", around("NY090077"), fixed_width.RecordUnknown),
        ("no record", around("Hei"), fixed_width.RecordUnknown),
        ("mandates", around(begin(service="21", kind="24")), module.NotAPaymentAssignment),
        ("requests taken back", around(begin(service="21", kind="36")), module.NotAPaymentAssignment),
        ("a request taken back", text(item(kind="93", service="21"), amount=0, service="21"),
         module.NotAPaymentAssignment),
        ("a short line", text(item()[:70], amount=10_000), fixed_width.RecordTooShort),
        ("letters in the amount", text(item().replace("00010000", "00O10000"), amount=10_000), fixed_width.NotDigits),
        ("30 February", text(item(day="300226"), amount=10_000), fixed_width.NotADay),
        ("no sign", text(item(sign="+"), amount=10_000), module.SignUnreadable),
    ],
)  # fmt: skip
def test_refused(case, data, refusal):
    with pytest.raises(refusal) as caught:
        read(data)
    assert refusal is fixed_width.EndRecordMissing or caught.value.place.startswith("line ")


def test_a_limit(monkeypatch):
    monkeypatch.setattr(module, "PAYMENTS_MAX", 1)
    with pytest.raises(fixed_width.TooManyPayments):
        read(text(item(), item(2), amount=20_000, payments=2))


LINES = st.sampled_from([START, begin(), *PAID, words(1, "Hei"), end(1, 4, 10_000), end(1, 3, 10_000),
                         end(1, 6, 10_000, service="00", kind="89"), ""])  # fmt: skip


@given(st.lists(LINES, max_size=8))
def test_any_records_are_read_or_refused(lines):
    with contextlib.suppress(Malformed):
        found = ends("\n".join(lines))
        assert sum(one.entries for one in found) == lines.count(item())


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Malformed):
        assert read(START.encode() + b"\n" + data) is not None
