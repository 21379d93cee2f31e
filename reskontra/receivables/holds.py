"""On hold: cleared by a payment that bears the same code."""

from __future__ import annotations

from collections.abc import Mapping

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk


def release_holds(*, company: CompanyFacts, holds: Mapping[int, str]) -> None:
    """Entries that a line settled are off hold where the line bears their code; by entry, the line's code."""
    if holds:
        bulk.execute_many(
            "UPDATE receivables_entry SET on_hold = '' WHERE company_id = %s AND id = %s AND on_hold = %s",
            [(company.id, id, code) for id, code in sorted(holds.items())],
        )
