"""What is done with several customers of the worklist at once: a contact, who looks after them, what is on hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.contacts import ContactOrder, log_contacts
from reskontra.collections.models import CustomerTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.interface.people import may_in
from reskontra.parties.queries import named_customers
from reskontra.receivables.holds import hold_overdue, release_all


class CollectorUnknown(Refused):
    code = "collector_unknown"
    template = '"{user}" has no role in the company that may collect. Choose another person.'


class NothingToDo(Refused):
    code = "worklist_nothing_to_do"
    template = "Nothing was to be done with {customers}. Write a contact, choose who looks after them, or a hold."


@dataclass(frozen=True, slots=True)
class ManyOrder:
    """customers: by number. contact None keeps none; owner: a user name, "" for nobody, None leaves who is.

    hold   a code of up to three characters for what is overdue, "" takes every hold off, None leaves what is
    """

    customers: tuple[str, ...]
    contact: ContactOrder | None = None
    owner: str | None = None
    hold: str | None = None


@dataclass(frozen=True, slots=True)
class DoneWithMany:
    """documents: how many were put on hold, or off it."""

    customers: int
    documents: int = 0


def do_with_many(*, company: CompanyFacts, actor: str, order: ManyOrder, today: date) -> DoneWithMany:
    """All of it or nothing.

    refuses   NothingToDo, PartyUnknown, CollectorUnknown, OnHoldTooLong, what log_contacts() refuses
    """
    if order.contact is None and order.owner is None and order.hold is None:
        raise NothingToDo(customers=order.customers)
    with transaction.atomic():
        lock_company(company.id)
        named = named_customers(company=company, numbers=order.customers)
        documents = 0
        if order.contact is not None:
            log_contacts(company=company, actor=actor, order=order.contact, today=today)
        if order.owner is not None:
            _assign(company, actor, named, order.owner)
        if order.hold is not None:
            documents = _hold(company, actor, named, order.hold, today)
    return DoneWithMany(len(named), documents)


def _assign(company: CompanyFacts, actor: str, named: dict[str, int], owner: str) -> None:
    if owner and not may_in(company=company.id, username=owner):
        raise CollectorUnknown(user=owner[:40])
    ids = list(named.values())
    known = CustomerTerms.objects.filter(company=company.id, party__in=ids)
    missing = set(ids) - set(known.values_list("party_id", flat=True))
    CustomerTerms.objects.bulk_create(CustomerTerms(company_id=company.id, party_id=id) for id in sorted(missing))
    known.update(owner=owner)
    content = {"customers": list(named), "owner": owner}
    record(company=company.id, actor=actor, action="collection.owner_set", subject=", ".join(named), content=content)


def _hold(company: CompanyFacts, actor: str, named: dict[str, int], code: str, today: date) -> int:
    ids = list(named.values())
    if code:
        count = hold_overdue(company=company, party_ids=ids, code=code, day=today)
    else:
        count = release_all(company=company, party_ids=ids)
    content = {"customers": list(named), "on_hold": code, "documents": count}
    record(company=company.id, actor=actor, action="collection.held", subject=", ".join(named), content=content)
    return count
