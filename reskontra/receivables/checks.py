"""What remains is the sum of the details, and the subledgers are their control accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.database.guards import missing_triggers
from reskontra.ledger.queries import control_balances
from reskontra.receivables.models import Entry, EntryDetail, EntryKey
from reskontra.receivables.write import UNQUOTED, EntryDraft, keys_of

TRIGGERS = (
    "receivables_entrydetail_move", "receivables_entry_kept_remaining", "receivables_entry_born_empty",
    "receivables_entry_frozen", "receivables_entry_kept", "receivables_entrydetail_frozen",
    "receivables_entrydetail_kept", "receivables_application_frozen", "receivables_application_kept",
    "receivables_document_frozen", "receivables_document_kept", "receivables_documentline_insert",
    "receivables_documentline_update", "receivables_documentline_delete",
)  # fmt: skip
_SUMMED = 1_000_003


def check(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every invariant of the customer and vendor ledgers."""
    yield from missing_triggers(TRIGGERS)
    yield from _remaining(company)
    yield from _entries(company)
    yield from _control_accounts(company)
    yield from _applications(company)
    yield from _keys(company)
    yield from _documents(company)


def _remaining(company: CompanyFacts) -> Iterator[Violation]:
    sql = (
        "SELECT e.document_type, e.document_number, e.currency, e.remaining_minor, coalesce(d.amount, 0), "
        "e.remaining_local_minor, coalesce(d.local, 0) "
        "FROM receivables_entry e LEFT JOIN (SELECT entry_id, sum(amount_minor) AS amount, sum(local_minor) AS local "
        "FROM receivables_entrydetail WHERE company_id = %s GROUP BY entry_id) d ON d.entry_id = e.id "
        "WHERE e.company_id = %s AND (e.remaining_minor <> coalesce(d.amount, 0) "
        "OR e.remaining_local_minor <> coalesce(d.local, 0))"
    )
    for kind, number, currency, remaining, details, local, local_details in _rows(sql, [company.id, company.id]):
        if remaining == details:  # the local twin alone is wrong
            currency, remaining, details = company.currency, local, local_details
        yield Violation(
            "remaining_differs",
            {
                "document_type": kind,
                "document_number": number,
                "remaining": Money(remaining, currency),
                "details": Money(int(details), currency),
            },
        )


def _rows(sql: str, parameters: list[Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(2000):
            yield from rows


def _entries(company: CompanyFacts) -> Iterator[Violation]:
    entries = Entry.objects.filter(company=company.id)
    for entry in entries.filter(remaining_minor=0).exclude(remaining_local_minor=0):
        yield Violation(
            "local_remains",
            {
                "document_type": entry.document_type,
                "document_number": entry.document_number,
                "local": Money(entry.remaining_local_minor, company.currency),
            },
        )
    turned = Q(document_minor__gt=0, remaining_minor__lt=0) | Q(document_minor__lt=0, remaining_minor__gt=0)
    for entry in entries.filter(turned):
        yield Violation(
            "sign_changed",
            {
                "document_type": entry.document_type,
                "document_number": entry.document_number,
                "remaining": Money(entry.remaining_minor, entry.currency),
                "amount": Money(entry.document_minor, entry.currency),
            },
        )


def _control_accounts(company: CompanyFacts) -> Iterator[Violation]:
    """Per control account: groups may share one."""
    owed: dict[int, int] = dict(
        Entry.objects.filter(company=company.id)
        .values_list("posting_group")
        .annotate(total=Sum("remaining_local_minor"))
    )
    for balance in control_balances(company=company):
        entries = sum(owed.get(group, 0) for group in balance.group_ids)
        if entries != balance.balance_minor:
            yield Violation(
                "subledger_differs",
                {
                    "group": ", ".join(balance.groups),
                    "account": balance.account,
                    "entries": Money(entries, company.currency),
                    "gl": Money(balance.balance_minor, company.currency),
                },
            )


def _applications(company: CompanyFacts) -> Iterator[Violation]:
    rows = EntryDetail.objects.filter(company=company.id, kind="APPLICATION").values_list("application__number")
    for number, total in rows.annotate(total=Sum("local_minor")).exclude(total=0).order_by("application__number"):
        values = {"application": number, "sum": Money(total, company.currency)}
        yield Violation("application_unbalanced", values)


def _keys(company: CompanyFacts) -> Iterator[Violation]:
    """The derived keys, by their number and sum of each entry, compared with what they are derived from."""
    sums = EntryKey.objects.filter(company=company.id).values_list("entry")
    counted = sums.annotate(count=Count("key"), total=Sum(F("key") % _SUMMED + F("kind")))
    known = {entry: (count, total) for entry, count, total in counted}
    rows = Entry.objects.filter(company=company.id).exclude(document_type__in=UNQUOTED)
    wrong = 0
    for entry in rows.iterator(5000):
        keys = keys_of(_draft(entry))
        wrong += (len(keys), sum(key % _SUMMED + kind for key, kind in keys)) != known.pop(entry.id, (0, 0))
    if wrong + len(known):
        yield Violation("keys_differ", {"count": wrong + len(known)})


def _documents(company: CompanyFacts) -> Iterator[Violation]:
    """A posted document has the entry that it says, over what its lines come to."""
    sql = (
        "SELECT d.number, d.currency, abs(coalesce(e.document_minor, 0)), CAST(coalesce(sum(l.amount_minor "
        "+ l.vat_minor), 0) AS bigint) FROM receivables_document d "
        "LEFT JOIN receivables_documentline l ON l.company_id = d.company_id AND l.document_id = d.id "
        "LEFT JOIN receivables_entry e ON e.company_id = d.company_id AND e.id = d.entry_id "
        "AND e.document_number = d.number AND e.party_id = d.party_id AND e.currency = d.currency "
        "WHERE d.company_id = %s AND d.state = 'POSTED' GROUP BY d.id, d.number, d.currency, e.document_minor "
        "HAVING abs(coalesce(e.document_minor, 0)) <> coalesce(sum(l.amount_minor + l.vat_minor), 0)"
    )
    for number, currency, entry, lines in _rows(sql, [company.id]):
        values = {"document": number, "lines": Money(int(lines), currency), "entry": Money(int(entry), currency)}
        yield Violation("document_differs", values)


def _draft(entry: Entry) -> EntryDraft:
    return EntryDraft(
        ledger=entry.ledger,
        document_type=entry.document_type,
        document_number=entry.document_number,
        posting_date=entry.posting_date,
        due_date=entry.due_date,
        currency=entry.currency,
        document_minor=entry.document_minor,
        remaining_minor=entry.remaining_minor,
        external_document_number=entry.external_document_number,
        payment_reference=entry.payment_reference,
    )
