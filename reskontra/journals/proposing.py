"""What a line is proposed to be, from the documents it settles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import parse_minor
from reskontra.core.settlement import Marked
from reskontra.ledger.account_facts import accounts_by_number
from reskontra.parties.queries import PartySummary
from reskontra.receivables.queries import find_document, typed_number


class LineWithoutParty(Refused):
    code = "line_without_party"
    template = "{text} was to be settled by a line without a customer or vendor. Put one on the line first."


class CurrencyBrought(Refused):
    code = "currency_brought"
    template = (
        "The line on {account} is in {own} where nothing is said, and {document} is in {currency}. "
        "Say which one the line is in with --currency, or take that of {document} with --accept-currency."
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a line settles, as it stands. Amounts are signed as the entry, in its currency."""

    mark: Marked
    number: str
    document_type: str
    currency: str
    remaining_minor: int
    discount_minor: int
    discount_date: date | None


def named_document(*, company: CompanyFacts, party: tuple[str, str] | None, text: str) -> Named:
    """The document that NUMBER or NUMBER=AMOUNT names among those of a customer or vendor; TYPE:NUMBER where needed.

    refuses   LineWithoutParty, DocumentUnknown, DocumentNotUnique, DocumentOfSeveralTypes, NotAnAmount, TooManyDecimals
    """
    number, _equals, amount = text.rpartition("=") if "=" in text else (text, "", "")
    if party is None:
        raise LineWithoutParty(text=number)
    kind, bare = typed_number(number)
    fact = find_document(company=company, ledger=party[0], number=bare, account=party[1], document_type=kind)
    return Named(
        Marked(fact.entry_id, parse_minor(amount, fact.currency) if amount else None),
        fact.document_number,
        fact.document_type,
        fact.currency,
        fact.remaining_minor,
        fact.discount_minor,
        fact.discount_date,
    )


def brought_currency(*, account: str, own: str, settled: Sequence[Named], is_accepted: bool) -> str:
    """The currency of a line that says none: that of the documents it settles, where it is its own or accepted.

    own         what the line would be in without documents
    refuses     CurrencyBrought
    """
    brought = next((one for one in settled), None)
    if brought is None or brought.currency == own:
        return own
    if not is_accepted:
        raise CurrencyBrought(account=account, own=own, document=brought.number, currency=brought.currency)
    return brought.currency


def proposed_minor(settled: Sequence[Named], day: date) -> int:
    """What settles the documents, from the customer's or vendor's point of view: each less its discount in time."""
    return -sum(due_of(one, day) for one in settled)


def due_of(one: Named, day: date) -> int:
    """What settles one document, signed as it: what is marked of it, less its discount in time."""
    net = one.remaining_minor
    if one.discount_date and day <= one.discount_date:
        net -= one.discount_minor
    wanted = one.mark.amount_minor
    return net if wanted is None else min(wanted, net, key=abs)


def proposed_type(kind: str, ledger: str, party_minor: int, *, settles: bool) -> str:
    """Money from a customer or to a vendor is a payment, the other way a refund; a general journal says itself.

    party_minor   what the customer or vendor gets, debit +
    """
    if kind == "GENERAL" and not settles:
        return ""
    is_payment = party_minor <= 0 if ledger == "CUSTOMER" else party_minor >= 0
    return "PAYMENT" if is_payment else "REFUND"


def account_text(company: CompanyFacts, party: PartySummary | None, kind: str, number: str) -> str:
    """What a line is about where nobody says: the customer's or vendor's name, or the account's."""
    if party:
        return party.name
    found = accounts_by_number(company=company).get(number) if kind == "GL" else None
    return found.name if found else ""
