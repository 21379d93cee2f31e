"""The list of unpaid documents a page at a time, and found by what a person remembers: a number, an amount, a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.core.as_typed import amount_typed
from reskontra.core.errors import Malformed, Refused
from reskontra.core.matching.names import NameKind, name_words

PER_PAGE = 100
# How the list may be ordered; the entry's id last, so that a page holds the same rows whenever it is asked for.
SORTS: Mapping[str, str] = MappingProxyType(
    {
        "due": "e.due_date, e.id",
        "-due": "e.due_date DESC, e.id DESC",
        "name": "p.name, e.due_date, e.id",
        "-name": "p.name DESC, e.due_date, e.id",
        "number": "e.document_number, e.id",
        "-number": "e.document_number DESC, e.id DESC",
        "amount": "e.remaining_minor, e.id",
        "-amount": "e.remaining_minor DESC, e.id DESC",
    }
)


@dataclass(frozen=True, slots=True)
class UnpaidWanted:
    """Which documents. due_before: only those due earlier; account: only that customer's or vendor's."""

    ledger: str = "CUSTOMER"
    asked: str = ""
    due_before: date | None = None
    account: str = ""


@dataclass(frozen=True, slots=True)
class UnpaidPage:
    """Entry ids of one page, in order, of how many documents on how many pages."""

    ids: tuple[int, ...]
    number: int
    pages: int
    documents: int


def unpaid_page(
    *, company: CompanyFacts, wanted: UnpaidWanted, sort: str = "due", number: int = 1, per_page: int = PER_PAGE
) -> UnpaidPage:
    """One page of the open documents but for payments; a number beyond the last is the last.

    sort   one of SORTS
    """
    documents = unpaid_count(company=company, wanted=wanted)
    pages = max(1, -(-documents // per_page))
    number = min(max(number, 1), pages)
    where, values = _where(company, wanted)
    party = " JOIN parties_party p ON p.id = e.party_id" if "p." in SORTS[sort] else ""
    sql = (
        f"SELECT e.id FROM receivables_entry e{party} WHERE {where} "
        f"ORDER BY {SORTS[sort]} LIMIT {int(per_page)} OFFSET {(number - 1) * int(per_page)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        ids = tuple(row[0] for row in cursor.fetchall())
    return UnpaidPage(ids, number, pages, documents)


def unpaid_count(*, company: CompanyFacts, wanted: UnpaidWanted) -> int:
    where, values = _where(company, wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM receivables_entry e WHERE {where}", values)
        count: int = cursor.fetchone()[0]
    return count


def _where(company: CompanyFacts, wanted: UnpaidWanted) -> tuple[str, list[Any]]:
    tests = [
        "e.company_id = %s AND e.ledger = %s AND NOT (e.remaining_minor = 0) AND NOT (e.document_type = 'PAYMENT')"
    ]
    values: list[Any] = [company.id, wanted.ledger]
    if wanted.due_before:
        tests.append("e.due_date < %s")
        values.append(wanted.due_before)
    if wanted.account:
        tests.append(
            "e.party_id IN (SELECT p.id FROM parties_party p "
            "WHERE p.company_id = %s AND p.ledger = %s AND p.number = %s)"
        )
        values += [company.id, wanted.ledger, wanted.account]
    if wanted.asked.strip():
        test, more = _asked(company, wanted)
        tests.append(test)
        values += more
    return " AND ".join(tests), values


def _asked(company: CompanyFacts, wanted: UnpaidWanted) -> tuple[str, list[Any]]:
    """Part of a number, the amount that is left with or without its discount, or words of the name."""
    text = wanted.asked.strip()
    part = f"%{_escaped(text.lower())}%"
    tests = [f"lower(e.{name}) LIKE %s ESCAPE '!'" for name in ("document_number", "external_document_number")]
    values: list[Any] = [part, part]
    minor = _amount(text, company.currency)
    if minor is not None:
        tests.append("abs(e.remaining_minor) = %s OR abs(e.remaining_minor - e.discount_minor) = %s")
        values += [minor, minor]
    words = name_words(text)
    if words:
        named = " AND ".join(["n.fold LIKE %s"] * len(words))
        tests.append(
            "e.party_id IN (SELECT n.party_id FROM parties_partyname n "
            f"WHERE n.company_id = %s AND n.kind = {int(NameKind.FULL)} AND {named})"
        )
        values += [company.id, *(f"%{word}%" for word in words)]
    tests.append(
        "e.party_id IN (SELECT p.id FROM parties_party p "
        "WHERE p.company_id = %s AND p.ledger = %s AND upper(p.number) = %s)"
    )
    values += [company.id, wanted.ledger, text.upper()]
    return f"({' OR '.join(tests)})", values


def _escaped(text: str) -> str:
    """What LIKE would read as anything stands for itself."""
    for sign in "!%_":
        text = text.replace(sign, f"!{sign}")
    return text


def _amount(text: str, currency: str) -> int | None:
    try:
        return abs(amount_typed(text, currency))
    except (Refused, Malformed):
        return None
