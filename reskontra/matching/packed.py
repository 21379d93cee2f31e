"""Proposals in few bytes, from the process that found them to the rows they become.

A run over many lines holds an answer for each until all are known: as bytes they take half the room of what they are
made of, cross a pipe without being looked into, and hold their columns as the tables do.
"""

from __future__ import annotations

import json
import marshal
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, overload

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.matching.facts import write_uses
from reskontra.matching.models import Proposal, ProposalPart
from reskontra.matching.proposals import (
    PROPOSAL,
    Reasons,
    StoredPart,
    StoredProposal,
    as_json,
    delete_proposals,
    have_proposals,
    proposal_of,
)

_FORM = 2  # of marshal: without a look for values that stand in it twice
_EXPLANATION = PROPOSAL.index("explanation")
_ENTRY = 3 + StoredPart._fields.index("entry_id")  # of a part's row, behind company, proposal and sequence
DESCRIPTION_MAX = 250

Written = Counter[tuple[str, bool]]  # (state, whether it may be posted) → how many proposals


def packed(proposal: StoredProposal) -> bytes:
    """The columns of the proposal, whether it may be posted, and behind them the columns of its parts."""
    *row, parts = _row(proposal)
    return marshal.dumps((*row, marshal.dumps(parts, _FORM)), _FORM)


def unpacked(one: bytes) -> StoredProposal:
    *row, _, parts = marshal.loads(one)
    return proposal_of(row, [StoredPart(*part) for part in marshal.loads(parts)])


class Packed(Sequence[StoredProposal]):
    """Proposals that are made of their bytes whenever they are asked for."""

    def __init__(self, line_ids: Sequence[int], proposals: Sequence[bytes], *, journal_ids: Collection[int]) -> None:
        """journal_ids: of the journals that the lines are in."""
        self.line_ids = line_ids
        self.proposals = proposals
        self.journal_ids = journal_ids

    @overload
    def __getitem__(self, place: int) -> StoredProposal: ...
    @overload
    def __getitem__(self, place: slice) -> Packed: ...
    def __getitem__(self, place: int | slice) -> StoredProposal | Packed:
        if isinstance(place, slice):
            return Packed(self.line_ids[place], self.proposals[place], journal_ids=self.journal_ids)
        return unpacked(self.proposals[place])

    def __len__(self) -> int:
        return len(self.proposals)


def write_proposals(*, company: CompanyFacts, proposals: Sequence[StoredProposal]) -> Written:
    """Replace what these lines had before."""
    found: Iterable[tuple[Any, ...]]
    if isinstance(proposals, Packed):
        found = map(marshal.loads, proposals.proposals)
        if have_proposals(company=company, journal_ids=proposals.journal_ids):
            delete_proposals(company=company, line_ids=proposals.line_ids)
    else:
        found = map(_row, proposals)
        delete_proposals(company=company, line_ids=[proposal.line_id for proposal in proposals])
    ids = bulk.reserve_ids(Proposal, len(proposals))
    rows = _Rows(company, ids)
    bulk.insert(Proposal, ("id", "company_id", *PROPOSAL), rows.proposals(found))
    bulk.insert(ProposalPart, ("company_id", "proposal_id", "sequence", *StoredPart._fields), rows.parts())
    write_uses(company=company, uses=rows.uses)
    return rows.written


class _Rows:
    """Proposals on their way into the tables: each is read once, and its parts wait for it.

    uses   (line, fact's number) of the facts that are among the reasons
    """

    def __init__(self, company: CompanyFacts, ids: Sequence[int]) -> None:
        self.company = company
        self.ids = ids
        self.uses: set[tuple[int, int]] = set()
        self.written: Written = Counter()
        self._parts: list[Any] = []

    def proposals(self, found: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        for id, (*row, may_post, parts) in zip(self.ids, found, strict=True):
            self.written[row[3], may_post] += 1
            self._parts.append(parts)
            if '"fact":' in row[_EXPLANATION]:
                reasons = json.loads(row[_EXPLANATION])
                self.uses.update((row[0], int(reason["fact"])) for reason in reasons if "fact" in reason)
            yield (id, self.company.id, *row)

    def parts(self) -> list[tuple[Any, ...]]:
        """By entry: the database looks each of them up, and neighbours share pages."""
        found = []
        for id, parts in zip(self.ids, self._parts, strict=True):
            several = marshal.loads(parts) if isinstance(parts, bytes) else parts
            found += [(self.company.id, id, number, *part) for number, part in enumerate(several, 1)]
        self._parts = []
        found.sort(key=lambda row: row[_ENTRY] or 0)
        return found


def _row(p: StoredProposal) -> tuple[Any, ...]:
    """The columns as PROPOSAL names them, whether it may be posted, and the columns of each part."""
    return (
        p.line_id, p.journal_id, p.confidence, p.state, p.is_ready, p.is_reviewed, p.difference_minor, p.quality,
        p.rule, p.origin, _text_of(p.explanation), as_json(_with_reasons(p)) if p.alternatives else "", p.may_post,
        [(*part[:-1], part.description[:DESCRIPTION_MAX]) for part in p.parts],
    )  # fmt: skip


def _text_of(reasons: Sequence[dict[str, Any]]) -> str:
    if isinstance(reasons, Reasons):
        return reasons.written
    return as_json(reasons) if reasons else ""


def _with_reasons(p: StoredProposal) -> list[Any]:
    if not p.lost:
        return list(p.alternatives)
    return [[entry, reason] for entry, reason in zip(p.alternatives, p.lost, strict=True)]
