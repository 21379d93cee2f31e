"""A person puts a line on a document in another currency: how much of the document its money settles."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts, rate_on
from reskontra.core.exchange import Valuation, convert
from reskontra.core.matching.records import EntryFact
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.proposals import StoredPart
from reskontra.matching.setup import settings_of


class Paid(NamedTuple):
    """What the line has left, in its currency, on its day; instructed_minor: what was instructed in the document's."""

    left_minor: int
    currency: str
    day: date
    instructed_minor: int = 0


def foreign_part(*, company: CompanyFacts, fact: EntryFact, number: str, free_minor: int, paid: Paid) -> StoredPart:
    """All of the document where that was instructed, or is what the money comes to within the margin; else as much.

    free_minor   what is free of the document; of the sign of the line's money
    number       of its customer or vendor
    refuses      RateMissing, unless the instructed amount decides
    """
    part = StoredPart(fact.ledger, number, paid.left_minor, fact.party_id, fact.entry_id, entry_minor=free_minor)
    if paid.instructed_minor == abs(free_minor):
        return part
    theirs = Valuation(fact.currency, rate_on(company=company, currency=fact.currency, day=paid.day))
    ours = Valuation(paid.currency, rate_on(company=company, currency=paid.currency, day=paid.day))
    whole = convert(free_minor, source=theirs, target=ours)
    margin = settings_of(company=company, banks=bank_accounts(company=company)).fx_tolerance_permille
    if abs(whole - paid.left_minor) * 1000 <= abs(whole) * margin:
        return part
    if abs(whole) <= abs(paid.left_minor):
        return part._replace(cash_minor=whole)
    return part._replace(entry_minor=convert(paid.left_minor, source=ours, target=theirs))
