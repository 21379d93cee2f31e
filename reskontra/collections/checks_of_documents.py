"""What of reminders and memos must hold: heads are sums of lines, levels are ones, and what was posted is as told."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.database.guards import found_rows, missing_triggers
from reskontra.database.sealed import Sealed

TRIGGERS = (
    "collections_collectiondocument_frozen", "collections_collectiondocument_kept", "collections_collectionline_insert",
    "collections_collectionline_update", "collections_collectionline_delete", "collections_customerstatement_frozen",
    "collections_customerstatement_kept", "collections_statementrun_frozen", "collections_statementrun_kept",
)  # fmt: skip
_ISSUED = ["ISSUED", "CANCELLED"]
SEALED = (
    Sealed("collections_collectiondocument", frozenset(
        {"cancel_number", "cancel_voucher_id", "cancelled_at", "cancelled_by", "pdf_sha256", "state"}
    ), {"state__in": _ISSUED}),
    Sealed("collections_collectionline", final={"document__state__in": _ISSUED}),
    Sealed("collections_customerstatement"), Sealed("collections_statementrun"),
)  # fmt: skip
_NAME = "CASE WHEN d.number = '' THEN d.draft_number ELSE d.number END"
_LINES = (
    f"SELECT {_NAME}, d.currency, d.remaining_minor + d.interest_minor + d.fee_minor + d.line_fee_minor + d.vat_minor "
    "+ d.rounding_minor, coalesce(l.total, 0) FROM collections_collectiondocument d "
    "LEFT JOIN (SELECT document_id, CAST(sum(CASE WHEN role = 'OVERDUE' THEN demanded_minor ELSE 0 END) + "
    "sum(CASE WHEN role IN ('OVERDUE', 'FEE', 'LINE_FEE', 'ROUNDING') THEN amount_minor + vat_minor ELSE 0 END) "
    "AS bigint) AS total FROM collections_collectionline WHERE company_id = %s GROUP BY document_id) l "
    "ON l.document_id = d.id WHERE d.company_id = %s AND d.state <> 'DELETED' "
    "AND d.remaining_minor + d.interest_minor + d.fee_minor + d.line_fee_minor + d.vat_minor + d.rounding_minor "
    "<> coalesce(l.total, 0)"
)
_LEVELS = (
    "SELECT d.number, l.position, l.level FROM collections_collectionline l "
    "JOIN collections_collectiondocument d ON d.id = l.document_id WHERE l.company_id = %s AND l.role = 'OVERDUE' "
    "AND d.kind = 'REMINDER' AND d.state = 'ISSUED' AND d.level > 0 AND (l.level < 1 OR l.next_due IS NULL)"
)
_POSTED = (
    "SELECT d.number, d.currency, CASE WHEN d.posts_interest THEN d.interest_minor ELSE 0 END "
    "+ CASE WHEN d.posts_fee THEN d.fee_minor ELSE 0 END + CASE WHEN d.posts_line_fee THEN d.line_fee_minor ELSE 0 END "
    "AS parts, d.rounding_minor + d.vat_minor, coalesce(e.document_minor, 0) FROM collections_collectiondocument d "
    "LEFT JOIN receivables_entry e ON e.id = d.entry_id WHERE d.company_id = %s "
    "AND d.state IN ('ISSUED', 'CANCELLED')"
)
# Two documents that charge interest on an entry: the later one begins where the earlier one ended, or after that.
_CHARGING = "{d}.state = 'ISSUED' AND NOT {l}.amount_minor = 0 AND ({d}.kind = 'FINANCE_CHARGE' OR {d}.posts_interest)"
_TWICE = (
    "SELECT e.document_number, a.number, b.number FROM collections_collectionline lb "
    "JOIN collections_collectiondocument b ON b.id = lb.document_id JOIN collections_collectionline la "
    "ON la.company_id = lb.company_id AND la.entry_id = lb.entry_id AND la.role = 'OVERDUE' "
    "JOIN collections_collectiondocument a ON a.id = la.document_id JOIN receivables_entry e ON e.id = lb.entry_id "
    "WHERE lb.company_id = %s AND lb.role = 'OVERDUE' AND la.from_date IS NOT NULL AND a.id <> b.id "
    f"AND {_CHARGING.format(d='a', l='la')} AND {_CHARGING.format(d='b', l='lb')} "
    "AND la.from_date <= lb.from_date AND lb.from_date < a.document_date "
    "AND (la.from_date < lb.from_date OR a.id < b.id)"
)


def documents_that_differ(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every invariant of reminders and memos, and of the guards that keep them."""
    yield from missing_triggers(TRIGGERS)
    for number, currency, told, lines in found_rows(_LINES, [company.id, company.id]):
        values = {"reminder": number, "total": Money(told, currency), "lines": Money(int(lines), currency)}
        yield Violation("reminder_sum_differs", values)
    for number, position, level in found_rows(_LEVELS, [company.id]):
        yield Violation("reminder_level_differs", {"reminder": number, "line": position, "level": level})
    for number, currency, parts, besides, posted in found_rows(_POSTED, [company.id]):
        expected = parts + besides if parts else 0
        if posted != expected:
            values = {
                "reminder": number, "expected": Money(expected, currency), "posted": Money(posted, currency),
            }  # fmt: skip
            yield Violation("reminder_posting_differs", values)
    for document, first, second in found_rows(_TWICE, [company.id]):
        yield Violation("interest_charged_twice", {"document": document, "first": first, "second": second})
