"""Payments that say what they pay: references, numbers, and what payers do to the amount."""

from __future__ import annotations

from dataclasses import replace

from reskontra.cli.demo_data import wordings
from reskontra.cli.demo_data.desk import Desk, Payer, is_swedish
from reskontra.cli.demo_data.records import Channel, Document, Kind, Party, Payment, Settlement


def pay(desk: Desk, kind: Kind, document: Document, payer: Payer) -> Payment:
    """The plain case, which the others change: the whole remaining amount of one document, no text."""
    return Payment(
        kind=kind,
        day=desk.day(),
        amount_minor=document.remaining_minor,
        channel=payer.channel,
        counterparty=payer.counterparty,
        ledger=document.ledger,
        party=document.party,
        settlements=(Settlement(document, document.remaining_minor),),
    )


def plain(document: Document, party: Party) -> bool:
    return document.discount_date is None and is_swedish(party)


def ocr(desk: Desk) -> list[Payment]:
    document = desk.take(plain)
    payment = pay(desk, Kind.OCR, document, _to_bankgiro(desk, document))
    return [replace(payment, reference=document.payment_reference)]


def ocr_slip(desk: Desk) -> list[Payment]:
    """One digit typed wrong, which the check digit always shows."""
    document = desk.take(lambda document, party: plain(document, party) and desk.has_amount_alone(document))
    place = desk.random.randint(2, len(document.payment_reference) - 3)
    digit = (int(document.payment_reference[place]) + desk.random.randint(1, 9)) % 10
    slip = f"{document.payment_reference[:place]}{digit}{document.payment_reference[place + 1 :]}"
    return [replace(pay(desk, Kind.OCR_SLIP, document, _to_bankgiro(desk, document)), reference=slip)]


def ocr_in_text(desk: Desk) -> list[Payment]:
    document = desk.take(plain)
    text = desk.random.choice(("OCR {}", "{}", "OCR-nr: {}", "Ocr {} tack")).format(document.payment_reference)
    return [replace(_pay_by_anybody(desk, Kind.OCR_IN_TEXT, document), texts=(text,))]


def number_in_text(desk: Desk) -> list[Payment]:
    document = desk.take(plain)
    return [replace(_pay_by_anybody(desk, Kind.NUMBER_IN_TEXT, document), texts=(number_text(desk, document),))]


def external_number(desk: Desk) -> list[Payment]:
    document = desk.take(lambda document, party: plain(document, party) and document.external_number != "")
    text = desk.random.choice(wordings.EXTERNAL).format(e=document.external_number)
    return [replace(_pay_by_anybody(desk, Kind.EXTERNAL_NUMBER, document), texts=(text,))]


def several_numbers(desk: Desk) -> list[Payment]:
    documents = desk.take_several(desk.random.choice((2, 2, 3, 4)))
    text = wordings.several_numbers(desk.random, [document.number for document in documents])
    return [replace(_pay_together(desk, Kind.SEVERAL_NUMBERS, documents), texts=(text,))]


def several_split(desk: Desk) -> list[Payment]:
    documents = desk.take_several(desk.random.choice((3, 4, 5)))
    texts = wordings.split_inside_a_number(desk.random, [document.number for document in documents])
    return [replace(_pay_together(desk, Kind.SEVERAL_SPLIT, documents), texts=texts)]


def credit_memo_netted(desk: Desk) -> list[Payment]:
    """An invoice less a credit memo; one in three does not name the memo."""
    invoice = desk.take(lambda document, party: plain(document, party) and _memo_for(desk, document) is not None)
    memo = _memo_for(desk, invoice)
    assert memo is not None
    desk.take_all([memo])
    wording = desk.random.choice(wordings.NETTED_SILENTLY if desk.random.random() < 0.33 else wordings.NETTED)
    payment = _pay_together(desk, Kind.CREDIT_MEMO_NETTED, [invoice, memo])
    return [replace(payment, texts=(wording.format(n=invoice.number, c=memo.number),))]


def part_payment(desk: Desk) -> list[Payment]:
    document = desk.take(lambda document, party: plain(document, party) and document.remaining_minor > 2_000_00)
    cash = document.remaining_minor * desk.random.randint(3, 7) // 1_000 * 100
    text = desk.random.choice(wordings.PART).format(n=document.number)
    return [_with_cash(_pay_by_anybody(desk, Kind.PART_PAYMENT, document), cash, text)]


def overpayment(desk: Desk) -> list[Payment]:
    """A reminder fee nobody has charged, or the next whole hundred."""
    document = desk.take(plain)
    payment = _pay_by_anybody(desk, Kind.OVERPAYMENT, document)
    hundred = -document.remaining_minor % 100_00
    extra = desk.random.choice((60_00, 50_00, hundred if hundred > 1_00 else 100_00))
    return [
        replace(payment, amount_minor=payment.amount_minor + extra, texts=(number_text(desk, document),)),
    ]


def discount_taken(desk: Desk) -> list[Payment]:
    """The cash discount drawn off, on or before its last day; every other says so."""
    document = desk.take(lambda document, party: document.discount_date is not None and is_swedish(party))
    cash = document.remaining_minor - document.discount_minor
    payment = _pay_by_anybody(desk, Kind.DISCOUNT_TAKEN, document)
    says_so = desk.random.random() < 0.5
    text = desk.random.choice(wordings.DISCOUNTED).format(n=document.number)
    return [
        replace(
            payment,
            day=desk.day(last=document.discount_date),
            amount_minor=cash,
            settlements=(Settlement(document, cash, discount_minor=document.discount_minor),),
            texts=(text if says_so else number_text(desk, document),),
        )
    ]


def ore_rounding(desk: Desk) -> list[Payment]:
    """Paid in whole kronor, up or down to the nearest."""
    document = desk.take(lambda document, party: plain(document, party) and document.remaining_minor % 100 != 0)
    cash = (document.remaining_minor + 50) // 100 * 100
    payment = _pay_by_anybody(desk, Kind.ORE_ROUNDING, document)
    return [
        replace(
            payment,
            amount_minor=cash,
            settlements=(Settlement(document, cash, rounding_minor=document.remaining_minor - cash),),
            texts=(number_text(desk, document),),
        )
    ]


def fee_told(desk: Desk) -> list[Payment]:
    """From abroad: a bank on the way kept its charge, and says so."""
    (payment,) = fee_deducted(desk)
    return [replace(payment, charges_minor=payment.settlements[0].charge_minor)]


def fee_deducted(desk: Desk) -> list[Payment]:
    """The same, but only the amount shows it."""
    document = desk.take(lambda document, party: not is_swedish(party))
    charge = desk.random.choice((25_00, 30_00, 45_00, 50_00))
    cash = document.remaining_minor - charge
    payer = _from_abroad(desk, document)
    return [
        replace(
            pay(desk, Kind.FEE_DEDUCTED, document, payer),
            amount_minor=cash,
            settlements=(Settlement(document, cash, charge_minor=charge),),
            texts=(f"Invoice {document.number}",),
        )
    ]


def foreign_rf(desk: Desk) -> list[Payment]:
    document = desk.take(lambda document, party: not is_swedish(party))
    payment = pay(desk, Kind.FOREIGN_RF, document, _from_abroad(desk, document))
    return [replace(payment, reference=document.payment_reference)]


def duplicate_payment(desk: Desk) -> list[Payment]:
    """The same invoice by OCR early in the statement, and once more some days later: nothing is left to settle."""
    document = desk.take(plain)
    payer = _to_bankgiro(desk, document)
    first = replace(pay(desk, Kind.OCR, document, payer), day=desk.days[0], reference=document.payment_reference)
    again = replace(first, kind=Kind.DUPLICATE_PAYMENT, day=desk.day(first=2), settlements=())
    return [first, again]


def number_text(desk: Desk, document: Document) -> str:
    return wordings.one_number(
        desk.random,
        document.number,
        document.party,
        document.posting_date.isoformat(),
        f"{document.remaining_minor // 100},{document.remaining_minor % 100:02d}",
    )


def _pay_by_anybody(desk: Desk, kind: Kind, document: Document) -> Payment:
    return pay(desk, kind, document, desk.payer(desk.party[document.party]))


def _pay_together(desk: Desk, kind: Kind, documents: list[Document]) -> Payment:
    payment = _pay_by_anybody(desk, kind, documents[0])
    return replace(
        payment,
        amount_minor=sum(document.remaining_minor for document in documents),
        settlements=tuple(Settlement(document, document.remaining_minor) for document in documents),
    )


def _with_cash(payment: Payment, cash_minor: int, text: str) -> Payment:
    """Only this much of the one document is paid; the rest stays open."""
    (settlement,) = payment.settlements
    return replace(
        payment, amount_minor=cash_minor, settlements=(Settlement(settlement.document, cash_minor),), texts=(text,)
    )


def _to_bankgiro(desk: Desk, document: Document) -> Payer:
    """An OCR reference has its structured place only on a payment to the bankgiro."""
    party = desk.party[document.party]
    payer = desk.payer(party)
    if payer.channel is Channel.BANKGIRO:
        return payer
    return Payer(Channel.BANKGIRO, replace(payer.counterparty, iban="", bankgiro=party.bankgiro))


def _from_abroad(desk: Desk, document: Document) -> Payer:
    party = desk.party[document.party]
    return desk.from_account(party, name=party.name.upper())


def _memo_for(desk: Desk, invoice: Document) -> Document | None:
    """A free credit memo of the same customer, smaller than the invoice."""
    for document in desk.of_party[invoice.party]:
        is_smaller = -document.remaining_minor < invoice.remaining_minor
        if document.document_type == "credit_memo" and is_smaller and desk.is_free(document):
            return document
    return None
