"""What of collecting must hold."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.collections.checks_of_claims import claims_that_differ
from reskontra.collections.checks_of_documents import documents_that_differ
from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation


def check(*, company: CompanyFacts) -> Iterator[Violation]:
    """Every invariant of the room."""
    yield from claims_that_differ(company=company)
    yield from documents_that_differ(company=company)
