"""Find an open document by what a person remembers of it: part of its number, its amount, or a name."""

from __future__ import annotations

import re

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed
from reskontra.core.matching.names import name_folds
from reskontra.core.money import parse_minor
from reskontra.matching.pane import Candidate, candidate
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.queries import facts_by_id

MOST = 20


def search_documents(*, company: CompanyFacts, text: str) -> tuple[Candidate, ...]:
    """At most twenty open documents: an exact number first, then an amount, then parts of numbers, then names."""
    found: dict[int, None] = {}
    for ids in (
        _by_number(company, text, exact=True),
        _by_amount(company, text),
        _by_number(company, text),
        _by_name(company, text),
    ):
        found |= dict.fromkeys(ids)
    facts = facts_by_id(company=company, ids=list(found)[:MOST])
    parties = parties_by_id(company=company, ids={fact.party_id for fact in facts.values()})
    chosen = [facts[id] for id in list(found)[:MOST] if id in facts]
    return tuple(candidate(0, fact, parties[fact.party_id].number, parties[fact.party_id].name, "") for fact in chosen)


def _ids(where: str, values: list[int | str]) -> list[int]:
    sql = (
        "SELECT e.id FROM receivables_entry e "
        f"WHERE e.company_id = %s AND e.remaining_minor <> 0 AND {where} LIMIT {MOST}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def _by_number(company: CompanyFacts, text: str, *, exact: bool = False) -> list[int]:
    if exact:
        return _ids("e.document_number = %s", [company.id, text])
    if len(text) < 3 or not re.search(r"\d", text):
        return []
    part = f"%{text.replace('%', '').replace('_', '')}%"
    where = "(e.document_number LIKE %s OR e.external_document_number LIKE %s OR e.payment_reference LIKE %s)"
    return _ids(f"{where} ORDER BY e.due_date", [company.id, part, part, part])


def _by_amount(company: CompanyFacts, text: str) -> list[int]:
    try:
        minor = parse_minor(re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", "."), company.currency)
    except Malformed:
        return []
    return _ids("e.remaining_minor IN (%s, %s)", [company.id, minor, -minor])


def _by_name(company: CompanyFacts, text: str) -> list[int]:
    folds = name_folds(text)
    if len(text) < 3 or not folds:
        return []
    fold = f"{folds[0][1]}%"
    where = "e.party_id IN (SELECT n.party_id FROM parties_partyname n WHERE n.company_id = %s AND n.fold LIKE %s)"
    return _ids(f"{where} ORDER BY e.due_date", [company.id, company.id, fold])
