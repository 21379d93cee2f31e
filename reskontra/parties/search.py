"""Customers and vendors by what a person remembers of them: a number, its beginning, part of a name."""

from __future__ import annotations

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.names import NameKind, name_folds, name_words
from reskontra.database.bulk import BEYOND
from reskontra.parties.queries import (
    PartySummary,
    ids_by_number,
    ids_by_organisation_number,
    parties_by_id,
)

FEWEST = 3  # letters of a name, and parties found by its beginning before it is looked for inside names


def parties_found(*, company: CompanyFacts, text: str, most: int) -> list[PartySummary]:
    """Whole numbers first, then numbers and names that begin so, then names that hold it; at most so many.

    A handful of queries by indexes; the last, through the folded names alone, where the others found next to none.
    """
    wanted = text.strip()
    bare = "".join(letter for letter in wanted if letter.isalnum())
    if not bare:
        return []
    found: dict[int, None] = {}
    for ids in (
        ids_by_number(company=company, numbers={wanted, wanted.upper()}),
        ids_by_organisation_number(company=company, numbers={wanted, bare, f"{bare[:6]}-{bare[6:]}"}),
    ):
        found |= dict.fromkeys(id for each in ids.values() for id in each)
    found |= dict.fromkeys(_ids_by_start(company, wanted.upper(), most))
    found |= dict.fromkeys(_ids_by_name(company, wanted, most, are_few=len(found) < FEWEST))
    parties = parties_by_id(company=company, ids=list(found)[:most])
    return [parties[id] for id in list(found)[:most] if id in parties]


def _ids_by_start(company: CompanyFacts, start: str, most: int) -> list[int]:
    sql = (
        "SELECT id FROM parties_party WHERE company_id = %s AND ledger IN ('CUSTOMER', 'VENDOR') "
        "AND number >= %s AND number < %s ORDER BY ledger, number LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, start, f"{start}{BEYOND}", most])
        return [row[0] for row in cursor.fetchall()]


def _ids_by_name(company: CompanyFacts, text: str, most: int, *, are_few: bool) -> list[int]:
    folds = dict(name_folds(text))
    found: dict[int, None] = {}
    for kind, fold in folds.items():
        found |= dict.fromkeys(_ids_by_name_start(company, kind, fold, most))
    inside = "".join(name_words(text))
    if are_few and len(found) < FEWEST and len(inside) >= FEWEST:
        found |= dict.fromkeys(_ids_by_part(company, inside, most))
    return list(found)


def _ids_by_name_start(company: CompanyFacts, kind: int, fold: str, most: int) -> list[int]:
    """Whose fold of the kind begins so; one that was merged is the one it was merged into."""
    sql = (
        "SELECT coalesce(p.merged_into_id, p.id) FROM parties_partyname n CROSS JOIN parties_party p "
        "WHERE n.company_id = %s AND n.kind = %s AND n.fold >= %s AND n.fold < %s "
        "AND p.company_id = n.company_id AND p.id = n.party_id ORDER BY n.fold, n.party_id LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, kind, fold, f"{fold}{BEYOND}", most])
        return [row[0] for row in cursor.fetchall()]


def _ids_by_part(company: CompanyFacts, part: str, most: int) -> list[int]:
    sql = (
        "SELECT party_id FROM parties_partyname WHERE company_id = %s AND kind = %s AND fold LIKE %s "
        "ORDER BY fold LIMIT %s"
    )
    plain = "".join(letter for letter in part if letter.isalnum())
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, int(NameKind.FULL), f"%{plain}%", most])
        return [row[0] for row in cursor.fetchall()]
