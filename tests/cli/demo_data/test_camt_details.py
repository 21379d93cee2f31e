from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from reskontra.cli.demo_data import company
from reskontra.cli.demo_data.camt_details import node, transaction
from reskontra.cli.demo_data.records import BookedPayment, Channel, Counterparty, Kind, Payment

OCR_PAYMENT = Payment(
    kind=Kind.OCR,
    day=date(2026, 4, 16),
    amount_minor=1250_05,
    channel=Channel.BANKGIRO,
    counterparty=Counterparty(name="Åkerlinds Plåt AB", bankgiro="991-2346"),
    reference="100164",
)


def _text(payment: Payment, path: str) -> str | None:
    return transaction(BookedPayment(payment, "B1")).findtext(path)


def test_empty_children_are_left_out() -> None:
    assert ElementTree.tostring(node("A", node("B", ""), None, node("C", node("D")))) == b"<A />"


def test_ocr_stands_in_its_place_with_the_bankgiro_paid_to() -> None:
    assert _text(OCR_PAYMENT, "RmtInf/Strd/CdtrRefInf/Ref") == "100164"
    assert _text(OCR_PAYMENT, "RmtInf/Strd/CdtrRefInf/Tp/CdOrPrtry/Cd") == "SCOR"
    assert _text(OCR_PAYMENT, "RltdPties/CdtrAcct/Id/Othr/Id") == company.BANKGIRO.replace("-", "")
    assert _text(OCR_PAYMENT, "RltdPties/CdtrAcct/Id/Othr/SchmeNm/Prtry") == "BGNR"
    assert _text(OCR_PAYMENT, "RltdPties/DbtrAcct/Id/Othr/Id") == "9912346"
    assert _text(OCR_PAYMENT, "RltdPties/Dbtr/Pty/Nm") == "Åkerlinds Plåt AB"
    assert _text(OCR_PAYMENT, "Amt") == "1250.05"


def test_money_out_names_the_creditor() -> None:
    payment = Payment(
        kind=Kind.VENDOR_PAYMENT,
        day=date(2026, 4, 16),
        amount_minor=-99_00,
        channel=Channel.SUPPLIER,
        counterparty=Counterparty(name="Låsmedjan", plusgiro="12 34 56-6"),
    )
    assert _text(payment, "CdtDbtInd") == "DBIT"
    assert _text(payment, "RltdPties/Cdtr/Pty/Nm") == "Låsmedjan"
    assert _text(payment, "RltdPties/CdtrAcct/Id/Othr/Id") == "1234566"
    assert _text(payment, "RltdPties/CdtrAcct/Id/Othr/SchmeNm/Prtry") == "PGNR"
    assert _text(payment, "RltdPties/Dbtr/Pty/Nm") is None


def test_a_charge_told_leads_back_to_what_was_ordered() -> None:
    payment = Payment(Kind.FEE_DEDUCTED, date(2026, 4, 16), 970_00, Channel.ACCOUNT, charges_minor=30_00)
    assert _text(payment, "AmtDtls/InstdAmt/Amt") == "1000.00"
    assert _text(payment, "Chrgs/Rcrd/Amt") == "30.00"
