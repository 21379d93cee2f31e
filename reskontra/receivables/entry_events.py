"""Events of entries, read from their details: posted, applied, unapplied, adjusted, closed, reopened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection

from reskontra.companies.queries import company_by_id
from reskontra.core.money import format_minor
from reskontra.database import bulk
from reskontra.interface.outbox import Happening, Told
from reskontra.ledger.queries import posted_moments
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.models import Application, Entry, EntryDetail

KINDS = (
    "document.posted", "payment.posted", "entry.applied", "entry.unapplied", "entry.adjusted", "entry.closed",
    "entry.reopened",
)  # fmt: skip
_PAYMENTS = ("PAYMENT", "REFUND", "")


class _Detail(NamedTuple):
    id: int
    entry_id: int
    kind: str
    amount_minor: int
    application_id: int | None
    voucher_id: int | None
    applied_entry_id: int | None


# The plus keeps SQLite from reading all rows of the company: those beyond a number lie together.
_NEWEST = "SELECT d.id FROM receivables_entrydetail d WHERE +d.company_id = %s ORDER BY d.id DESC LIMIT 1"
_AFTER = (
    f"SELECT {', '.join(f'd.{name}' for name in _Detail._fields)} FROM receivables_entrydetail d "
    "WHERE +d.company_id = %s AND d.id > %s ORDER BY d.id LIMIT %s"
)


class _Known(NamedTuple):
    """What the events of a batch tell besides their details."""

    entries: Mapping[int, Entry]
    accounts: Mapping[int, str]
    applications: Mapping[int, Application]
    vouchers: Mapping[int, tuple[str, datetime]]


class Entries:
    """See outbox.Source; the number is the detail's id, which grows within a company: who writes holds its lock."""

    def newest(self, company: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute(_NEWEST, [company])
            found = cursor.fetchone()
        return int(found[0]) if found else 0

    def after(self, company: int, number: int, most: int) -> Told:
        details = _details(company, number, most)
        if not details:
            return Told(number, (), True)
        return Told(details[-1].id, list(_happenings(company, details)), len(details) < most)


def _details(company: int, number: int, most: int) -> list[_Detail]:
    """The next ones; those of an application all together."""
    with connection.cursor() as cursor:
        cursor.execute(_AFTER, [company, number, most])
        found = [_Detail(*row) for row in cursor.fetchall()]
    if len(found) == most and found[-1].application_id:
        last = found[-1]
        rest = EntryDetail.objects.filter(company=company, application=last.application_id, id__gt=last.id)
        found += [_Detail(*row) for row in rest.order_by("id").values_list(*_Detail._fields)]
    return found


def _happenings(company: int, details: Sequence[_Detail]) -> Iterator[Happening]:
    known = _known(company, details)
    remaining = _remaining_before(company, details)
    for group in _groups(details):
        before = remaining.get(group[0].entry_id, 0)
        after = before + sum(one.amount_minor for one in group)
        remaining[group[0].entry_id] = after
        yield from _of_group(known, group, before, after)


def _groups(details: Sequence[_Detail]) -> Iterator[list[_Detail]]:
    """What is told together: the details of one entry by one application, and each that is by none."""
    for application, found in groupby(details, key=lambda one: one.application_id):
        if application is None:
            yield from ([one] for one in found)
            continue
        by_entry: dict[int, list[_Detail]] = {}
        for one in found:
            by_entry.setdefault(one.entry_id, []).append(one)
        yield from by_entry.values()


def _of_group(known: _Known, group: Sequence[_Detail], before: int, after: int) -> Iterator[Happening]:
    entry = known.entries[group[0].entry_id]
    posted = [known.vouchers[one.voucher_id][1] for one in group if one.voucher_id]
    at = posted[0] if posted else bulk.moment()  # an application without a voucher tells no moment
    about = _about(known, entry)

    def told(kind: str, **more: Any) -> Happening:
        data = {**about, **more, "remaining_amount": format_minor(after, entry.currency)}
        return Happening(kind, f"entry:{entry.id}", at, data)

    is_first = group[0].kind == "INITIAL"
    if is_first:
        yield told("payment.posted" if entry.document_type in _PAYMENTS else "document.posted", **_posted(known, entry))
    elif group[0].application_id:
        application = known.applications[group[0].application_id]
        kind = "entry.unapplied" if application.unapplies_id else "entry.applied"
        yield told(kind, application=application.number, **_applied(known, entry, group))
    elif after != before:
        yield told("entry.adjusted", amount=format_minor(after - before, entry.currency))
    if before and not after:
        yield told("entry.closed")
    elif after and not before and not is_first:
        yield told("entry.reopened")


def _about(known: _Known, entry: Entry) -> dict[str, Any]:
    return {
        "ledger": entry.ledger.lower(),
        "account": known.accounts[entry.party_id],
        "document_type": entry.document_type.lower(),
        "document_number": entry.document_number,
        "currency": entry.currency,
    }


def _posted(known: _Known, entry: Entry) -> dict[str, Any]:
    return {
        "voucher": known.vouchers[entry.voucher_id][0],
        "posting_date": entry.posting_date.isoformat(),
        "due_date": entry.due_date.isoformat(),
        "amount": format_minor(entry.document_minor, entry.currency),
        "external_document_number": entry.external_document_number,
        "payment_reference": entry.payment_reference,
    }


def _applied(known: _Known, entry: Entry, group: Sequence[_Detail]) -> dict[str, Any]:
    """Signed as what moved on the entry: a payment of an invoice of 100.00 moves it by "-100.00"."""
    sums: dict[str, int] = {}
    for one in group:
        name = "amount" if one.kind == "APPLICATION" else one.kind.lower()
        sums[name] = sums.get(name, 0) + one.amount_minor
    against = {one.applied_entry_id for one in group if one.applied_entry_id}
    numbers = [known.entries[id].document_number for id in sorted(against) if id in known.entries]
    amounts = {name: format_minor(minor, entry.currency) for name, minor in sums.items() if minor or name == "amount"}
    return {**amounts, "against": numbers}


def _known(company: int, details: Sequence[_Detail]) -> _Known:
    ids = {one.entry_id for one in details} | {one.applied_entry_id for one in details if one.applied_entry_id}
    entries = _by_id(Entry, company, ids)
    applications = _by_id(Application, company, {one.application_id for one in details if one.application_id})
    vouchers = {one.voucher_id for one in details if one.voucher_id} | {one.voucher_id for one in entries.values()}
    facts = company_by_id(id=company)
    parties = parties_by_id(company=facts, ids={entry.party_id for entry in entries.values()})
    return _Known(
        entries=entries,
        accounts={id: party.number for id, party in parties.items()},
        applications=applications,
        vouchers=posted_moments(company=facts, voucher_ids=vouchers),
    )


def _by_id(model: Any, company: int, ids: set[int]) -> dict[int, Any]:
    found = {}
    for batch in bulk.chunks(sorted(ids), 900):
        found.update(model.objects.filter(company=company).in_bulk(batch))
    return found


def _remaining_before(company: int, details: Sequence[_Detail]) -> dict[int, int]:
    """What remained of the entries before the first of these details."""
    sql = (
        "SELECT v.value, SUM(d.amount_minor) FROM {values} JOIN receivables_entrydetail d ON d.entry_id = v.value "
        "WHERE d.company_id = %s AND d.id < %s GROUP BY v.value"
    )
    ids = {one.entry_id for one in details}
    return {entry: int(minor) for entry, minor in bulk.lookup(sql, ids, company, details[0].id)}


ENTRIES = Entries()
