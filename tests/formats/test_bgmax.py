"""Deposits of a BgMax file: what they hold, and that nothing may be lost of them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Malformed
from reskontra.formats import bgmax as module
from reskontra.formats import fixed_width
from reskontra.formats.fixed_width import NotADay, NotDigits, RecordTooShort
from tests.formats.bgmax_files import SECTION, START, deposit, end, ends, headers, one_deposit, payment, read, text

PAID = payment(10_000)


def test_a_deposit():
    data = one_deposit(PAID, payment(5_000), payment(2_000, kind="21"), amount=13_000, payments=3)
    (header,), (closing,) = headers(data), ends(data)
    assert (header.format, header.statement_id, header.sequence) == ("bgmax", "20260302173035010331", "56")
    assert (header.other_account, header.other_scheme, header.currency) == ("50501055", "BGNR", "SEK")
    assert header.to_date == date(2026, 3, 2)
    assert (closing.opening_minor, closing.closing_minor) == (None, None)
    assert (closing.entries, closing.credits_minor, closing.debits_minor) == (3, 15_000, 2_000)


def test_deposits_of_several_numbers_and_currencies():
    data = text(SECTION, PAID, deposit(10_000, 1), SECTION.replace("SEK", "EUR"), PAID,
                deposit(10_000, 1, currency="EUR", number=57))  # fmt: skip
    assert [(header.currency, header.sequence) for header in headers(data)] == [("SEK", "56"), ("EUR", "57")]


def test_a_section_for_a_plusgiro_number():
    data = text("0500000000000000041236SEK", PAID, deposit(10_000, 1))
    (header,) = headers(data)
    assert (header.other_account, header.other_scheme) == ("41236", "PGNR")


def test_a_limit(monkeypatch):
    monkeypatch.setattr(module, "PAYMENTS_MAX", 1)
    with pytest.raises(fixed_width.TooManyPayments):
        read(one_deposit(PAID, PAID, amount=20_000, payments=2))


@pytest.mark.parametrize(
    ("case", "data", "refusal"),
    [
        ("a payment is lost", one_deposit(PAID, amount=20_000, payments=2), module.DepositDiffers),
        ("a payment too many", one_deposit(PAID, PAID, amount=20_000, payments=1), module.DepositDiffers),
        ("another sum", one_deposit(PAID, amount=10_001), module.DepositDiffers),
        ("another currency", text(SECTION, PAID, deposit(10_000, 1, currency="EUR")), module.DepositDiffers),
        ("no end record", "\n".join((START, SECTION, PAID, deposit(10_000, 1))), fixed_width.EndRecordMissing),
        ("another count", "\n".join((START, SECTION, PAID, deposit(10_000, 1), end([]))), fixed_width.RecordsLost),
        ("a test file", text(start=START[:-1] + "T"), module.TestFile),
        ("a record of no kind", text("99"), fixed_width.RecordUnknown),
        ("no opening record", "\n".join((SECTION, end([]))), fixed_width.RecordOutOfPlace),
        ("two opening records", text(START), fixed_width.RecordOutOfPlace),
        ("a payment outside", text(PAID), fixed_width.RecordOutOfPlace),
        ("a section inside another", text(SECTION, SECTION), fixed_width.RecordOutOfPlace),
        ("a section that does not end", text(SECTION, PAID), fixed_width.RecordOutOfPlace),
        ("a message before a payment", text(SECTION, "25Hej"), fixed_width.RecordOutOfPlace),
        ("more after the end", text() + PAID, fixed_width.RecordOutOfPlace),
        ("a short deposit", text(SECTION, PAID, deposit(10_000, 1)[:60]), RecordTooShort),
        ("a short payment", text(SECTION, PAID[:54]), RecordTooShort),
        ("letters in the amount", text(SECTION, PAID.replace("000010000", "0000100O0"), deposit(10_000, 1)), NotDigits),
        ("30 February", text(SECTION, PAID, deposit(10_000, 1, day="20260230")), NotADay),
        ("a currency BgMax has not", text(SECTION.replace("SEK", "NOK")), module.CurrencyNotInBgmax),
    ],
)  # fmt: skip
def test_refused(case, data, refusal):
    with pytest.raises(refusal):
        read(data)


def test_the_place_is_told():
    with pytest.raises(module.DepositDiffers) as caught:
        read(one_deposit(PAID, amount=10_001))
    assert str(caught.value) == (
        "line 4: The deposit is 100.01 SEK for 1 payment, and the section has 1 that come to 100.00 SEK. Fetch the "
        "file from the bank again."
    )


def test_blanks_cut_off_and_tabs_do_no_harm():
    data = one_deposit(PAID, "220003783511\t\t       657965" + f"{0:018d}21000120000018", amount=10_000)
    assert [one.raw for one in read("\n".join(line.rstrip() for line in data.splitlines()))[1].references] == ["657965"]


def test_an_empty_file_of_the_day():
    assert read(text()) == []


LINES = st.sampled_from(
    [START, SECTION, PAID, payment(5, kind="21"), payment(0, "1", "2", kind="22"), "25Hej", "26Alfa",
     deposit(10_000, 1), deposit(20_000, 2), end([SECTION, PAID, deposit(10_000, 1)]), "", "99"]
)  # fmt: skip


@given(st.lists(LINES, max_size=10))
def test_any_records_are_read_or_refused(lines):
    with contextlib.suppress(Malformed):
        found = read("\n".join(lines))
        assert sum(type(event).__name__ == "StatementEnd" for event in found) == lines.count(deposit(10_000, 1)) + (
            lines.count(deposit(20_000, 2))
        )


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(Malformed):
        assert read(START.encode() + b"\n" + data) is not None
