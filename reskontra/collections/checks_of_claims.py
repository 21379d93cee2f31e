"""Plans come to what they are for, and no more is disputed than was claimed."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.core.money import Money
from reskontra.database.guards import found_rows


def claims_that_differ(*, company: CompanyFacts) -> Iterator[Violation]:
    sql = (
        "SELECT m.number, m.currency, CAST((SELECT coalesce(sum(p.planned_minor), 0) FROM collections_planentry p "
        "WHERE p.company_id = m.company_id AND p.plan_id = m.id) AS bigint) AS claims, "
        "CAST((SELECT coalesce(sum(i.amount_minor), 0) FROM collections_planinstalment i "
        "WHERE i.company_id = m.company_id AND i.plan_id = m.id) AS bigint) AS instalments "
        "FROM collections_paymentplan m WHERE m.company_id = %s"
    )
    for number, currency, claims, instalments in found_rows(sql, [company.id]):
        if claims != instalments:
            values = {"plan": number, "claims": Money(claims, currency), "instalments": Money(instalments, currency)}
            yield Violation("plan_differs", values)
    sql = (
        "SELECT d.number, d.disputed_minor, e.document_number, e.currency, e.document_minor FROM collections_dispute d "
        "JOIN receivables_entry e ON e.id = d.entry_id WHERE d.company_id = %s AND d.disputed_minor > e.document_minor"
    )
    for number, disputed, document, currency, minor in found_rows(sql, [company.id]):
        named = {"dispute": number, "document_number": document}
        yield Violation(
            "dispute_differs", named | {"disputed": Money(disputed, currency), "amount": Money(minor, currency)}
        )
