"""Which transactions of a statement were imported before: fingerprints, and how often each is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reskontra.bank.actions.decision import Decision
from reskontra.bank.actions.reading import FileStatement
from reskontra.bank.actions.rows import BANK_REFERENCE
from reskontra.bank.actions.spool import Spool
from reskontra.bank.models import KnownPart
from reskontra.companies.queries import CompanyFacts
from reskontra.core.statements import ADVICES, Course
from reskontra.database import bulk

_PREFERENCE = {"BOOKED": 0, "DETAIL": 1, "KNOWN": 2}
_EQUALS = (
    "SELECT t.fingerprint, t.ordinal, t.id, t.state, t.same_as_id, t.statement_id, s.file_import_id, s.format "
    "FROM {values} CROSS JOIN bank_banktransaction t JOIN bank_bankstatement s ON s.id = t.statement_id "
    "WHERE t.company_id = %s AND t.bank_account_id = %s AND t.fingerprint = v.value "
    "AND t.state NOT IN ('EXPECTED', 'UNDONE')"
)


class Equal(NamedTuple):
    """A stored transaction with the fingerprint of a new one."""

    fingerprint: int
    ordinal: int
    id: int
    state: str
    same_as_id: int | None
    statement_id: int
    file_import_id: int
    format: str


def decide_known(
    *, company: CompanyFacts, statement: FileStatement, course: Course, file_import_id: int, spool: Spool
) -> Decision:
    """What is known by its fingerprint, and which new ones equal another: of those a person must see.

    course   only where the statement overlaps is anything known; a transaction is known once for each equal one
             that is stored, counted within its statement
    """
    decision = Decision()
    stored = _stored_equals(company, statement)
    repeated = _repeated(statement)
    referenced = _with_bank_reference(statement, repeated, spool) if repeated else set()
    interesting = repeated | stored.keys()
    seen: Counter[int] = Counter()
    for place, fingerprint in enumerate(statement.fingerprints if interesting else ()):
        if fingerprint not in interesting:
            continue
        at = seen[fingerprint]
        seen[fingerprint] += 1
        if place in statement.expected:
            decision.ordinals[place] = at
            continue
        equals = stored.get(fingerprint, ())
        earlier = _by_ordinal(equals, file_import_id, is_advice=statement.is_advice)
        if course is Course.OVERLAPS and at < len(earlier):
            _know(decision, statement, place, earlier[at])
            continue
        beside = len({(one.statement_id, one.ordinal) for one in equals if one.file_import_id == file_import_id})
        if ordinal := beside + at + (0 if course is Course.OVERLAPS else len(earlier)):
            decision.ordinals[place] = ordinal
        if equals or place in referenced:
            decision.suspects.add(place)
    _copy_known_parts(company, decision)
    return decision


def _stored_equals(company: CompanyFacts, statement: FileStatement) -> dict[int, list[Equal]]:
    """Stored transactions of the account by the fingerprints they share with the statement."""
    found = defaultdict(list)
    prints = statement.fingerprints
    for start in range(0, len(prints), bulk.CHUNK):
        batch = set(prints[start : start + bulk.CHUNK])
        for row in bulk.lookup(_EQUALS, batch, company.id, statement.account.id):
            found[row[0]].append(Equal(*row))
    return {fingerprint: list(dict.fromkeys(equals)) for fingerprint, equals in found.items()}


def _repeated(statement: FileStatement) -> set[int]:
    """Fingerprints that occur more than once within the statement."""
    ordered = sorted(statement.fingerprints)
    return {one for one, following in pairwise(ordered) if one == following}


def _with_bank_reference(statement: FileStatement, repeated: set[int], spool: Spool) -> set[int]:
    """Places of repeated payments that even share the bank's own reference."""
    places: set[int] = set()
    place = 0
    for rows in spool.chunks(statement.chunks):
        for row in rows:
            if row.columns[-1] in repeated and row.columns[BANK_REFERENCE]:
                places.add(place)
            place += 1
    return places


def _by_ordinal(equals: Iterable[Equal], file_import_id: int, *, is_advice: bool) -> Sequence[Equal]:
    """Of other files' equals one for each ordinal: of the same kind of file, and booked, rather than not."""
    best: dict[int, Equal] = {}
    for one in sorted(equals, key=lambda e: ((e.format in ADVICES) != is_advice, _PREFERENCE[e.state], e.id)):
        if one.file_import_id != file_import_id:
            best.setdefault(one.ordinal, one)
    return [best[ordinal] for ordinal in sorted(best)]


def _know(decision: Decision, statement: FileStatement, place: int, equal: Equal) -> None:
    decision.known[place] = equal.id
    if equal.state == "KNOWN" and equal.same_as_id is not None:
        decision.known[place] = equal.same_as_id
        decision.known_parts[place] = [equal.id]  # whose parts it may share: see _copy_known_parts
    decision.overlap_minor += statement.amounts[place]
    decision.overlapping += 1


def _copy_known_parts(company: CompanyFacts, decision: Decision) -> None:
    """A repeated sum is the sum of the same parts as the first time."""
    twins = {twins[0]: place for place, twins in decision.known_parts.items()}
    parts = defaultdict(list)
    for batch in bulk.chunks(sorted(twins), 500):
        rows = KnownPart.objects.filter(company=company.id, transaction__in=batch).order_by("id")
        for twin, part in rows.values_list("transaction_id", "part_id"):
            parts[twins[twin]].append(part)
    decision.known_parts = dict(parts)
