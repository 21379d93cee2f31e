"""What people call the values that commands set: the names of columns and of what the audit trail keeps, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

WORDS = {
    # customers, vendors and the company
    "name": noop("Name"),
    "organisation_number": noop("Organisation number"),
    "vat_number": noop("VAT number"),
    "address": noop("Address"),
    "postal_code": noop("Postal code"),
    "city": noop("City"),
    "country": noop("Country"),
    "email": noop("E-mail"),
    "phone": noop("Telephone"),
    "language": noop("Language"),
    "currency": noop("Currency"),
    "iban": noop("IBAN"),
    "bankgiro": noop("Bankgiro"),
    "plusgiro": noop("Plusgiro"),
    "payment_terms": noop("Payment terms"),
    "reminder_terms": noop("Reminder terms"),
    "finance_charge_terms": noop("Interest terms"),
    "application_method": noop("Application"),
    "posting_group": noop("Posting group"),
    "blocked": noop("Blocked"),
    "credit_limit_minor": noop("Credit limit"),
    "is_active": noop("Active"),
    "registered_office": noop("Registered office"),
    "website": noop("Web address"),
    "preset": noop("Preset of the chart of accounts"),
    # entries
    "due_date": noop("Due date"),
    "discount_date": noop("Discount until"),
    "discount_minor": noop("Cash discount"),
    "discount_tolerance_date": noop("Late discount until"),
    "max_tolerance_minor": noop("Payment tolerance"),
    "payment_reference": noop("Payment reference"),
    "on_hold": noop("On hold"),
    "description": noop("Text"),
    "promised_date": noop("Promised for"),
    "dispute_status": noop("Dispute"),
}


def column_word(name: str) -> str:
    """The name in the reader's language; one without a word is written with blanks."""
    return _(WORDS[name]) if name in WORDS else name.replace("_", " ")
