"""One OFX transaction: its amount, its day, and who paid."""

from datetime import date

import pytest

from reskontra.core.money import NotAnAmount, TooManyDecimals
from reskontra.formats.bank_statement import Status
from reskontra.formats.camt_values import ElementMissing, NoSuchDate, NotACurrency
from reskontra.formats.ofx_tags import Tag
from reskontra.formats.ofx_transaction import AmountAmbiguous, CorrectionInside, balance_of, minor_of
from tests.formats.ofx_files import balance, ends, ofx, records, statement, tags, transaction

IBAN = "SE4550000000058398257466"


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("100.00", "SEK", 10_000), ("-34.51", "USD", -3_451), ("+1", "SEK", 100), ("200,29", "USD", 20_029),
        (".5", "SEK", 50), ("5.", "SEK", 500), ("15.0000", "SEK", 1_500), ("1.250", "BHD", 1_250), ("0.000", "SEK", 0),
    ],
)  # fmt: skip
def test_amounts(text, currency, expected):
    assert minor_of(Tag(1, "TRNAMT", text), currency) == expected


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", NotAnAmount), ("-", NotAnAmount), ("1,000.00", NotAnAmount), ("１００", NotAnAmount), ("NaN", NotAnAmount),
     ("1e3", NotAnAmount), ("1,000", AmountAmbiguous), ("1.234", AmountAmbiguous), ("0.1234", TooManyDecimals)],
)  # fmt: skip
def test_amounts_that_are_none(text, refusal):
    with pytest.raises(refusal) as caught:
        minor_of(Tag(7, "TRNAMT", text), "SEK")
    assert caught.value.place == "line 7, TRNAMT"


def test_a_transaction_in_full():
    payee = f"<PAYEE>{tags(NAME='Berg AB', ADDR1='Gatan 1', ADDR2='Hus B', CITY='Lund', POSTALCODE='222 22')}"
    more = tags(DTAVAIL="20260303", CHECKNUM="12", REFNUM="100164", MEMO="Invoice 1001", EXTDNAME="Berg Bygg AB")
    account = f"<BANKACCTTO>{tags(BANKID='1', ACCTID=IBAN)}</BANKACCTTO>"
    original = f"<ORIGCURRENCY>{tags(CURRATE='11.25', CURSYM='EUR')}</ORIGCURRENCY>"
    inside = f"{more}{payee}{tags(COUNTRY='SE')}</PAYEE>{account}{original}"
    (found,) = records(ofx(statement(transaction(more=inside))))
    assert (found.status, found.amount_minor, found.currency) == (Status.BOOKED, 10_000, "SEK")
    assert (found.booking_date, found.value_date) == (date(2026, 3, 2), date(2026, 3, 3))
    assert [one.text for one in found.texts] == ["Invoice 1001", "Berg Bygg AB"]
    assert [one.raw for one in found.references] == ["100164"]
    assert (found.bank_reference, found.entry_reference, found.transaction_code) == ("F1", "12", "CREDIT")
    assert (found.instructed_currency, found.exchange_rate, found.doubts) == ("EUR", "11.25", ())
    party = found.counterparty
    assert (party.name, party.iban, party.other_account) == ("Berg AB", IBAN, "")
    assert (party.address, party.postal_code, party.city, party.country) == ("Gatan 1 Hus B", "222 22", "Lund", "SE")


def test_a_transaction_of_which_little_is_told():
    (found,) = records(ofx(statement(transaction(more="<CCACCTTO><ACCTID>4111</CCACCTTO>"))))
    assert (found.texts, found.references, found.value_date, found.counterparty.name) == ((), (), None, "")
    assert found.counterparty.other_account == "4111"


def test_another_currency_is_a_doubt():
    more = f"<CURRENCY>{tags(CURRATE='11', CURSYM='EUR')}</CURRENCY>"
    (found,) = records(ofx(statement(transaction(more=more))))
    (doubt,) = found.doubts
    assert (found.currency, doubt.override, doubt.finding.code) == ("EUR", "currency", "currency_differs")
    (pending,) = records(ofx(statement(transaction(more=more, kind="STMTTRNP"))))
    assert (pending.status, pending.doubts) == (Status.PENDING, ())
    assert pending.warnings == ("line 14, TRNAMT: Entry 1 is 100.00 EUR, and the account is in SEK.",)


@pytest.mark.parametrize(
    ("case", "inside", "refusal"),
    [
        ("no amount", "<STMTTRN><DTPOSTED>20260302</STMTTRN>", ElementMissing),
        ("no day", "<STMTTRN><TRNAMT>1.00</STMTTRN>", ElementMissing),
        ("30 February", transaction(day="20260230"), NoSuchDate),
        ("no day at all", transaction(day="2026-03-02"), NoSuchDate),
        ("the year 0", transaction(day="00000101"), NoSuchDate),
        ("another currency that is none", transaction(more="<CURRENCY><CURSYM>kr</CURRENCY>"), NotACurrency),
        ("a correction", transaction(more="<CORRECTFITID>F0<CORRECTACTION>DELETE"), CorrectionInside),
        ("a correction of no kind", transaction(more="<CORRECTFITID>F0"), CorrectionInside),
    ],
)
def test_refused(case, inside, refusal):
    with pytest.raises(refusal) as caught:
        records(ofx(statement(inside)))
    assert caught.value.place.startswith("line ")


def test_only_the_booked_balance_counts():
    (end,) = ends(ofx(statement(closing=balance("5.00") + "<AVAILBAL><BALAMT>9.00<DTASOF>20260302</AVAILBAL>")))
    assert (end.closing_minor, end.closing_date) == (500, date(2026, 3, 2))
    assert balance_of({}, "SEK") is None
