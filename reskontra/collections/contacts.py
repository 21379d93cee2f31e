"""The log of calls, e-mails and notes: of one customer, or the same of several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.collections.claims import note_of
from reskontra.collections.models import Contact
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.parties.queries import named_customers

CONTACT_WORDS = {"CALL": noop("Call"), "EMAIL": noop("E-mail"), "LETTER": noop("Letter"), "NOTE": noop("Note")}


def contact_word(kind: str) -> str:
    """A kind of contact in words; "" for none."""
    return _(CONTACT_WORDS[kind]) if kind else ""


class ContactKindUnknown(Refused):
    code = "contact_kind_unknown"
    template = '"{kind}" is no kind of contact. Use one of {known}.'


class ContactEmpty(Refused):
    code = "contact_empty"
    template = "The log of {customers} was to say nothing. Write what was said."


class ContactInFuture(Refused):
    code = "contact_in_future"
    template = "The contact was to be of {day}, after {today}. Give the day on which it was."


class NextBeforeToday(Refused):
    code = "next_action_in_past"
    template = "The next action was to be on {day}, before {today}. Give today or a later day."


@dataclass(frozen=True, slots=True)
class ContactOrder:
    """customers: by number; next_date: when to do something again."""

    customers: tuple[str, ...]
    kind: str
    text: str
    day: date
    next_date: date | None = None


@dataclass(frozen=True, slots=True)
class ContactLine:
    kind: str
    happened_on: date
    text: str
    next_date: date | None
    made_by: str


def log_contacts(*, company: CompanyFacts, actor: str, order: ContactOrder, today: date) -> int:
    """Keep what was said with each of the customers; gives with how many.

    refuses   ContactKindUnknown, ContactEmpty, NoteTooLong, ContactInFuture, NextBeforeToday, PartyUnknown
    """
    kind, text = order.kind.strip().upper(), note_of(order.text)
    if kind not in CONTACT_WORDS:
        raise ContactKindUnknown(kind=order.kind[:40], known=tuple(code.lower() for code in CONTACT_WORDS))
    if not text:
        raise ContactEmpty(customers=order.customers)
    if order.day > today:
        raise ContactInFuture(day=order.day, today=today)
    if order.next_date and order.next_date < today:
        raise NextBeforeToday(day=order.next_date, today=today)
    with transaction.atomic():
        lock_company(company.id)
        named = named_customers(company=company, numbers=order.customers)
        numbers = list(named)
        now = bulk.moment()
        Contact.objects.bulk_create(
            Contact(
                company_id=company.id,
                party_id=party_id,
                kind=kind,
                happened_on=order.day,
                text=text,
                next_date=order.next_date,
                made_at=now,
                made_by=actor,
            )
            for party_id in named.values()
        )
        # Without the text: it may be about persons.
        content = {"customers": numbers, "kind": kind, "day": order.day, "next": order.next_date}
        record(company=company.id, actor=actor, action="contact.logged", subject=", ".join(numbers), content=content)
    return len(numbers)


def contacts_of(*, company: CompanyFacts, party_id: int, most: int) -> Sequence[ContactLine]:
    """The newest first."""
    rows = Contact.objects.filter(company=company.id, party=party_id).order_by("-happened_on", "-id")
    return [ContactLine(row.kind, row.happened_on, row.text, row.next_date, row.made_by) for row in rows[:most]]
