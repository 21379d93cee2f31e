"""reskontra check: every room's invariants, for every company."""

from __future__ import annotations

from collections.abc import Iterator

from reskontra.audit import checks as audit
from reskontra.audit.sealing import check_seals
from reskontra.bank import checks as bank
from reskontra.collections import checks as collections
from reskontra.collections import checks_of_documents as documents
from reskontra.companies import checks as companies
from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.database.guards import asked_once, missing_triggers, wanted
from reskontra.journals import checks as journals
from reskontra.ledger import checks as ledger
from reskontra.matching import checks as matching
from reskontra.parties import checks as parties
from reskontra.receivables import checks as receivables

ROOMS = (companies, parties, ledger, receivables, journals, bank, matching, collections)


GUARDED = (audit, companies, ledger, receivables, journals, bank, documents)


SEALED = tuple(sealed for room in (ledger, receivables, journals, bank, documents) for sealed in room.SEALED)
NAMES = tuple(name for room in GUARDED for name in room.TRIGGERS)


def missing_guards() -> list[Violation]:
    """The guards of all rooms that the database lacks, whichever companies there are."""
    return [*missing_triggers(NAMES, only_sqlite=companies.ONLY_SQLITE)]


def guards_of(engine: str) -> list[str]:
    """The guards of all rooms in a database of the kind, as triggers by name."""
    return wanted(NAMES, only_sqlite=companies.ONLY_SQLITE, engine=engine)


def violations(*, company: CompanyFacts) -> Iterator[Violation]:
    """Everything in the company's books that does not hold."""
    with asked_once():
        yield from audit.check(company=company.id)
        for room in ROOMS:
            yield from room.check(company=company)
    yield from check_seals(company=company.id, tables=SEALED)
