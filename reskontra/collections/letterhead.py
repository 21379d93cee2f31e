"""What every letter to a customer has: who writes, to whom, and where to pay. Texts are in the active language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reskontra.collections.letter_template import own_template
from reskontra.companies.edit import company_values
from reskontra.companies.logo import logo_of
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Refused
from reskontra.core.identifiers import (
    bankgiro,
    creditor_reference,
    iban,
    luhn,
    ocr_reference,
    organisation_number,
    plusgiro,
)
from reskontra.core.payment_qr import Demanded, bankgiro_qr, epc_qr, plusgiro_qr
from reskontra.interface.display import NO_BREAK_SPACE, money, printable, typeset_money
from reskontra.interface.templatetags.display import day
from reskontra.ledger.queries import BankAccountFacts, bank_accounts
from reskontra.letters.bound import Marks
from reskontra.letters.letter import Payment, Sender
from reskontra.parties.card import Card


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What letters of a company share, read once for all of them.

    accounts   its bank accounts that may be paid to
    template   of the company's own, "" for ours
    demands    terms and levels of reminders that are demands for collection
    """

    company: CompanyFacts
    sender: Sender
    accounts: tuple[BankAccountFacts, ...]
    template: str = ""
    demands: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """What a letter asks for: more than 0, by a day, under a reference (OCR, RF or a number)."""

    amount_minor: int
    currency: str
    issued: date
    due: date
    reference: str
    payer: str


def letterhead(*, company: CompanyFacts) -> Letterhead:
    """The company's name, logo, address and numbers, and its bank accounts."""
    known = {name: printable(text) for name, text in company_values(company=company).items()}
    logo = logo_of(company)
    city = " ".join(part for part in (known["postal_code"], known["city"]) if part)
    facts = [
        ", ".join(part for part in (known["address"], city) if part),
        known["phone"],
        known["email"] or known["website"],
        _("Org. no. {number}").format(number=_registered(known["organisation_number"]))
        if known["organisation_number"]
        else "",
        _("VAT {number}").format(number=known["vat_number"]) if known["vat_number"] else "",
    ]
    sender = Sender(known["name"], tuple(fact for fact in facts if fact), logo.content if logo else b"")
    accounts = tuple(account for account in bank_accounts(company=company) if not account.is_blocked)
    return Letterhead(company, sender, accounts, own_template(company=company))


def _registered(number: str) -> str:
    """A Swedish number with its dash: 559900-1178; another as it is."""
    return organisation_number.format(number) if organisation_number.is_valid(number) else number


def recipient_of(card: Card, company: CompanyFacts) -> tuple[str, ...]:
    """The lines of the address: the name first, the country last where it is another than the company's."""
    city = " ".join(part for part in (card.postal_code, card.city) if part)
    country = country_name(card.country) if card.country not in ("", company.country) else ""
    return tuple(printable(line) for line in (card.name, *card.address.splitlines(), city, country) if line)[:6]


def country_name(code: str) -> str:
    """Of a code, in the language that is active: Denmark, Danmark; a code that is unknown as it is."""
    return str(Locale.parse((get_language() or "en")[:2]).territories.get(code.upper(), code))


def letter_marks(*, company: CompanyFacts) -> Marks:
    """What is printed on letters for those who fold and insert them."""
    fold, inserting = (
        bool(setting(company=company, key=key, default=False)) for key in ("letters_fold_mark", "letters_insert_marks")
    )
    return Marks(fold, inserting)


def page_of() -> str:
    return _("Page {page} of {pages}")


def carry_words() -> tuple[str, str]:
    """What stands before a sum at the foot of a page, and on the next one."""
    return _("To carry over"), _("Carried over")


def letter_language(wanted: str, company: CompanyFacts) -> str:
    """The language of a letter to a customer who wants one: that, else the company's, else English."""
    known = {code for code, _name in settings.LANGUAGES}
    return next((text[:2].lower() for text in (wanted, company.language) if text[:2].lower() in known), "en")


def letter_day(found: date) -> str:
    """As the language that is active writes it, on one line: 2026-03-31 in Swedish, 31 Mar 2026 in English."""
    return day(found).replace(" ", NO_BREAK_SPACE)


def figure(minor: int, currency: str) -> str:
    """An amount without its currency, with a minus sign where it is less than nothing."""
    return typeset_money(minor, currency)


def account_for(head: Letterhead, currency: str) -> BankAccountFacts | None:
    """Where a payment in the currency goes: to an account in it, a giro before an IBAN; else to any IBAN."""
    own = [account for account in head.accounts if account.currency == currency]
    giro = [account for account in own if currency == "SEK" and (account.bankgiro or account.plusgiro)]
    with_iban = [account for account in (*own, *head.accounts) if account.iban]
    return next(iter([*giro, *with_iban]), None)


def account_word(account: BankAccountFacts, currency: str) -> str:
    """The account inside a sentence: bankgiro 5050-1055."""
    if currency == "SEK" and account.bankgiro:
        return _("bankgiro {number}").format(number=bankgiro.format(account.bankgiro))
    if currency == "SEK" and account.plusgiro:
        return _("plusgiro {number}").format(number=plusgiro.format(account.plusgiro))
    return f"IBAN {iban.format(account.iban)}"


def payment_part(head: Letterhead, due: Due) -> Payment | None:
    """The part for the payment; None where the company has no account that the money can go to.

    A code or slip that cannot hold the payment is left out.
    """
    account = account_for(head, due.currency)
    if account is None:
        return None
    asked = money(due.amount_minor, due.currency)
    facts = [
        *_where(account, due.currency),
        (_("Payee"), head.sender.name),
        (_("Payer"), printable(due.payer)),
        (_reference_word(due.reference), _reference(due.reference)),
        (_("To pay, {currency}").format(currency=due.currency), asked),
        (_("No later than"), letter_day(due.due)),
    ]
    return Payment(
        title=_("Payment"),
        facts=tuple((word, text) for word, text in facts if text),
        qr=_qr(head, account, due),
        qr_word=_("Scan in your bank app"),
        qr_description=_("A QR code that fills in the payment: {amount} {currency}, reference {reference}.").format(
            amount=asked, currency=due.currency, reference=due.reference
        ),
        slip=_slip(account, due),
    )


def _where(account: BankAccountFacts, currency: str) -> list[tuple[str, str]]:
    if currency == "SEK" and account.bankgiro:
        return [(_("To bankgiro"), bankgiro.format(account.bankgiro))]
    if currency == "SEK" and account.plusgiro:
        return [(_("To plusgiro"), plusgiro.format(account.plusgiro))]
    return [(_("To IBAN"), iban.format(account.iban))]


def _reference_word(reference: str) -> str:
    return _("OCR number") if ocr_reference.is_valid(reference) else _("Reference")


def _reference(reference: str) -> str:
    return creditor_reference.format(reference) if creditor_reference.is_valid(reference) else printable(reference)


def _qr(head: Letterhead, account: BankAccountFacts, due: Due) -> str:
    demanded = Demanded(
        payee=head.sender.name, amount_minor=due.amount_minor, currency=due.currency, reference=due.reference,
        issued=due.issued, due=due.due, organisation_number=head.company.organisation_number,
    )  # fmt: skip
    try:
        if due.currency == "SEK" and account.bankgiro:
            return bankgiro_qr(demanded, number=account.bankgiro)
        if due.currency == "SEK" and account.plusgiro:
            return plusgiro_qr(demanded, number=account.plusgiro)
        return epc_qr(demanded, account=account.iban)
    except Refused:
        return ""


def _slip(account: BankAccountFacts, due: Due) -> tuple[str, ...]:
    """The line that is read from a Swedish giro slip: reference, kronor, öre and check digit, bankgiro."""
    if due.currency != "SEK" or not account.bankgiro or not ocr_reference.is_valid(due.reference):
        return ()
    kronor, ore = divmod(due.amount_minor, 100)
    check = luhn.check_digit(f"{kronor}{ore:02}")
    return (f"# {due.reference} #", f"{kronor} {ore:02} {check} >", f"{account.bankgiro}#41#")
