"""Learned facts as people read them: what each means, what taught it, and what it decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.facts import fact_level
from reskontra.core.matching.records import FactKind, LearnedFact
from reskontra.database import bulk
from reskontra.matching.facts import facts_about, learned
from reskontra.matching.models import Fact
from reskontra.matching.proposals import StoredPart, read_proposals
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.receivables.queries import facts_by_id

KINDS = {"account": "ACCOUNT", "name": "NAME", "text": "TEXT", "pays-for": "PAYS_FOR"}
WORDS = {code: word for word, code in KINDS.items()}
_COLUMNS = (
    "number", "kind", "value", "party_id", "hits", "contradictions", "is_confirmed", "last_used_at", "direction",
    "account_number", "id", "written", "note", "created_by", "created_at", "revoked_at", "revoked_by",
    "revoked_reason",
)  # fmt: skip


class FactUnknown(Refused):
    code = "fact_unknown"
    template = "There is no fact {number}. See them with reskontra matching facts list."


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact in full.

    means     customer:C1 or gl:6570
    worth     what it counts for beside what else is known of the same: certain, strong, weak, or none
    """

    id: int
    fact: LearnedFact
    shown: str
    means: str
    name: str
    worth: str
    note: str
    created_by: str
    created_at: datetime
    revoked_at: datetime | None
    revoked_by: str
    revoked_reason: str


@dataclass(frozen=True, slots=True)
class LineOfFact:
    """A line that taught a fact (effect, by whom, when) or that it decided."""

    journal: str
    line: int
    date: date
    amount_minor: int
    currency: str
    state: str
    applied: tuple[str, ...]
    effect: str = ""
    actor: str = ""
    decided_at: datetime | None = None


def list_facts(
    *,
    company: CompanyFacts,
    kind: str = "",
    means: str = "",
    with_revoked: bool = False,
    after: int = 0,
    most: int | None = None,
) -> list[FactView]:
    """Facts by number, at most so many after one; means: as FactView has it, for those of one party or account."""
    rows = Fact.objects.filter(company=company.id)
    if kind:
        rows = rows.filter(kind=kind)
    if not with_revoked:
        rows = rows.filter(revoked_at__isnull=True)
    if means.lower().startswith("gl:"):
        rows = rows.filter(account_number=means[3:])
    elif means:
        ledger, _, number = means.partition(":")
        rows = rows.filter(party__ledger=ledger.upper(), party__number=number)
    return _views(company, list(rows.filter(number__gt=after).order_by("number").values_list(*_COLUMNS)[:most]))


def facts_numbered(*, company: CompanyFacts, numbers: Collection[int]) -> list[FactView]:
    """These facts by number, revoked ones too."""
    rows = Fact.objects.filter(company=company.id, number__in=list(numbers)).order_by("number")
    return _views(company, list(rows.values_list(*_COLUMNS)))


def find_fact(*, company: CompanyFacts, number: int) -> FactView:
    """refuses   FactUnknown"""
    found = facts_numbered(company=company, numbers=[number])
    if not found:
        raise FactUnknown(number=number)
    return found[0]


def _views(company: CompanyFacts, rows: Sequence[tuple[Any, ...]]) -> list[FactView]:
    facts = [learned(row[:10]) for row in rows]
    beside = {
        kind: facts_about(company=company, kind=kind, values={fact.value for fact in facts if fact.kind == kind})
        for kind in FactKind
    }
    ids = {fact.party_id for fact in facts if fact.party_id}
    ids |= {int(fact.value) for fact in facts if fact.kind == FactKind.PAYS_FOR}
    parties = parties_by_id(company=company, ids=ids)
    return [
        FactView(
            id=row[10],
            fact=fact,
            shown=_written(parties[int(fact.value)]) if fact.kind == FactKind.PAYS_FOR else row[11] or fact.value,
            means=_written(parties[fact.party_id]) if fact.party_id else f"gl:{fact.account_number}",
            name=parties[fact.party_id].name if fact.party_id else "",
            worth=fact_level(fact, beside[FactKind(fact.kind)].get(fact.value, ())).word,
            note=row[12],
            created_by=row[13],
            created_at=row[14],
            revoked_at=row[15],
            revoked_by=row[16],
            revoked_reason=row[17],
        )
        for row, fact in zip(rows, facts, strict=True)
    ]


def _written(party: PartySummary) -> str:
    return f"{party.ledger.lower()}:{party.number}"


_LINE = (
    "l.id, j.number, l.line_number, l.date, l.account_minor, l.amount_minor, b.currency, l.state "
    "FROM {table} t "
    "JOIN journals_journalline l ON l.company_id = t.company_id AND l.id = t.line_id "
    "JOIN journals_journal j ON j.company_id = l.company_id AND j.id = l.journal_id "
    "JOIN ledger_bankaccount b ON b.company_id = j.company_id AND b.id = j.bank_account_id "
    "WHERE t.company_id = %s AND t.fact_id = %s ORDER BY j.number, l.line_number"
)


def history_of(*, company: CompanyFacts, fact_id: int) -> list[LineOfFact]:
    """Every decision for and against a fact, and those taken back, in the order of journal and line."""
    sql = f"SELECT t.effect, t.actor, t.decided_at, {_LINE.format(table='matching_lesson')}"
    return _lines(company, [(row[3:], row[:3]) for row in _rows(sql, company, fact_id)])


def decided_by(*, company: CompanyFacts, fact_id: int) -> list[LineOfFact]:
    """The lines of whose proposals, or of what was posted of them, the fact is evidence."""
    sql = f"SELECT {_LINE.format(table='matching_factuse')}"
    return _lines(company, [(row, ("", "", None)) for row in _rows(sql, company, fact_id)])


def _rows(sql: str, company: CompanyFacts, fact_id: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, fact_id])
        return list(cursor.fetchall())


def _lines(company: CompanyFacts, rows: Sequence[tuple[tuple[Any, ...], tuple[Any, ...]]]) -> list[LineOfFact]:
    proposals = read_proposals(company=company, line_ids={line[0] for line, _ in rows})
    parts = [part for proposal in proposals.values() for part in proposal.parts]
    entries = facts_by_id(company=company, ids={part.entry_id for part in parts if part.entry_id})
    numbers = {id: entry.document_number for id, entry in entries.items()}
    found = []
    for line, (effect, actor, moment) in rows:
        proposal = proposals.get(line[0])
        state = "posted" if line[7] == "POSTED" else proposal.state if proposal else "unmatched"
        found.append(
            LineOfFact(
                journal=line[1],
                line=line[2],
                date=line[3] if isinstance(line[3], date) else date.fromisoformat(line[3]),
                amount_minor=line[5] if line[4] is None else line[4],
                currency=line[6],
                state=state,
                applied=tuple(_applied(proposal.parts if proposal else (), numbers)),
                effect=effect.lower(),
                actor=actor,
                decided_at=_moment(moment),
            )
        )
    return found


def _applied(parts: Iterable[StoredPart], numbers: dict[int, str]) -> Iterable[str]:
    for part in parts:
        yield numbers.get(part.entry_id or 0) or f"{part.account_type.lower()}:{part.account_number}"


def _moment(found: Any) -> datetime | None:
    """SQLite gives a moment as text, in UTC."""
    if found is None or isinstance(found, datetime):
        return found
    return datetime.fromisoformat(str(found)).replace(tzinfo=bulk.moment().tzinfo)
