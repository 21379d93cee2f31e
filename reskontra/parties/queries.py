"""Find customers and vendors: one by number, many by account, name or number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.identifiers import phone
from reskontra.core.matching.names import words_of_names
from reskontra.database import bulk
from reskontra.parties.models import Party, PartyAccount

BEYOND = bulk.BEYOND  # folds have letters and digits alone
MOST_BY_PREFIX = 9
_NOW = "coalesce(p.merged_into_id, p.id)"


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


def named_customers(*, company: CompanyFacts, numbers: Collection[str]) -> dict[str, int]:
    """Number → key of customers that a person named: in his order, each once.

    refuses   PartyUnknown: of the first that there is none
    """
    known = parties_by_number(company=company, ledger="CUSTOMER", numbers=set(numbers))
    for number in numbers:
        if number not in known:
            raise PartyUnknown(ledger="customer", number=number)
    return {number: known[number].id for number in numbers}


def _summary(row: tuple[object, ...]) -> PartySummary:
    values = list(row)
    values[9], values[10] = bool(values[9]), bool(values[10])
    return PartySummary(*values)  # type: ignore[arg-type]


def ids_by_account(*, company: CompanyFacts, accounts: Collection[str]) -> dict[str, list[int]]:
    """Account (letters and digits) → the parties that have it; one that was merged is the one it was merged into."""
    sql = (
        f"SELECT DISTINCT a.number, {_NOW} FROM {{values}} CROSS JOIN parties_partyaccount a "
        "CROSS JOIN parties_party p WHERE a.company_id = %s AND a.number = v.value "
        "AND p.company_id = a.company_id AND p.id = a.party_id ORDER BY 1, 2"
    )
    return _grouped(bulk.lookup(sql, accounts, company.id))


def ids_by_number(*, company: CompanyFacts, numbers: Collection[str]) -> dict[str, list[int]]:
    """Customer or vendor number → the parties that bear it, of either ledger; merged ones as in ids_by_account()."""
    sql = (
        f"SELECT p.number, {_NOW} FROM {{values}} CROSS JOIN parties_party p "
        "WHERE p.company_id = %s AND p.ledger IN ('CUSTOMER', 'VENDOR') AND p.number = v.value ORDER BY 1, 2"
    )
    return _grouped(bulk.lookup(sql, numbers, company.id))


def ids_by_organisation_number(*, company: CompanyFacts, numbers: Collection[str]) -> dict[str, list[int]]:
    """Organisation number as it is kept → the parties that bear it; merged ones as in ids_by_account().

    The ledgers are not named: where few parties have such a number, SQLite would read a ledger through for each.
    """
    sql = (
        f"SELECT DISTINCT p.organisation_number, {_NOW} FROM {{values}} CROSS JOIN parties_party p "
        "WHERE p.company_id = %s AND p.organisation_number = v.value ORDER BY 1, 2"
    )
    return _grouped(bulk.lookup(sql, numbers, company.id))


def ids_by_name(*, company: CompanyFacts, kind: int, folds: Collection[str]) -> dict[str, list[int]]:
    """Fold of a kind (names.NameKind) → the parties whose name has it; merged ones as in ids_by_account()."""
    sql = (
        f"SELECT DISTINCT n.fold, {_NOW} FROM {{values}} CROSS JOIN parties_partyname n "
        "CROSS JOIN parties_party p WHERE n.company_id = %s AND n.kind = %s AND n.fold = v.value "
        "AND p.company_id = n.company_id AND p.id = n.party_id ORDER BY 1, 2"
    )
    return _grouped(bulk.lookup(sql, folds, company.id, kind))


def ids_by_name_prefix(*, company: CompanyFacts, kind: int, prefixes: Collection[str]) -> dict[str, list[int]]:
    """Start of a fold → at most 9 parties whose fold of that kind starts so."""
    rows = bulk.lookup_first(
        "parties_partyname",
        "t.party_id",
        having=f"t.kind = {int(kind)} AND t.fold >= v.value AND t.fold < v.value || '{BEYOND}'",
        order="t.fold, t.party_id",
        most=MOST_BY_PREFIX,
        values=prefixes,
        company=company.id,
    )
    found = _grouped(rows)
    now = _merged_into(company) if found else {}
    return {prefix: list(dict.fromkeys(now.get(id, id) for id in ids)) for prefix, ids in found.items()}


def _merged_into(company: CompanyFacts) -> dict[int, int]:
    """Party → the one it was merged into."""
    rows = Party.objects.filter(company=company.id, merged_into__isnull=False)
    return {id: into for id, into in rows.values_list("id", "merged_into_id") if into is not None}


def vocabulary(*, company: CompanyFacts) -> set[str]:
    """Every folded word of every party's name."""
    names = Party.objects.filter(company=company.id).values_list("name", flat=True)
    return words_of_names(names.iterator(5000))


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


def phones(*, company: CompanyFacts) -> dict[str, list[int]]:
    """Key of a telephone number → the parties whose card has it; merged ones as in ids_by_account()."""
    found: dict[str, list[int]] = {}
    rows = Party.objects.filter(company=company.id).exclude(phone="").order_by("id")
    for id, into, text, country in rows.values_list("id", "merged_into_id", "phone", "country").iterator(5000):
        known = found.setdefault(phone.key(text, country or company.country), [])
        if (into or id) not in known:
            known.append(into or id)
    found.pop("", None)
    return found


def former_names(*, company: CompanyFacts) -> dict[int, tuple[str, ...]]:
    """Party → the names of those that were merged into it."""
    found: dict[int, tuple[str, ...]] = {}
    rows = Party.objects.filter(company=company.id, merged_into__isnull=False).order_by("id")
    for into, name in rows.values_list("merged_into_id", "name"):
        found[into] = (*found.get(into, ()), name)
    return found


def accounts_to_pay(*, company: CompanyFacts, party_id: int) -> list[tuple[str, str]]:
    """(kind, number) of each account of a party: IBAN, BANKGIRO, PLUSGIRO or BBAN; letters and digits only."""
    rows = PartyAccount.objects.filter(company=company.id, party=party_id).order_by("kind", "number")
    return list(rows.values_list("kind", "number"))


def accounts_to_pay_of(*, company: CompanyFacts, party_ids: Collection[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Party → (kind, number) of each of its accounts, as accounts_to_pay() gives them; none where it has none."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for batch in bulk.chunks(sorted(party_ids), 900):
        rows = PartyAccount.objects.filter(company=company.id, party__in=batch).order_by("kind", "number")
        for party_id, kind, number in rows.values_list("party_id", "kind", "number"):
            found[party_id] = (*found.get(party_id, ()), (kind, number))
    return found
