"""Proposals as rows: written and read in bulk. Codes and values are stored, never sentences."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.matching.facts import delete_uses, write_uses
from reskontra.matching.models import Proposal, ProposalPart

_PROPOSAL = (
    "id", "company_id", "line_id", "journal_id", "confidence", "state", "is_ready", "is_reviewed",
    "difference_minor", "quality", "rule", "origin", "explanation", "alternatives",
)  # fmt: skip
_PART = (
    "company_id", "proposal_id", "sequence", "account_type", "account_number", "party_id", "entry_id",
    "bank_entry_id", "cash_minor", "discount_minor", "tolerance_minor", "charge_minor", "rounding_minor",
    "exchange_difference_minor", "entry_minor", "description",
)  # fmt: skip
_RESERVED = (
    "SELECT r.entry_id, p.line_id, CASE WHEN r.entry_minor <> 0 THEN r.entry_minor ELSE r.cash_minor "
    "+ r.discount_minor + r.tolerance_minor + r.charge_minor + r.rounding_minor END "
    "FROM matching_proposalpart r "
    "JOIN matching_proposal p ON p.company_id = r.company_id AND p.id = r.proposal_id "
    "JOIN journals_journalline l ON l.company_id = p.company_id AND l.id = p.line_id AND l.state = 'OPEN' "
    "WHERE r.company_id = %s AND (p.is_ready OR p.is_reviewed) AND r.entry_id IS NOT NULL"
)


_written = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class Reasons(Sequence[dict[str, Any]]):
    """Reasons in the form they are stored in, read when they are asked for: a search makes more than anybody reads."""

    __slots__ = ("written",)

    def __init__(self, reasons: Iterable[dict[str, Any]]) -> None:
        self.written = _written(list(reasons))

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

    def may_name(self, value: str) -> bool:
        """False where no reason has a value of this name; True where one seems to."""
        return f'"{value}":' in self.written


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


def write_proposals(*, company: CompanyFacts, proposals: Sequence[StoredProposal]) -> None:
    """Replace what these lines had before."""
    delete_proposals(company=company, line_ids=[proposal.line_id for proposal in proposals])
    ids = bulk.reserve_ids(Proposal, len(proposals))
    pairs = list(zip(ids, proposals, strict=True))
    bulk.insert(Proposal, _PROPOSAL, (_proposal_row(company, id, proposal) for id, proposal in pairs))
    bulk.insert(
        ProposalPart,
        _PART,
        (
            _part_row(company, id, number, part)
            for id, proposal in pairs
            for number, part in enumerate(proposal.parts, 1)
        ),
    )
    uses = {(p.line_id, number) for p in proposals for number in _facts_of(p.explanation)}
    write_uses(company=company, uses=uses)


def _proposal_row(company: CompanyFacts, id: int, p: StoredProposal) -> tuple[object, ...]:
    return (
        id, company.id, p.line_id, p.journal_id, p.confidence, p.state, p.is_ready, p.is_reviewed,
        p.difference_minor, p.quality, p.rule, p.origin,
        _text_of(p.explanation), _written(_with_reasons(p)) if p.alternatives else "",
    )  # fmt: skip


def _text_of(reasons: Sequence[dict[str, Any]]) -> str:
    if isinstance(reasons, Reasons):
        return reasons.written
    return _written(reasons) if reasons else ""


def _facts_of(reasons: Sequence[dict[str, Any]]) -> list[int]:
    """The numbers of the facts that are among the reasons."""
    if isinstance(reasons, Reasons) and not reasons.may_name("fact"):
        return []
    return [int(reason["fact"]) for reason in reasons if "fact" in reason]


def _with_reasons(p: StoredProposal) -> list[Any]:
    if not p.lost:
        return list(p.alternatives)
    return [[entry, reason] for entry, reason in zip(p.alternatives, p.lost, strict=True)]


def _part_row(company: CompanyFacts, id: int, number: int, part: StoredPart) -> tuple[object, ...]:
    return (
        company.id, id, number, part.account_type, part.account_number, part.party_id, part.entry_id,
        part.bank_entry_id, part.cash_minor, part.discount_minor, part.tolerance_minor, part.charge_minor,
        part.rounding_minor, part.exchange_difference_minor, part.entry_minor, part.description[:250],
    )  # fmt: skip


def delete_proposals(*, company: CompanyFacts, line_ids: Sequence[int]) -> None:
    """Take the proposals off these lines; what they reserved is free again."""
    delete_uses(company=company, line_ids=line_ids)
    sql = "SELECT p.id FROM {values} CROSS JOIN matching_proposal p WHERE p.company_id = %s AND p.line_id = v.value"
    found = [row[0] for row in bulk.lookup(sql, line_ids, company.id)]
    for ids in bulk.chunks(found, 900):
        ProposalPart.objects.filter(company=company.id, proposal__in=ids)._raw_delete(using="default")
        Proposal.objects.filter(company=company.id, id__in=ids)._raw_delete(using="default")


def take_back_proposals(*, company: CompanyFacts, line_ids: Sequence[int]) -> None:
    """What was posted for these lines was reversed: their proposals wait for a person, and reserve nothing."""
    for ids in bulk.chunks(line_ids, 900):
        Proposal.objects.filter(company=company.id, line__in=ids).update(
            is_ready=False, is_reviewed=False, state="review"
        )


def read_proposals(*, company: CompanyFacts, line_ids: Collection[int]) -> dict[int, StoredProposal]:
    """Line → its proposal with parts."""
    columns = ", ".join("p." + name for name in _PROPOSAL)
    sql = (
        f"SELECT {columns} FROM {{values}} CROSS JOIN matching_proposal p "
        "WHERE p.company_id = %s AND p.line_id = v.value"
    )
    rows = list(bulk.lookup(sql, line_ids, company.id))
    parts = parts_of(company=company, proposal_ids=[row[0] for row in rows])
    return {row[2]: _proposal(row, parts.get(row[0], [])) for row in rows}


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


def _proposal(row: tuple[Any, ...], parts: Iterable[StoredPart]) -> StoredProposal:
    others = [other if isinstance(other, list) else [other] for other in (json.loads(row[13]) if row[13] else ())]
    return StoredProposal(
        line_id=row[2],
        journal_id=row[3],
        confidence=row[4],
        state=row[5],
        is_ready=bool(row[6]),
        is_reviewed=bool(row[7]),
        difference_minor=row[8],
        quality=row[9],
        rule=row[10],
        origin=row[11],
        explanation=tuple(json.loads(row[12])) if row[12] else (),
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
