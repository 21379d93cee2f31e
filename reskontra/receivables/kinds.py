"""Words for the codes of documents and rows, in the user's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

KINDS = {
    "INVOICE": noop("Invoice"),
    "CREDIT_MEMO": noop("Credit memo"),
    "PAYMENT": noop("Payment"),
    "REFUND": noop("Refund"),
    "FINANCE_CHARGE": noop("Finance charge"),
    "REMINDER": noop("Reminder"),
    "": noop("Journal entry"),
    "INITIAL": noop("Posted"),
    "APPLICATION": noop("Application"),
    "PAYMENT_DISCOUNT": noop("Cash discount"),
    "PAYMENT_DISCOUNT_TOLERANCE": noop("Late cash discount"),
    "PAYMENT_TOLERANCE": noop("Payment tolerance"),
    "APPLICATION_ROUNDING": noop("Rounding"),
    "UNREALIZED_GAIN": noop("Unrealized exchange gain"),
    "UNREALIZED_LOSS": noop("Unrealized exchange loss"),
    "REALIZED_GAIN": noop("Realized exchange gain"),
    "REALIZED_LOSS": noop("Realized exchange loss"),
    "CORRECTION_OF_REMAINING": noop("Correction of rounding"),
    "PAYMENT_DISCOUNT_VAT": noop("VAT of the cash discount"),
    "PAYMENT_DISCOUNT_TOLERANCE_VAT": noop("VAT of the late cash discount"),
    "PAYMENT_TOLERANCE_VAT": noop("VAT of the tolerance"),
}


def kind_word(code: str) -> str:
    """The word for a document type or the kind of a row."""
    return _(KINDS[code])
