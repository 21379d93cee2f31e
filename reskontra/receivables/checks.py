"""What remains is the sum of the details, and the subledgers are their control accounts."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.database.guards import LEAST_KEY, as_they_lie, found_rows, missing_triggers
from reskontra.database.sealed import Sealed
from reskontra.ledger.queries import control_balances
from reskontra.receivables.models import Entry
from reskontra.receivables.write import UNQUOTED, EntryDraft, keys_of

TRIGGERS = (
    "receivables_entrydetail_move", "receivables_entry_kept_remaining", "receivables_entry_born_empty",
    "receivables_entry_frozen", "receivables_entry_kept", "receivables_entrydetail_frozen",
    "receivables_entrydetail_kept", "receivables_application_frozen", "receivables_application_kept",
    "receivables_document_frozen", "receivables_document_kept", "receivables_documentline_insert",
    "receivables_documentline_update", "receivables_documentline_delete",
)  # fmt: skip
_SUMMED = 1_000_003


SEALED = (
    Sealed("receivables_entry", frozenset({
        "adjusted_rate_e8", "description", "discount_date", "discount_minor", "discount_tolerance_date",
        "dispute_status", "due_date", "edited_at", "max_tolerance_minor", "on_hold", "payment_reference",
        "promised_date", "remaining_local_minor", "remaining_minor",
    })),
    Sealed("receivables_entrydetail"), Sealed("receivables_application"),
    Sealed("receivables_document", final={"state": "POSTED"}),
    Sealed("receivables_documentline", final={"document__state": "POSTED"}),
)  # fmt: skip


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
        f"OR e.remaining_local_minor <> coalesce(d.local, 0)) AND {as_they_lie('e.voucher_id')}"
    )
    for kind, number, currency, remaining, details, local, local_details in found_rows(sql, [company.id, company.id]):
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


def _entries(company: CompanyFacts) -> Iterator[Violation]:
    sql = (
        "SELECT document_type, document_number, currency, document_minor, remaining_minor, remaining_local_minor "
        "FROM receivables_entry WHERE company_id = %s AND (remaining_minor = 0 AND remaining_local_minor <> 0 "
        "OR document_minor > 0 AND remaining_minor < 0 OR document_minor < 0 AND remaining_minor > 0) "
        f"AND {as_they_lie('voucher_id')}"
    )
    for kind, number, currency, amount, remaining, local in found_rows(sql, [company.id]):
        named = {"document_type": kind, "document_number": number}
        if remaining:
            values = {"remaining": Money(remaining, currency), "amount": Money(amount, currency)}
            yield Violation("sign_changed", named | values)
        else:
            yield Violation("local_remains", named | {"local": Money(local, company.currency)})


def _control_accounts(company: CompanyFacts) -> Iterator[Violation]:
    """Per control account: groups may share one."""
    sql = (
        "SELECT posting_group_id, sum(remaining_local_minor) FROM receivables_entry WHERE company_id = %s "
        f"AND {as_they_lie('voucher_id')} GROUP BY posting_group_id"
    )
    owed = {group: int(total) for group, total in found_rows(sql, [company.id])}
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
    sql = (
        "SELECT a.number, sum(d.local_minor) FROM receivables_entrydetail d LEFT JOIN receivables_application a "
        "ON a.company_id = d.company_id AND a.id = d.application_id "
        "WHERE d.company_id = %s AND d.kind = 'APPLICATION' "
        "GROUP BY a.number HAVING sum(d.local_minor) <> 0 ORDER BY a.number"
    )
    for number, total in found_rows(sql, [company.id]):
        values = {"application": number, "sum": Money(int(total), company.currency)}
        yield Violation("application_unbalanced", values)


def _keys(company: CompanyFacts) -> Iterator[Violation]:
    """The derived keys, by their number and sum of each entry, compared with what they are derived from."""
    sql = (
        "SELECT entry_id, count(*), sum(key %% %s + kind) FROM receivables_entrykey WHERE company_id = %s "
        "GROUP BY entry_id"
    )
    known = {entry: (count, int(total)) for entry, count, total in found_rows(sql, [_SUMMED, company.id])}
    rows = Entry.objects.filter(company=company.id, voucher_id__gte=LEAST_KEY).exclude(document_type__in=UNQUOTED)
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
    for number, currency, entry, lines in found_rows(sql, [company.id]):
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
