"""Money out, money sent back, and the bank's own bookings."""

from __future__ import annotations

from dataclasses import replace

from reskontra.cli.demo_data import check_digits, company, words
from reskontra.cli.demo_data.desk import Desk, Payer
from reskontra.cli.demo_data.records import Channel, Counterparty, Document, Kind, Payment, Settlement
from reskontra.cli.demo_data.referenced import pay, plain

TAX_ACCOUNT_BANKGIRO = "5050-1055"
ACCOUNT_CLOSED = "AC04"
REFUND_REQUESTED = "MD06"


def vendor_payment(desk: Desk) -> list[Payment]:
    """One invoice; by its OCR reference where it has one, else by the vendor's number."""
    return [_pay_vendor(desk, [desk.free_vendor_documents("invoice")[0]])]


def vendor_payment_of_two(desk: Desk) -> list[Payment]:
    """Two invoices of one vendor in one payment."""
    for first in desk.free_vendor_documents("invoice"):
        others = [document for document in desk.free_vendor_documents("invoice") if document.party == first.party]
        if len(others) > 1:
            return [_pay_vendor(desk, others[:2])]
    raise LookupError("no vendor has two free invoices")


def vendor_payment_netted(desk: Desk) -> list[Payment]:
    """An invoice less the vendor's credit memo."""
    for memo in desk.free_vendor_documents("credit_memo"):
        for invoice in desk.free_vendor_documents("invoice"):
            if invoice.party == memo.party and -invoice.remaining_minor > memo.remaining_minor:
                return [_pay_vendor(desk, [invoice, memo])]
    raise LookupError("no vendor has a credit memo smaller than an invoice")


def returned_vendor_payment(desk: Desk) -> list[Payment]:
    """A supplier payment that comes back two days later or more: the account was closed."""
    payment = replace(_pay_vendor(desk, [desk.free_vendor_documents("invoice")[0]]), day=desk.days[0])
    return [payment, _return_of(desk, payment, ACCOUNT_CLOSED)]


def direct_debit(desk: Desk) -> list[Payment]:
    document = desk.take(plain)
    party = desk.party[document.party]
    payer = Payer(Channel.DIRECT_DEBIT, Counterparty(name=party.name, city=party.city, country=party.country))
    return [
        replace(
            pay(desk, Kind.DIRECT_DEBIT, document, payer),
            texts=(f"Autogiro faktura {document.number}",),
            end_to_end_id=f"AG{document.number}",
            mandate=f"M{document.party}",
        )
    ]


def returned_direct_debit(desk: Desk) -> list[Payment]:
    (payment,) = direct_debit(desk)
    payment = replace(payment, day=desk.days[0])
    return [payment, _return_of(desk, payment, REFUND_REQUESTED)]


def salary(desk: Desk) -> list[Payment]:
    return [_bank_booking(desk, Kind.SALARY, -_kronor(desk, 310_000, 420_000), "LÖNER", day=-2)]


def tax_account(desk: Desk) -> list[Payment]:
    tax = replace(
        _bank_booking(desk, Kind.TAX_ACCOUNT, -_kronor(desk, 120_000, 190_000), ""),
        channel=Channel.ACCOUNT,
        counterparty=Counterparty(name="SKATTEVERKET", bankgiro=TAX_ACCOUNT_BANKGIRO, country="SE"),
        reference=check_digits.with_luhn(f"16{company.ORGANISATION_NUMBER.replace('-', '')}"),
    )
    surplus = replace(
        _bank_booking(desk, Kind.TAX_ACCOUNT, _kronor(desk, 900, 7_000), ""),
        channel=Channel.ACCOUNT,
        counterparty=Counterparty(name="SKATTEVERKET", country="SE"),
        texts=("Överskott skattekonto",),
    )
    return [tax, surplus]


def bank_fee(desk: Desk, index: int) -> Payment:
    return _bank_booking(desk, Kind.BANK_FEE, -desk.random.randint(45_00, 890_00), words.BANK_FEES[index])


def card_purchase(desk: Desk, index: int) -> Payment:
    return _bank_booking(desk, Kind.CARD_PURCHASE, -desk.random.randint(89_00, 2_400_00), words.CARD_PURCHASES[index])


def own_transfers(desk: Desk) -> list[Payment]:
    """To the savings account twice, back once."""
    other = Counterparty(name=company.NAME, iban=company.SAVINGS_IBAN, country=company.COUNTRY)
    amounts = (-250_000_00, 100_000_00, -_kronor(desk, 40_000, 90_000))
    return [
        replace(
            _bank_booking(desk, Kind.OWN_TRANSFER, amount, "", day=day),
            channel=Channel.ACCOUNT,
            counterparty=other,
            texts=("Överföring sparkonto" if amount < 0 else "Från sparkonto",),
        )
        for day, amount in enumerate(amounts)
    ]


def pending(desk: Desk) -> list[Payment]:
    """Announced on the last day, not booked: it must never become a payment."""
    document = desk.take(plain)
    payment = pay(desk, Kind.PENDING, document, desk.from_account(desk.party[document.party], name=""))
    return [replace(payment, day=desk.days[-1], settlements=(), reference=document.payment_reference)]


def _pay_vendor(desk: Desk, documents: list[Document]) -> Payment:
    desk.take_documents(documents)
    vendor = desk.party[documents[0].party]
    reference = documents[0].payment_reference if len(documents) == 1 else ""
    numbers = " ".join(document.external_number for document in documents)
    return Payment(
        kind=Kind.VENDOR_PAYMENT,
        day=desk.day(),
        amount_minor=sum(document.remaining_minor for document in documents),
        channel=Channel.SUPPLIER,
        counterparty=Counterparty(
            name=vendor.name,
            iban=vendor.iban,
            bankgiro=vendor.bankgiro,
            plusgiro=vendor.plusgiro,
            country=vendor.country,
        ),
        ledger="vendor",
        party=vendor.number,
        settlements=tuple(Settlement(document, document.remaining_minor) for document in documents),
        texts=() if reference else (numbers,),
        reference=reference,
        end_to_end_id=f"LB{documents[0].number}",
    )


def _return_of(desk: Desk, payment: Payment, reason: str) -> Payment:
    """The same money the other way, with the original's end-to-end id."""
    return replace(
        payment,
        kind=Kind.RETURNED_PAYMENT,
        day=desk.day(first=2),
        amount_minor=-payment.amount_minor,
        channel=Channel.DIRECT_DEBIT if payment.channel is Channel.DIRECT_DEBIT else Channel.ACCOUNT,
        settlements=(),
        texts=(),
        reference="",
        return_reason=reason,
        returns=payment.end_to_end_id,
        info="RETUR AV BETALNING",
    )


def _bank_booking(desk: Desk, kind: Kind, amount_minor: int, info: str, *, day: int | None = None) -> Payment:
    return Payment(
        kind=kind,
        day=desk.day() if day is None else desk.days[day],
        amount_minor=amount_minor,
        channel=Channel.BANK,
        info=info,
    )


def _kronor(desk: Desk, least: int, most: int) -> int:
    return desk.random.randint(least, most) * 100
