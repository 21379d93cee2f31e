"""Who pays for whom, as the matcher asks."""

from __future__ import annotations

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import PaidFor
from reskontra.matching.models import PayerRelation


def relations(*, company: CompanyFacts) -> dict[int, list[PaidFor]]:
    """Payer → those it pays for, or has paid for."""
    found: dict[int, list[PaidFor]] = {}
    rows = PayerRelation.objects.filter(company=company.id).order_by("payer_id", "party_id", "kind")
    for payer, party, kind, first, last in rows.values_list("payer_id", "party_id", "kind", "valid_from", "valid_to"):
        found.setdefault(payer, []).append(PaidFor(party, kind, first, last))
    return found
