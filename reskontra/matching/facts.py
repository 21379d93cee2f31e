"""Learned facts as rows: asked for by value, counted anew from the decisions, and where they are evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import FactKind, LearnedFact
from reskontra.database import bulk
from reskontra.matching.models import Fact, FactUse, Lesson

_COLUMNS = (
    "f.number, f.kind, f.value, f.party_id, f.hits, f.contradictions, f.is_confirmed, f.last_used_at, f.direction, "
    "f.account_number"
)


def kinds_known(*, company: CompanyFacts) -> frozenset[str]:
    """The kinds of which the company has a fact that is not revoked: nothing need be asked of the others."""
    rows = Fact.objects.filter(company=company.id, revoked_at__isnull=True)
    return frozenset(kind for kind in FactKind if rows.filter(kind=kind).exists())


def facts_about(*, company: CompanyFacts, kind: str, values: Collection[str]) -> dict[str, list[LearnedFact]]:
    """Value → its facts by number; revoked ones are left out."""
    sql = (
        f"SELECT {_COLUMNS} FROM {{values}} CROSS JOIN matching_fact f WHERE f.company_id = %s AND f.kind = %s "
        "AND f.value = v.value AND f.revoked_at IS NULL ORDER BY f.value, f.number"
    )
    found: dict[str, list[LearnedFact]] = {}
    for fact in map(learned, bulk.lookup(sql, values, company.id, str(kind))):
        found.setdefault(fact.value, []).append(fact)
    return found


def facts_of_payers(*, company: CompanyFacts, party_ids: Collection[int]) -> list[LearnedFact]:
    """By whom these parties' documents were paid, by number."""
    sql = (
        f"SELECT {_COLUMNS} FROM {{values}} CROSS JOIN matching_fact f WHERE f.company_id = %s "
        "AND f.party_id = v.value AND f.kind = 'PAYS_FOR' AND f.revoked_at IS NULL ORDER BY f.number"
    )
    return [learned(row) for row in bulk.lookup(sql, party_ids, company.id)]


def learned(row: Sequence[Any]) -> LearnedFact:
    """A row of (number, kind, value, party, hits, contradictions, confirmed, last used, direction, account)."""
    return LearnedFact(
        number=row[0],
        kind=row[1],
        value=row[2],
        party_id=row[3],
        hits=row[4],
        contradictions=row[5],
        is_confirmed=bool(row[6]),
        last=_day(row[7]),
        direction=row[8],
        account_number=row[9],
    )


def _day(moment: Any) -> date:
    """SQLite gives a moment as text."""
    return moment.date() if isinstance(moment, datetime) else date.fromisoformat(str(moment)[:10])


def recount(*, company: CompanyFacts, fact_ids: Collection[int]) -> None:
    """Write what the decisions come to: lines of one command count once."""
    sql = (
        "SELECT l.fact_id, l.effect, count(DISTINCT l.decided_at), max(l.decided_at) FROM {values} "
        "CROSS JOIN matching_lesson l WHERE l.company_id = %s AND l.fact_id = v.value GROUP BY l.fact_id, l.effect"
    )
    counts: dict[int, dict[str, tuple[int, Any]]] = {id: {} for id in fact_ids}
    for fact, effect, count, last in bulk.lookup(sql, fact_ids, company.id):
        counts[fact][effect] = (count, last)
    rows = [
        (found.get("CONFIRMED", (0, None))[0], found.get("CONTRADICTED", (0, None))[0], company.id, fact)
        for fact, found in sorted(counts.items())
    ]
    bulk.execute_many("UPDATE matching_fact SET hits = %s, contradictions = %s WHERE company_id = %s AND id = %s", rows)
    agreed = [
        (found["CONFIRMED"][1], company.id, fact) for fact, found in sorted(counts.items()) if "CONFIRMED" in found
    ]
    bulk.execute_many("UPDATE matching_fact SET last_used_at = %s WHERE company_id = %s AND id = %s", agreed)


def numbers_to_ids(*, company: CompanyFacts, numbers: Iterable[int]) -> dict[int, int]:
    """Fact number → id."""
    found: dict[int, int] = {}
    for batch in bulk.chunks(sorted(set(numbers)), 500):
        rows = Fact.objects.filter(company=company.id, number__in=batch)
        found.update(rows.values_list("number", "id"))
    return found


def write_uses(*, company: CompanyFacts, uses: Collection[tuple[int, int]]) -> None:
    """Note that facts are evidence of lines: (line, fact's number)."""
    if not uses:
        return
    ids = numbers_to_ids(company=company, numbers={number for _, number in uses})
    rows = [(company.id, line, ids[number]) for line, number in sorted(uses) if number in ids]
    bulk.insert(FactUse, ("company_id", "line_id", "fact_id"), rows)


def delete_uses(*, company: CompanyFacts, line_ids: Collection[int]) -> None:
    """The lines' proposals go: nothing is evidence of them any more."""
    if not FactUse.objects.filter(company=company.id).exists():
        return
    sql = "SELECT u.id FROM {values} CROSS JOIN matching_factuse u WHERE u.company_id = %s AND u.line_id = v.value"
    found = [row[0] for row in bulk.lookup(sql, line_ids, company.id)]
    for ids in bulk.chunks(found, 900):
        FactUse.objects.filter(company=company.id, id__in=ids)._raw_delete(using="default")


def hand_on_facts(*, company: CompanyFacts, source: int, target: int) -> int:
    """What was learned of a party is learned of the one it was merged into; gives how many facts.

    A fact that both have is one: the decisions of the other come to it. One that would say that a party pays for itself
    goes with its decisions.
    """
    every = Fact.objects.filter(company=company.id)
    rows = list(every.filter(party=source).order_by("number"))
    payers = every.filter(kind=FactKind.PAYS_FOR, value=str(source)).order_by("number")
    rows += [row for row in payers if row.party_id != source]
    touched: set[int] = set()
    for row in rows:
        value = str(target) if row.kind == FactKind.PAYS_FOR and row.value == str(source) else row.value
        party = target if row.party_id == source else row.party_id
        same = every.filter(kind=row.kind, value=value, direction=row.direction, party=party).exclude(id=row.id)
        known = same.first()
        if known is None and value != str(party):
            every.filter(id=row.id).update(value=value, party=party)
            continue
        if known is not None:
            _move_lessons(company, row.id, known.id)
            touched.add(known.id)
            if row.is_confirmed and not known.is_confirmed and row.revoked_at is None:
                every.filter(id=known.id).update(is_confirmed=True)
        Lesson.objects.filter(company=company.id, fact=row.id)._raw_delete(using="default")
        FactUse.objects.filter(company=company.id, fact=row.id)._raw_delete(using="default")
        every.filter(id=row.id)._raw_delete(using="default")
    recount(company=company, fact_ids=touched)
    return len(rows)


def _move_lessons(company: CompanyFacts, old: int, new: int) -> None:
    known = set(Lesson.objects.filter(company=company.id, fact=new).values_list("line", flat=True))
    Lesson.objects.filter(company=company.id, fact=old).exclude(line__in=known).update(fact=new)
    used = set(FactUse.objects.filter(company=company.id, fact=new).values_list("line", flat=True))
    FactUse.objects.filter(company=company.id, fact=old).exclude(line__in=used).update(fact=new)
