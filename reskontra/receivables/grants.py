"""What an invoice or credit memo grants from the day it is posted: grace for its discount, and payment tolerance.

source    the ledger specification, 6.1, 6.3 and 6.4
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.currencies import Tolerance, tolerances
from reskontra.companies.payment_terms import discount_grace
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import DateFormula
from reskontra.core.money import divide_minor
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.models import Entry
from reskontra.receivables.write import EntryDraft

GRANTING = ("INVOICE", "CREDIT_MEMO")
CHUNK = 20_000


def granted(*, company: CompanyFacts, entries: Sequence[EntryDraft]) -> list[EntryDraft]:
    """The drafts with what they grant; those that say so themselves, and mirrors of others, stay as they are."""
    grace = discount_grace(company=company)
    limits = tolerances(company=company)
    blocking: set[int] = set()
    if limits:
        parties = {entry.party_id for entry in entries if entry.document_type in GRANTING}
        blocking = _blocking(company, parties)
    if not grace.steps and not limits:
        return list(entries)
    return [_granted(entry, grace, limits, blocking) for entry in entries]


def _granted(entry: EntryDraft, grace: DateFormula, limits: dict[str, Tolerance], blocking: set[int]) -> EntryDraft:
    if entry.document_type not in GRANTING or entry.reverses_id is not None:
        return entry
    until = entry.discount_tolerance_date
    if until is None and entry.discount_date and entry.discount_minor:
        until = grace.after(entry.discount_date)
    most = entry.max_tolerance_minor
    limit = limits.get(entry.currency)
    if not most and limit and entry.party_id not in blocking:
        most = max_tolerance(entry.remaining_minor, limit)
    return entry._replace(discount_tolerance_date=until, max_tolerance_minor=most)


def max_tolerance(minor: int, limit: Tolerance) -> int:
    """What may be tolerated of an amount, signed as it: a share, at most so much; never more than the amount."""
    share = divide_minor(abs(minor) * limit.basis_points, 10_000)
    most = limit.max_minor if not limit.basis_points else min(share, limit.max_minor) if limit.max_minor else share
    most = min(most, abs(minor))
    return -most if minor < 0 else most


def recompute_tolerance(*, company: CompanyFacts, actor: str, is_preview: bool = False) -> int:
    """Give every open invoice and credit memo the tolerance of today's settings; gives how many changed."""
    with transaction.atomic():
        lock_company(company.id)
        changes = list(_changes(company))
        bulk.execute_many(
            "UPDATE receivables_entry SET max_tolerance_minor = %s WHERE company_id = %s AND id = %s",
            [(most, company.id, id) for id, most in changes],
        )
        content = {"entries": len(changes)}
        record(company=company.id, actor=actor, action="tolerance.recomputed", subject="", content=content)
        if is_preview:
            transaction.set_rollback(True)
    return len(changes)


def _changes(company: CompanyFacts) -> Iterator[tuple[int, int]]:
    limits = tolerances(company=company)
    rows = Entry.objects.filter(company=company.id, document_type__in=GRANTING).exclude(remaining_minor=0)
    columns = ("id", "party_id", "currency", "document_minor", "remaining_minor", "max_tolerance_minor")
    for chunk in bulk.chunks(rows.order_by("id").values_list(*columns).iterator(CHUNK), CHUNK):
        blocking = _blocking(company, {row[1] for row in chunk})
        for id, party, currency, document, remaining, before in chunk:
            limit = limits.get(currency)
            most = max_tolerance(document, limit) if limit and party not in blocking else 0
            most = min(most, remaining, key=abs)
            if most != before:
                yield id, most


def _blocking(company: CompanyFacts, parties: Collection[int]) -> set[int]:
    found = parties_by_id(company=company, ids=parties)
    return {id for id, party in found.items() if party.blocks_payment_tolerance}
