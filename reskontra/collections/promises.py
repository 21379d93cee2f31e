"""Promises to pay: made, and withdrawn. Whether they are kept is told by what was paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.claims import find_claims, next_number, note_of
from reskontra.collections.models import Promise, PromiseEntry
from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.money import Money, parse_minor
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.receivables.applying import EntryName
from reskontra.receivables.holds import mark_promised, unmark_promised

DEFAULT_DAYS = 2


class PromiseOfThePast(Refused):
    code = "promise_of_the_past"
    template = "Payment was to be promised for {day}, before {today}. Give today or a later day."


class PromiseBeyondClaims(Refused):
    code = "promise_beyond_claims"
    template = "{amount} was to be promised of {remaining} that is left. Promise more than 0, and at most that."


class PromiseStands(Refused):
    code = "promise_stands"
    template = "{document} is promised for {day} by promise {promise}. Withdraw that first: promise withdraw {promise}."


class PromiseUnknown(Refused):
    code = "promise_unknown"
    template = "There is no promise {number}. See them with reskontra promise list."


class PromiseWithdrawn(Refused):
    code = "promise_withdrawn"
    template = "Promise {number} was withdrawn on {day}. Make a new one if there is another."


@dataclass(frozen=True, slots=True)
class PromiseOrder:
    """amount: as people write it, "" for all that is left; it goes to the earliest due first."""

    names: tuple[EntryName, ...]
    day: date
    amount: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """last_date: until then reminders wait."""

    number: int
    customer: str
    documents: tuple[str, ...]
    amount: Money
    day: date
    last_date: date
    is_pausing: bool


def make_promise(*, company: CompanyFacts, actor: str, order: PromiseOrder, today: date) -> Promised:
    """Keep a customer's promise to pay these claims by a day.

    refuses   what find_claims() refuses, PromiseOfThePast, PromiseBeyondClaims, PromiseStands, NoteTooLong, and what
              parse_minor() refuses
    """
    note = note_of(order.note)
    with transaction.atomic():
        lock_company(company.id)
        customer, claims = find_claims(company=company, names=order.names)
        if order.day < today:
            raise PromiseOfThePast(day=order.day, today=today)
        parts = _spread(claims, order.amount)
        _refuse_standing(company, claims, today)
        is_pausing, days = _terms_of(company, customer.id)
        promise = Promise.objects.create(
            company_id=company.id,
            number=next_number(company=company, table=Promise),
            party_id=customer.id,
            promised_date=order.day,
            last_date=order.day + timedelta(days=days),
            is_pausing=is_pausing,
            note=note,
            made_at=bulk.moment(),
            made_by=actor,
        )
        PromiseEntry.objects.bulk_create(
            PromiseEntry(
                company_id=company.id,
                promise_id=promise.id,
                entry_id=claim.entry_id,
                open_minor=claim.remaining_minor,
                promised_minor=minor,
            )
            for claim, minor in parts
        )
        ids = [claim.entry_id for claim, _minor in parts]
        mark_promised(company=company, entry_ids=ids, day=order.day)
        amount = Money(sum(minor for _claim, minor in parts), claims[0].currency)
        documents = tuple(claim.document_number for claim, _minor in parts)
        content = {
            "customer": customer.number, "documents": list(documents), "amount": amount.minor,
            "currency": amount.currency, "day": order.day,
        }  # fmt: skip
        record(company=company.id, actor=actor, action="promise.made", subject=str(promise.number), content=content)
    return Promised(
        promise.number, customer.number, documents, amount, order.day, promise.last_date, promise.is_pausing
    )


def withdraw_promise(*, company: CompanyFacts, actor: str, number: int) -> None:
    """Forget a promise: reminders go on.

    refuses   PromiseUnknown, PromiseWithdrawn
    """
    with transaction.atomic():
        lock_company(company.id)
        promise = Promise.objects.filter(company=company.id, number=number).first()
        if promise is None:
            raise PromiseUnknown(number=number)
        if promise.withdrawn_at is not None:
            raise PromiseWithdrawn(number=number, day=promise.withdrawn_at.astimezone().date())
        promise.withdrawn_at, promise.withdrawn_by = bulk.moment(), actor
        promise.save(update_fields=["withdrawn_at", "withdrawn_by"])
        rows = PromiseEntry.objects.filter(company=company.id, promise=promise.id)
        ids = list(rows.values_list("entry", flat=True))
        unmark_promised(company=company, entry_ids=ids, day=promise.promised_date)
        record(company=company.id, actor=actor, action="promise.withdrawn", subject=str(number), content={})


def _spread(claims: list[OpenEntry], text: str) -> list[tuple[OpenEntry, int]]:
    """What is promised of each claim; those that nothing is promised of are left out."""
    whole = sum(claim.remaining_minor for claim in claims)
    currency = claims[0].currency
    left = parse_minor(text, currency) if text else whole
    if not 0 < left <= whole:
        raise PromiseBeyondClaims(amount=Money(left, currency), remaining=Money(whole, currency))
    parts = []
    for claim in claims:
        part = min(left, claim.remaining_minor)
        left -= part
        if part:
            parts.append((claim, part))
    return parts


def _refuse_standing(company: CompanyFacts, claims: list[OpenEntry], today: date) -> None:
    sql = (
        "SELECT e.document_number, m.promised_date, m.number FROM {values} CROSS JOIN receivables_entry e "
        "JOIN collections_promiseentry p ON p.company_id = e.company_id AND p.entry_id = e.id "
        "JOIN collections_promise m ON m.id = p.promise_id WHERE e.company_id = %s AND e.id = v.value "
        "AND m.withdrawn_at IS NULL AND m.last_date >= %s AND e.remaining_minor > p.open_minor - p.promised_minor"
    )
    for document, day, number in bulk.lookup(sql, [claim.entry_id for claim in claims], company.id, today):
        raise PromiseStands(document=document, day=day, promise=number)


def _terms_of(company: CompanyFacts, party_id: int) -> tuple[bool, int]:
    """Whether the customer's reminder terms let promises pause reminders, and how many days of grace they give."""
    sql = (
        "SELECT t.pauses_promises, t.promise_days FROM {values} CROSS JOIN parties_party p "
        "JOIN companies_terms k ON k.company_id = p.company_id AND k.kind = 'REMINDER' AND k.code = p.reminder_terms "
        "JOIN collections_reminderterms t ON t.company_id = k.company_id AND t.terms_id = k.id "
        "WHERE p.company_id = %s AND p.id = v.value"
    )
    for is_pausing, days in bulk.lookup(sql, [party_id], company.id):
        return bool(is_pausing), days
    return True, DEFAULT_DAYS
