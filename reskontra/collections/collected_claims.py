"""Claims that are being collected stay with their customer: a move would leave levels, interest and cases behind."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk

_COLLECTED = (
    "SELECT e.document_number FROM {values} CROSS JOIN receivables_entry e WHERE e.company_id = %s AND e.id = v.value "
    "AND (EXISTS (SELECT 1 FROM collections_dispute d "
    "WHERE d.company_id = e.company_id AND d.entry_id = e.id AND d.closed_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM collections_promiseentry p JOIN collections_promise m ON m.id = p.promise_id "
    "WHERE p.company_id = e.company_id AND p.entry_id = e.id AND m.withdrawn_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM collections_planentry p JOIN collections_paymentplan m ON m.id = p.plan_id "
    "WHERE p.company_id = e.company_id AND p.entry_id = e.id AND m.cancelled_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM collections_handoverentry p JOIN collections_handover m ON m.id = p.hand_over_id "
    "WHERE p.company_id = e.company_id AND p.entry_id = e.id AND m.taken_back_at IS NULL) "
    "OR EXISTS (SELECT 1 FROM collections_collectiondocument o "
    "WHERE o.company_id = e.company_id AND o.party_id = e.party_id AND o.entry_id = e.id AND o.state = 'ISSUED') "
    "OR EXISTS (SELECT 1 FROM collections_collectionline l JOIN collections_collectiondocument c "
    "ON c.id = l.document_id WHERE l.company_id = e.company_id AND l.entry_id = e.id AND l.role = 'OVERDUE' "
    "AND c.state = 'ISSUED')) ORDER BY e.id"
)


class ClaimCollected(Refused):
    code = "claim_collected"
    template = (
        "{document} cannot be moved to another customer: a dispute, promise, plan, hand-over, reminder or finance "
        "charge memo stands on it, or has posted it. End or cancel that first, or leave the document where it is."
    )


def refuse_collected(*, company: CompanyFacts, entry_ids: Collection[int]) -> None:
    """Whether one of the entries has an open case, a hand-over, or an issued reminder or memo, or is what one posted.

    refuses   ClaimCollected
    """
    for (document,) in bulk.lookup(_COLLECTED, entry_ids, company.id):
        raise ClaimCollected(document=document)
