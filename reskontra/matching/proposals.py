"""Proposals as they are stored, and read in bulk. Codes and values are stored, never sentences."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Max, Q

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.matching.facts import delete_uses
from reskontra.matching.models import Proposal, ProposalPart

PROPOSAL = (
    "line_id", "journal_id", "confidence", "state", "is_ready", "is_reviewed", "difference_minor", "quality", "rule",
    "origin", "explanation", "alternatives",
)  # fmt: skip
_RESERVED = (
    "SELECT r.entry_id, p.line_id, CASE WHEN r.entry_minor <> 0 THEN r.entry_minor ELSE r.cash_minor "
    "+ r.discount_minor + r.tolerance_minor + r.charge_minor + r.rounding_minor END "
    "FROM matching_proposalpart r "
    "JOIN matching_proposal p ON p.company_id = r.company_id AND p.id = r.proposal_id "
    "JOIN journals_journalline l ON l.company_id = p.company_id AND l.id = p.line_id AND l.state = 'OPEN' "
    "WHERE r.company_id = %s AND (p.is_ready OR p.is_reviewed) AND r.entry_id IS NOT NULL"
)


as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class Reasons(Sequence[dict[str, Any]]):
    """Reasons in the form they are stored in, read when they are asked for: a search makes more than anybody reads."""

    __slots__ = ("written",)

    def __init__(self, reasons: Iterable[dict[str, Any]]) -> None:
        self.written = as_json(list(reasons))

    def _read(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.written)
        return found

    def __getitem__(self, place: Any) -> Any:
        return self._read()[place]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._read() == list(other)

    __hash__ = None  # type: ignore[assignment]


class StoredPart(NamedTuple):
    """Money of a line; signed as the entry it settles. account_number: of the customer, vendor, G/L or bank account."""

    account_type: str
    account_number: str
    cash_minor: int
    party_id: int | None = None
    entry_id: int | None = None
    bank_entry_id: int | None = None
    discount_minor: int = 0
    tolerance_minor: int = 0
    charge_minor: int = 0
    rounding_minor: int = 0
    exchange_difference_minor: int = 0
    entry_minor: int = 0
    description: str = ""

    @property
    def lowers_vat(self) -> bool:
        """Whether something is granted that may lower the document's VAT."""
        return bool(self.discount_minor or self.tolerance_minor)

    @property
    def settled_minor(self) -> int:
        """What the entry is closed with."""
        return self.cash_minor + self.discount_minor + self.tolerance_minor + self.charge_minor + self.rounding_minor

    @property
    def taken_minor(self) -> int:
        """What it takes of its entry, in the entry's own currency."""
        return self.entry_minor or self.settled_minor


class StoredProposal(NamedTuple):
    """difference_minor: what of the line is on no part. A line of no amount has no parts, and no difference.

    alternatives   entries that could be meant; lost: for each of them, why it was not chosen
    """

    line_id: int
    journal_id: int
    confidence: str
    state: str
    is_ready: bool
    difference_minor: int
    origin: str
    is_reviewed: bool = False
    quality: int = 0
    rule: str = ""
    explanation: Sequence[dict[str, Any]] = ()
    alternatives: tuple[int, ...] = ()
    lost: tuple[dict[str, Any], ...] = ()
    parts: tuple[StoredPart, ...] = ()

    @property
    def may_post(self) -> bool:
        """Ready by itself or by a person's review, with nothing left over."""
        return (self.is_ready or self.is_reviewed) and self.difference_minor == 0


def delete_proposals(*, company: CompanyFacts, line_ids: Sequence[int]) -> None:
    """Take the proposals off these lines; what they reserved is free again."""
    delete_uses(company=company, line_ids=line_ids)
    sql = "SELECT p.id FROM {values} CROSS JOIN matching_proposal p WHERE p.company_id = %s AND p.line_id = v.value"
    found = [row[0] for row in bulk.lookup(sql, line_ids, company.id)]
    for ids in bulk.chunks(found, 900):
        ProposalPart.objects.filter(company=company.id, proposal__in=ids)._raw_delete(using="default")
        Proposal.objects.filter(company=company.id, id__in=ids)._raw_delete(using="default")


def have_proposals(*, company: CompanyFacts, journal_ids: Collection[int]) -> bool:
    """Whether a line of these journals has been matched before."""
    return Proposal.objects.filter(company=company.id, journal__in=journal_ids).exists()


def proposals_stand(*, company: CompanyFacts, journal_id: int) -> tuple[object, ...]:
    """Other values for any other proposals for the lines of a journal: each that is decided anew has another id."""
    rows = Proposal.objects.filter(company=company.id, journal=journal_id)
    ready, reviewed = Count("id", filter=Q(is_ready=True)), Count("id", filter=Q(is_reviewed=True))
    return tuple(rows.aggregate(Count("id"), Max("id"), ready=ready, reviewed=reviewed).values())


def take_back_proposals(*, company: CompanyFacts, line_ids: Sequence[int]) -> None:
    """What was posted for these lines was reversed: their proposals wait for a person, and reserve nothing."""
    for ids in bulk.chunks(line_ids, 900):
        Proposal.objects.filter(company=company.id, line__in=ids).update(
            is_ready=False, is_reviewed=False, state="review"
        )


def read_proposals(*, company: CompanyFacts, line_ids: Collection[int]) -> dict[int, StoredProposal]:
    """Line → its proposal with parts."""
    columns = ", ".join("p." + name for name in PROPOSAL)
    sql = (
        f"SELECT p.id, {columns} FROM {{values}} CROSS JOIN matching_proposal p "
        "WHERE p.company_id = %s AND p.line_id = v.value"
    )
    rows = list(bulk.lookup(sql, line_ids, company.id))
    parts = parts_of(company=company, proposal_ids=[row[0] for row in rows])
    return {row[1]: proposal_of(row[1:], parts.get(row[0], ())) for row in rows}


def parts_of(*, company: CompanyFacts, proposal_ids: Collection[int]) -> dict[int, list[StoredPart]]:
    """Proposal → its parts in their order; those without parts are left out."""
    sql = (
        "SELECT r.proposal_id, r.account_type, r.account_number, r.cash_minor, r.party_id, r.entry_id, "
        "r.bank_entry_id, r.discount_minor, r.tolerance_minor, r.charge_minor, r.rounding_minor, "
        "r.exchange_difference_minor, r.entry_minor, r.description "
        "FROM {values} CROSS JOIN matching_proposalpart r "
        "WHERE r.company_id = %s AND r.proposal_id = v.value ORDER BY r.proposal_id, r.sequence"
    )
    found: dict[int, list[StoredPart]] = {}
    for row in bulk.lookup(sql, proposal_ids, company.id):
        found.setdefault(row[0], []).append(StoredPart(*row[1:]))
    return found


def proposal_of(row: Sequence[Any], parts: Iterable[StoredPart]) -> StoredProposal:
    """A proposal of its columns, as PROPOSAL names them."""
    others = [other if isinstance(other, list) else [other] for other in (json.loads(row[11]) if row[11] else ())]
    return StoredProposal(
        line_id=row[0],
        journal_id=row[1],
        confidence=row[2],
        state=row[3],
        is_ready=bool(row[4]),
        is_reviewed=bool(row[5]),
        difference_minor=row[6],
        quality=row[7],
        rule=row[8],
        origin=row[9],
        explanation=tuple(json.loads(row[10])) if row[10] else (),
        alternatives=tuple(other[0] for other in others),
        lost=tuple(other[1] for other in others if len(other) > 1),
        parts=tuple(parts),
    )


def reserved_by_entry(
    *, company: CompanyFacts, besides: Collection[int] = (), entries: Collection[int] | None = None
) -> dict[int, int]:
    """Entry → what ready and reviewed proposals on open lines have taken of it, signed as the entry.

    besides   lines whose proposals do not count
    entries   ask for these alone
    """
    left_out = set(besides)
    sql = _RESERVED if entries is None else f"{_RESERVED} AND r.entry_id = v.value"
    found: dict[int, int] = {}
    for entry, line, minor in _reserved_rows(company, sql, entries):
        if line not in left_out:
            found[entry] = found.get(entry, 0) + minor
    return found


def reserving_lines(
    *, company: CompanyFacts, besides: Collection[int], entries: Collection[int]
) -> dict[int, list[int]]:
    """Entry → the open lines whose ready and reviewed proposals have taken of it, in the order they came."""
    found: dict[int, list[int]] = {}
    for entry, line, _minor in sorted(_reserved_rows(company, f"{_RESERVED} AND r.entry_id = v.value", entries)):
        lines = found.setdefault(entry, [])
        if line not in besides and line not in lines:
            lines.append(line)
    return found


def lines_naming(*, company: CompanyFacts, entry_ids: Collection[int]) -> list[int]:
    """The open lines of whose proposals a part settles one of these entries."""
    sql = (
        "SELECT DISTINCT p.line_id FROM {values} CROSS JOIN matching_proposalpart r "
        "JOIN matching_proposal p ON p.company_id = r.company_id AND p.id = r.proposal_id "
        "JOIN journals_journalline l ON l.company_id = p.company_id AND l.id = p.line_id AND l.state = 'OPEN' "
        "WHERE r.company_id = %s AND r.entry_id = v.value ORDER BY p.line_id"
    )
    return [row[0] for row in bulk.lookup(sql, entry_ids, company.id)]


def _reserved_rows(company: CompanyFacts, sql: str, entries: Collection[int] | None) -> Iterator[tuple[int, ...]]:
    if entries is not None:
        yield from bulk.lookup(sql.replace("FROM ", "FROM {values} CROSS JOIN ", 1), entries, company.id)
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id])
        yield from cursor.fetchall()
