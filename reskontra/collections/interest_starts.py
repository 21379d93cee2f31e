"""From which day late interest runs on customers' entries, by what was agreed with them and what they were told.

Source: the specification of collecting, 19.1 (räntelagen 1975:635, 3 and 4 §§).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.interest import interest_start
from reskontra.database import bulk
from reskontra.database.days import day_of
from reskontra.receivables.owed_over_time import OwedOverTime

# Countries whose law lets interest run from 30 days after the demand where no due date was agreed in advance.
FROM_DEMAND = ("SE",)
_TERMS = (
    "SELECT t.party_id, t.is_due_agreed FROM {values} CROSS JOIN collections_customerterms t WHERE t.company_id = %s "
    "AND t.party_id = v.value AND (t.is_due_agreed OR (t.is_consumer AND NOT t.is_interest_told))"
)
_TOLD = (
    "SELECT l.entry_id, CAST(min(c.document_date) AS text) "
    "FROM {values} CROSS JOIN collections_collectionline l JOIN collections_collectiondocument c "
    "ON c.company_id = l.company_id AND c.id = l.document_id "
    "WHERE l.company_id = %s AND l.entry_id = v.value AND l.role = 'OVERDUE' AND c.state = 'ISSUED' "
    "GROUP BY l.entry_id"
)


@dataclass(frozen=True, slots=True)
class InterestStarts:
    """What decides the day. is_from_demand: without an agreement interest runs from a demand.

    agreed    customers whose due dates are agreed; untold: the other consumers whose invoices tell nothing of interest
    told      entry of such → when a letter told of it first
    """

    is_from_demand: bool
    agreed: frozenset[int] = frozenset()
    untold: frozenset[int] = frozenset()
    told: Mapping[int, date] = field(default_factory=dict)

    def of(self, one: OwedOverTime) -> date | None:
        """The day after which interest runs; None as long as a consumer was told nothing of it."""
        is_agreed = not self.is_from_demand or one.party_id in self.agreed
        sent = self.told.get(one.entry_id) if one.party_id in self.untold else one.document_date
        return None if sent is None else interest_start(due=one.due_date, sent=sent, is_due_agreed=is_agreed)


def interest_starts(*, company: CompanyFacts, owed: Mapping[int, OwedOverTime]) -> InterestStarts:
    """For entries by their keys: two questions, whatever their number."""
    if company.country not in FROM_DEMAND:
        return InterestStarts(is_from_demand=False)
    parties = {one.party_id for one in owed.values()}
    terms = {party: bool(is_agreed) for party, is_agreed in bulk.lookup(_TERMS, parties, company.id)}
    agreed = frozenset(party for party, is_agreed in terms.items() if is_agreed)
    untold = terms.keys() - agreed
    entries = [id for id, one in owed.items() if one.party_id in untold]
    told = {id: day_of(day) for id, day in bulk.lookup(_TOLD, entries, company.id)} if entries else {}
    return InterestStarts(is_from_demand=True, agreed=agreed, untold=frozenset(untold), told=told)
