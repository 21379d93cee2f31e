"""One BAI2 transaction: direction, funds, references and names."""

from datetime import date

import pytest

from reskontra.formats.bai2_records import FieldUnreadable, Record
from reskontra.formats.bai2_transaction import AmountNegative, TypeCodeUnknown, movement_of, skip_funds
from tests.formats.bai2_files import credit, ends, one_account, records


@pytest.mark.parametrize(
    ("code", "minor"),
    [("100", 5), ("195", 5), ("399", 5), ("400", -5), ("698", -5), ("920", 5), ("959", 5), ("960", -5), ("999", -5)],
)
def test_directions(code, minor):
    found = movement_of(Record(1, "16", f"{code},5"))
    assert found is not None
    assert found.signed_minor == minor


@pytest.mark.parametrize("text", ["900,5", "720,5", "099,5", "x,5", ",5", "890,5", "1950,5"])
def test_type_codes_without_direction(text):
    with pytest.raises(TypeCodeUnknown):
        movement_of(Record(1, "16", text))


def test_no_amount_and_no_money():
    assert movement_of(Record(1, "16", "890,,,,,Hello")) is None
    found = movement_of(Record(1, "16", "195,"))
    assert found is not None
    assert found.amount_minor == 0


def test_a_negative_amount():
    with pytest.raises(AmountNegative, match=r'^line 1: The amount "-5" is negative'):
        movement_of(Record(1, "16", "195,-5"))


@pytest.mark.parametrize(
    ("funds", "day"),
    [("", None), ("0", None), ("1", None), ("2", None), ("Z", None), ("V,260304,", date(2026, 3, 4)), ("V,,1200", None),
     ("S,100,200,", None), ("D,2,0,100,1,200", None), ("D,", None)],
)  # fmt: skip
def test_funds(funds, day):
    record = Record(1, "16", f"{funds},next")
    assert skip_funds(record) == day
    assert record.take() == "next"


@pytest.mark.parametrize("funds", ["X", "S,a,b,c", "V,260230,"])
def test_funds_that_are_none(funds):
    with pytest.raises(FieldUnreadable):
        skip_funds(Record(1, "16", funds))


def test_a_transaction_with_plain_text():
    (found,) = records(one_account(credit(funds="V,260303,", text="BERG INC, INVOICE 1001  / 1002")))
    assert (found.booking_date, found.value_date) == (date(2026, 3, 2), date(2026, 3, 3))
    assert [one.text for one in found.texts] == ["BERG INC, INVOICE 1001 / 1002"]
    assert ([one.raw for one in found.references], found.bank_reference) == (["100164"], "B1")
    assert (found.transaction_code, found.counterparty.name) == ("BAI/195", "")


def test_a_transaction_with_marked_text():
    marked = ("88,EREF: E1", "88,REMI: Invoice 1001", "88,DBNM: BERG INC", "88,CRNM: OWN INC", "88,DACT: 0815",
              "88,DBIC: CITIUS30XXX", "88,CHKN: 77")  # fmt: skip
    (found,) = records(one_account(credit(text="Wire"), *marked))
    assert found.texts[0].text == "Invoice 1001"
    assert (found.end_to_end_id, found.entry_reference) == ("E1", "77")
    party = found.counterparty
    assert (party.name, party.other_account, party.bic) == ("BERG INC", "0815", "CITIUS30XXX")


def test_no_reference_and_no_text():
    (found,) = records(one_account(credit(reference="0000")))
    assert (found.references, found.texts) == ((), ())


def test_a_text_without_money_is_told():
    (end,) = ends(one_account(credit(), "16,890,0,,,,RATES CHANGE ON MONDAY/"))
    assert (end.entries, end.warnings) == (1, ("line 5: RATES CHANGE ON MONDAY",))
