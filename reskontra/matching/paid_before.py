"""Who sent the earlier payments that bear the same end-to-end id."""

from __future__ import annotations

from collections.abc import Collection

from reskontra.bank.transactions import transactions_of_end_to_end_ids
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import lines_on
from reskontra.matching.proposals import read_proposals


def payers_by_end_to_end_id(*, company: CompanyFacts, ids: Collection[str]) -> dict[str, dict[int, int]]:
    """End-to-end id → party → how many posted payments with it are the party's alone."""
    known = transactions_of_end_to_end_ids(company=company, ids=ids)
    lines = lines_on(company=company, transaction_ids=set(known), states=["POSTED"])
    proposals = read_proposals(company=company, line_ids=[line.id for line in lines.values()])
    found: dict[str, dict[int, int]] = {}
    for transaction, line in sorted(lines.items()):
        parts = proposals[line.id].parts if line.id in proposals else ()
        parties = {part.party_id for part in parts}
        for party in parties if len(parties) == 1 else ():
            if party is not None:
                times = found.setdefault(known[transaction], {})
                times[party] = times.get(party, 0) + 1
    return found
