"""Entries and parts for the tests of application: local currency SEK, amounts in minor units."""

from datetime import date

from reskontra.core.application_checks import Circumstances, Part
from reskontra.core.entries import DetailKind, DocumentType, Ledger, OpenEntry
from reskontra.core.exchange import PAR, Valuation, to_local

DAY = date(2026, 3, 1)
I, C, P, R = DocumentType.INVOICE, DocumentType.CREDIT_MEMO, DocumentType.PAYMENT, DocumentType.REFUND  # noqa: E741
SHORT = {
    DetailKind.INITIAL: "initial",
    DetailKind.APPLICATION: "applied",
    DetailKind.PAYMENT_DISCOUNT: "discount",
    DetailKind.PAYMENT_DISCOUNT_TOLERANCE: "late discount",
    DetailKind.PAYMENT_TOLERANCE: "tolerance",
    DetailKind.APPLICATION_ROUNDING: "rounding",
    DetailKind.UNREALIZED_GAIN: "unrealized gain",
    DetailKind.UNREALIZED_LOSS: "unrealized loss",
    DetailKind.REALIZED_GAIN: "gain",
    DetailKind.REALIZED_LOSS: "loss",
    DetailKind.CORRECTION_OF_REMAINING: "correction",
    DetailKind.PAYMENT_DISCOUNT_VAT: "discount VAT",
    DetailKind.PAYMENT_DISCOUNT_TOLERANCE_VAT: "late discount VAT",
    DetailKind.PAYMENT_TOLERANCE_VAT: "tolerance VAT",
}


def entry(entry_id, kind, amount, currency="SEK", at=1, **facts):
    """An entry with so many whole units left, at a rate of whole local units."""
    minor, rate = round(amount * 100), round(at * PAR)
    facts.setdefault(
        "remaining_local_minor", to_local(minor, valuation=Valuation(currency, rate), local_currency="SEK")
    )
    facts.setdefault("ledger", Ledger.CUSTOMER)
    facts.setdefault("party_id", 1)
    return OpenEntry(
        entry_id=entry_id,
        document_type=kind,
        document_number=f"{kind.value[:1]}-{entry_id}",
        posting_date=facts.pop("posting_date", DAY),
        currency=currency,
        remaining_minor=minor,
        rate=rate,
        **facts,
    )


def part(entry_id, cash, discount=0, late=0, tolerance=0, settled=None):
    minor = [round(units * 100) for units in (cash, discount, late, tolerance)]
    return Part(entry_id, *minor, settled_minor=None if settled is None else round(settled * 100))


def on(day=DAY, rates=(), rounding=0, allows=True):
    """The circumstances of an application; rates in whole local units."""
    given = {currency: round(rate * PAR) for currency, rate in rates}
    return Circumstances(day, "SEK", allows, given, rounding)


def rows(details, entry_id):
    """An entry's rows in whole units: (kind, amount, local)."""
    return [
        (SHORT[detail.kind], detail.amount_minor / 100, detail.local_minor / 100)
        for detail in details
        if detail.entry_id == entry_id
    ]
