"""Customers and vendors that fit what is being typed: the start of a number, or words of a name."""

from __future__ import annotations

from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.names import NameKind, name_words


def party_choices(*, company: CompanyFacts, ledger: str, text: str, most: int) -> list[tuple[str, str]]:
    """(number, name) by number, of those that were not merged into another; all of them for no text."""
    words = name_words(text)
    tests, values = ["p.number LIKE %s ESCAPE '!'"], list[Any]([f"{_escaped(text.strip().upper())}%"])
    if words:
        named = " AND ".join(["n.fold LIKE %s"] * len(words))
        tests.append(
            "p.id IN (SELECT n.party_id FROM parties_partyname n "
            f"WHERE n.company_id = %s AND n.kind = {int(NameKind.FULL)} AND {named})"
        )
        values += [company.id, *(f"%{word}%" for word in words)]
    sql = (
        "SELECT p.number, p.name FROM parties_party p WHERE p.company_id = %s AND p.ledger = %s "
        f"AND p.merged_into_id IS NULL AND ({' OR '.join(tests)}) ORDER BY p.number LIMIT {most}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [company.id, ledger, *values])
        return [(number, name) for number, name in cursor.fetchall()]


def _escaped(text: str) -> str:
    for sign in "!%_":
        text = text.replace(sign, f"!{sign}")
    return text
