"""What a company was made as it still is: a copy to try things in, or books that are kept."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.audit.queries import first_action
from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.database.guards import missing_triggers

TRIGGERS = ("companies_company_sandbox", "companies_company_kept")
ONLY_SQLITE = ("companies_company_replaced",)
SANDBOX_MADE = "company.sandbox_made"


def check(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every invariant of a company's own row."""
    yield from missing_triggers(TRIGGERS, only_sqlite=ONLY_SQLITE)
    first = first_action(company=company.id)
    if first and (first == SANDBOX_MADE) != company.is_sandbox:
        yield Violation("sandbox_lost" if first == SANDBOX_MADE else "sandbox_forged", {"company": company.name})
