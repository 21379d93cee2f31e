"""Find customers and vendors: one by number, many by account, name or number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.names import name_words
from reskontra.database import bulk
from reskontra.parties.models import Party, PartyName

MOST_BY_PREFIX = 9


class PartyUnknown(Refused):
    code = "party_unknown"
    template = 'There is no {ledger} "{number}". Load it first, or use another number.'


@dataclass(frozen=True, slots=True)
class PartySummary:
    """What postings and lists need of a party; currency and posting_group "" mean the company's default."""

    id: int
    ledger: str
    number: str
    name: str
    city: str
    currency: str
    posting_group: str
    blocked: str
    application_method: str
    asks_when_underpaid: bool
    blocks_payment_tolerance: bool
    payment_terms: str


_SUMMARY = (
    "id", "ledger", "number", "name", "city", "currency", "posting_group", "blocked", "application_method",
    "asks_when_underpaid", "blocks_payment_tolerance", "payment_terms",
)  # fmt: skip
_SUMMARY_SQL = f"SELECT {', '.join('p.' + name for name in _SUMMARY)} FROM {{values}} CROSS JOIN parties_party p "


def find_party(*, company: CompanyFacts, ledger: str, number: str) -> PartySummary:
    """refuses   PartyUnknown"""
    row = Party.objects.filter(company=company.id, ledger=ledger, number=number).values_list(*_SUMMARY).first()
    if row is None:
        raise PartyUnknown(ledger=ledger.lower(), number=number)
    return PartySummary(*row)


def parties_by_id(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, PartySummary]:
    sql = _SUMMARY_SQL + "WHERE p.id = v.value AND p.company_id = %s"
    return {row[0]: _summary(row) for row in bulk.lookup(sql, ids, company.id)}


def parties_by_number(*, company: CompanyFacts, ledger: str, numbers: Collection[str]) -> dict[str, PartySummary]:
    sql = _SUMMARY_SQL + "WHERE p.company_id = %s AND p.ledger = %s AND p.number = v.value"
    return {row[2]: _summary(row) for row in bulk.lookup(sql, numbers, company.id, ledger)}


def _summary(row: tuple[object, ...]) -> PartySummary:
    values = list(row)
    values[9], values[10] = bool(values[9]), bool(values[10])
    return PartySummary(*values)  # type: ignore[arg-type]


def ids_by_account(*, company: CompanyFacts, accounts: Collection[str]) -> dict[str, list[int]]:
    """Account (letters and digits) → the parties that have it."""
    sql = (
        "SELECT a.number, a.party_id FROM {values} CROSS JOIN parties_partyaccount a "
        "WHERE a.company_id = %s AND a.number = v.value ORDER BY a.number, a.party_id"
    )
    return _grouped(bulk.lookup(sql, accounts, company.id))


def ids_by_number(*, company: CompanyFacts, numbers: Collection[str]) -> dict[str, list[int]]:
    """Customer or vendor number → the parties that bear it, of either ledger."""
    sql = (
        "SELECT p.number, p.id FROM {values} CROSS JOIN parties_party p "
        "WHERE p.company_id = %s AND p.ledger IN ('CUSTOMER', 'VENDOR') AND p.number = v.value ORDER BY p.number, p.id"
    )
    return _grouped(bulk.lookup(sql, numbers, company.id))


def ids_by_name(*, company: CompanyFacts, kind: int, folds: Collection[str]) -> dict[str, list[int]]:
    """Fold of a kind (names.NameKind) → the parties whose name has it."""
    sql = (
        "SELECT n.fold, n.party_id FROM {values} CROSS JOIN parties_partyname n "
        "WHERE n.company_id = %s AND n.kind = %s AND n.fold = v.value ORDER BY n.fold, n.party_id"
    )
    return _grouped(bulk.lookup(sql, folds, company.id, kind))


def ids_by_name_prefix(*, company: CompanyFacts, kind: int, prefixes: Collection[str]) -> dict[str, list[int]]:
    """Start of a fold → at most 9 parties whose fold of that kind starts so."""
    found: dict[str, list[int]] = {}
    rows = PartyName.objects.filter(company=company.id, kind=kind)
    for prefix in sorted(prefixes):
        named = rows.filter(fold__gte=prefix, fold__lt=prefix + "~").order_by("fold", "party")
        hits = list(named.values_list("party_id", flat=True)[:MOST_BY_PREFIX])
        if hits:
            found[prefix] = hits
    return found


def vocabulary(*, company: CompanyFacts) -> set[str]:
    """Every folded word of every party's name."""
    words: set[str] = set()
    for (name,) in Party.objects.filter(company=company.id).values_list("name").iterator(5000):
        words.update(name_words(name))
    return words


def accounts_of(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, list[str]]:
    """Party → its account numbers."""
    sql = (
        "SELECT a.party_id, a.number FROM {values} CROSS JOIN parties_partyaccount a "
        "WHERE a.company_id = %s AND a.party_id = v.value ORDER BY a.party_id, a.number"
    )
    return _grouped(bulk.lookup(sql, ids, company.id))


def _grouped(rows: Iterable[tuple[object, ...]]) -> dict:  # type: ignore[type-arg]
    found: dict[object, list[object]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found
