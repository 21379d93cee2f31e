"""CODA movements: what is said over several records, who paid, and sums split into their details."""

from datetime import date

import pytest

from reskontra.formats.bank_statement import TextKind
from reskontra.formats.coda_movement import AmountTooFine, SignUnknown
from reskontra.formats.fixed_width import NotADay, NotDigits
from tests.formats.coda_files import PAYER, further, information, more, movement, payer, records, statement

OGM = "123456789002"


def texts(found):
    return [(one.kind, one.text) for one in found.texts]


def test_a_movement_over_all_records():
    (found,) = records(
        statement(
            movement(words="FACTUUR 17 EN FACTUUR 18 EN FACTUUR 19 EN FACTUUR 20 E"[:53]),
            more("N FACTUUR 21", identifier="E2E-1", bic="BBRUBEBB"),
            payer("BERG NV", "EINDE"),
            information("BERG NAAMLOZE VENNOOTSCHAP", structure="001"),
            further(f"{'MOLENSTRAAT 60':<35}{'9340    LEDE':<35}"),
            information("BERG HOLDING", structure="008"),
            information("VALUTA"),
            further("MEER", kind="33"),
        )
    )
    assert texts(found) == [
        (TextKind.REMITTANCE, "FACTUUR 17 EN FACTUUR 18 EN FACTUUR 19 EN FACTUUR 20 N FACTUUR 21 EINDE"),
        (TextKind.ADDITIONAL, "VALUTA MEER"),
    ]
    party = found.counterparty
    assert (party.name, party.ultimate_name) == ("BERG NAAMLOZE VENNOOTSCHAP", "BERG HOLDING")
    assert (party.iban, party.bic) == (PAYER, "BBRUBEBB")
    assert (party.address, party.postal_code, party.city) == ("MOLENSTRAAT 60", "9340", "LEDE")
    assert (found.booking_date, found.value_date) == (date(2026, 3, 2), date(2026, 3, 3))
    assert (found.end_to_end_id, found.bank_reference) == ("E2E-1", "OL4414AC8BOVSO0001")
    assert found.transaction_code == "CODA/00150000"


def test_a_structured_communication_is_a_reference():
    (found,) = records(statement(movement(kind="1", words=f"101{OGM}")))
    assert [(one.raw, one.scheme) for one in found.references] == [(OGM, "BBA")]
    assert found.texts == ()


def test_other_structures_are_told():
    (found,) = records(statement(movement(kind="1", words="105000000000100")))
    assert (texts(found), found.references) == ([(TextKind.TRANSACTION_INFO, "000000000100")], ())


def test_a_direct_debit():
    told = f"020326110{'BE02ZZZ0123456789':<35}{'MANDAAT-7':<35}{'ABONNEMENT MAART':<62}2MD06"
    said = "127" + told
    (found,) = records(statement(movement(-5_000, kind="1", words=said[:53]), more(said[53:106], kind="4"),
                                 payer(words=said[106:]), into=0, out=5_000))  # fmt: skip
    assert (found.mandate_id, texts(found)) == ("MANDAAT-7", [(TextKind.REMITTANCE, "ABONNEMENT MAART")])
    assert (found.return_reason, found.is_reversal) == ("MD06", True)


def test_little_is_told():
    (found,) = records(statement(movement(words="", value="000000", entry="000000"), more(identifier="NOTPROVIDED"),
                                 payer("", own="")))  # fmt: skip
    assert (found.texts, found.value_date, found.booking_date, found.end_to_end_id) == ((), None, None, "")
    assert not any(found.counterparty)


def test_a_sum_is_split_into_its_details():
    (one, two) = records(
        statement(
            movement(5_000, level="1"), more("SOM"),
            movement(6_000, detail=1, words="A"), movement(-1_000, detail=2, words="B", level="1"),
            payer("BANK", detail=2),
        )
    )  # fmt: skip
    assert [(part.entry_number, part.part_number, part.amount_minor) for part in (one, two)] == [
        (1, 1, 6_000), (1, 2, -1_000),
    ]  # fmt: skip
    assert (one.entry_amount_minor, two.counterparty.name, texts(two)) == (5_000, "BANK", [(TextKind.REMITTANCE, "B")])


def test_a_sum_in_a_sum():
    found = records(
        statement(
            movement(5_000, level="1"), movement(2_000, detail=1), movement(3_000, detail=2, level="2"),
            movement(1_000, detail=3), movement(2_000, detail=4, level="2"), movement(0, detail=5, level="1"),
        )
    )  # fmt: skip
    assert [part.amount_minor for part in found] == [2_000, 1_000, 2_000, 0]


def test_details_that_miss_their_sum_are_a_doubt():
    (found,) = records(statement(movement(5_000, level="1"), movement(4_000, detail=1, words="A", level="1")))
    (doubt,) = found.doubts
    assert (found.part_number, found.amount_minor, doubt.override) == (0, 5_000, "batch")
    assert str(doubt.finding).startswith("line 3: Movement 1 is 50.00 EUR, and its 1 details come to 40.00 EUR.")
    assert [text for _, text in texts(found)] == ["FACTUUR 17", "A"]


@pytest.mark.parametrize(
    ("case", "record", "refusal"),
    [
        ("thousandths", movement().replace("50000", "50001", 1), AmountTooFine),
        ("no sign", movement()[:31] + "2" + movement()[32:], SignUnknown),
        ("letters in the amount", movement().replace("50000", "5OOOO", 1), NotDigits),
        ("letters in the reference", movement(kind="1", words="101+++123/4567"), NotDigits),
        ("30 February", movement(entry="300226"), NotADay),
        ("30 February for its value", movement(value="300226"), NotADay),
    ],
)
def test_refused(case, record, refusal):
    with pytest.raises(refusal, match=r"^line 3"):
        records(statement(record))
