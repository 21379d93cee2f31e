"""Entries by key, number, party and amount: each question is asked once for many values."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reskontra.companies.queries import CompanyFacts
from reskontra.core.entries import DocumentType
from reskontra.core.errors import Refused
from reskontra.core.matching.records import EntryFact, KeyHit
from reskontra.database import bulk
from reskontra.receivables.models import Entry
from reskontra.receivables.write import COMPARED, EDITABLE, EntryDraft

_FACT = (
    "e.id, e.ledger, e.party_id, e.document_type, e.document_number, e.external_document_number, "
    "e.payment_reference, CAST(e.posting_date AS text), CAST(e.due_date AS text), e.currency, e.document_minor, "
    "e.remaining_minor, e.discount_minor, CAST(e.discount_date AS text), CAST(e.discount_tolerance_date AS text), "
    "e.max_tolerance_minor, e.description"
)
_BY_ID = f"SELECT {_FACT} FROM {{values}} CROSS JOIN receivables_entry e WHERE e.id = v.value AND e.company_id = %s"
# Word for word as the indexes of open entries say it: SQLite uses them for nothing that is put differently.
_IS_OPEN = "NOT e.remaining_minor = 0"
_DRAFT = (
    "e.ledger, e.document_type, e.document_number, e.posting_date, e.due_date, e.currency, e.document_minor, "
    "i.amount_minor, i.local_minor, e.rate_e8, e.party_id, e.posting_group_id, "
    "e.external_document_number, e.payment_reference, e.discount_minor, e.discount_date, e.description, e.on_hold, "
    "e.edited_at, e.remaining_minor"
)


class DocumentUnknown(Refused):
    code = "document_unknown"
    template = 'There is no {ledger} document "{number}". Use the number of a posted document.'


class DocumentNotUnique(Refused):
    code = "document_not_unique"
    template = "{count} {ledger}s have a document {number}: {parties}. Write {ledger}:NUMBER@ACCOUNT to choose one."


class DocumentOfSeveralTypes(Refused):
    code = "document_of_several_types"
    template = "{account} has {count} documents {number}: {types}. Write {ledger}:TYPE:{number} to choose one."


TYPES = frozenset(kind.value for kind in DocumentType if kind.value)


def find_keys(*, company: CompanyFacts, keys: Collection[int]) -> list[KeyHit]:
    """Entries, open and settled, that bear one of these keys."""
    sql = (
        "SELECT k.key, k.entry_id, k.kind FROM {values} CROSS JOIN receivables_entrykey k "
        "WHERE k.company_id = %s AND k.key = v.value"
    )
    return [KeyHit(*row) for row in bulk.lookup(sql, keys, company.id)]


def facts_by_id(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, EntryFact]:
    return {fact.entry_id: fact for fact in _facts(bulk.lookup(_BY_ID, ids, company.id))}


def open_facts_of(*, company: CompanyFacts, parties: Collection[int]) -> Iterator[EntryFact]:
    """Every open entry of the parties, by its id: so are they stored, while a party's are far from each other."""
    sql = (
        "SELECT e.id FROM {values} CROSS JOIN receivables_entry e "
        f"WHERE e.company_id = %s AND e.party_id = v.value AND {_IS_OPEN}"
    )
    return _facts(bulk.lookup(_BY_ID, [row[0] for row in bulk.lookup(sql, parties, company.id)], company.id))


def parties_with_credits(*, company: CompanyFacts, parties: Collection[int]) -> set[int]:
    """Those of the parties that have open entries of both signs."""
    owing, owed = (
        f"EXISTS (SELECT 1 FROM receivables_entry e WHERE e.company_id = %s AND e.party_id = v.value "
        f"AND e.remaining_minor {sign} 0 AND {_IS_OPEN})"
        for sign in "<>"
    )
    sql = f"SELECT v.value FROM {{values}} WHERE {owing} AND {owed}"
    return {row[0] for row in bulk.lookup(sql, parties, company.id, company.id)}


def open_facts_by_amount(*, company: CompanyFacts, pairs: Collection[tuple[int, int]]) -> list[EntryFact]:
    """Open entries of a party with this amount, gross or less its discount: (party, amount in minor units)."""
    found: dict[int, EntryFact] = {}
    for left, narrow in (
        ("e.remaining_minor", _IS_OPEN),
        ("e.remaining_minor - e.discount_minor", f"NOT e.discount_minor = 0 AND {_IS_OPEN}"),
    ):
        sql = (
            f"SELECT {_FACT} FROM {{pairs}} CROSS JOIN receivables_entry e "
            f"WHERE e.company_id = %s AND e.party_id = v.first AND {left} = v.second AND {narrow} ORDER BY e.id"
        )
        for fact in _facts(bulk.lookup_pairs(sql, pairs, company.id)):
            found[fact.entry_id] = fact
    return list(found.values())


def open_facts_with_amount(*, company: CompanyFacts, amounts: Collection[int], most: int) -> dict[int, list[EntryFact]]:
    """At most `most` open entries of anybody with each amount: hints for a person."""
    rows = bulk.lookup_first(
        "receivables_entry",
        _FACT.replace("e.", "t."),
        having=f"t.remaining_minor = v.value AND {_IS_OPEN.replace('e.', 't.')}",
        order="t.id",
        most=most,
        values=amounts,
        company=company.id,
    )
    found: dict[int, list[EntryFact]] = {}
    for fact in _facts(row[1:] for row in rows):
        found.setdefault(fact.remaining_minor, []).append(fact)
    return found


class _Days(dict[Any, Any]):
    """Dates by how they are written: there are few of them, each is read once."""

    def __missing__(self, written: str | None) -> date | None:
        day = self[written] = date.fromisoformat(written) if written else None
        return day


class _Same(dict[Any, Any]):
    """A value → the first that was equal to it."""

    def __missing__(self, value: Any) -> Any:
        self[value] = value
        return value


def _facts(rows: Iterator[tuple[Any, ...]]) -> Iterator[EntryFact]:
    """Rows of _FACT. What repeats in row after row is held once."""
    days = _Days()
    same = _Same()
    for (
        id, ledger, party, kind, number, external, reference, posting, due, currency,
        document, remaining, discount, discount_day, tolerance_day, tolerance, description,
    ) in rows:  # fmt: skip
        yield EntryFact(
            id, same[ledger], same[party], same[kind], number, external, reference,
            days[posting], days[due], same[currency], document if document != remaining else remaining,
            remaining, discount,
            days[discount_day], days[tolerance_day], tolerance, description,
        )  # fmt: skip


def _day(known: dict[Any, date | None], value: Any) -> date | None:
    """A date as the database gave it: SQLite gives text."""
    if value not in known:
        known[value] = value if isinstance(value, date) else date.fromisoformat(value)
    return known[value]


@dataclass(frozen=True, slots=True)
class PostedDocument:
    """A document as it was posted; compared: names of what is still as it was, neither edited nor used up."""

    draft: EntryDraft
    compared: tuple[str, ...]


def documents_by_number(
    *, company: CompanyFacts, numbers: Collection[str]
) -> dict[tuple[str, int, str, str], PostedDocument]:
    """Posted documents with one of these numbers, by (ledger, party, type, number)."""
    sql = (
        f"SELECT {_DRAFT} FROM {{values}} CROSS JOIN receivables_entry e CROSS JOIN receivables_entrydetail i "
        "WHERE e.company_id = %s AND e.document_number = v.value AND e.reverses_id IS NULL "
        "AND i.company_id = e.company_id AND i.entry_id = e.id AND i.kind = 'INITIAL'"
    )
    dates: dict[Any, date | None] = {None: None}
    found = {}
    for row in bulk.lookup(sql, numbers, company.id):
        values: list[Any] = [
            *row[:3],
            _day(dates, row[3]),
            _day(dates, row[4]),
            *row[5:15],
            _day(dates, row[15]),
            *row[16:18],
        ]
        draft = EntryDraft(*values)
        edited, remaining = row[18], row[19]
        left = EDITABLE if remaining == draft.remaining_minor else tuple(n for n in EDITABLE if n != "discount_minor")
        found[draft.key] = PostedDocument(draft, (*COMPARED, *(() if edited else left)))
    return found


def entries_by_number(*, company: CompanyFacts, numbers: Collection[str]) -> list[tuple[int, str, str, str]]:
    """(entry, ledger, document type, number) of what bears one of these numbers, open or settled, oldest first."""
    sql = (
        "SELECT e.id, e.ledger, e.document_type, e.document_number FROM {values} CROSS JOIN receivables_entry e "
        "WHERE e.company_id = %s AND e.document_number = v.value AND e.reverses_id IS NULL ORDER BY e.id"
    )
    return [(row[0], row[1], row[2], row[3]) for row in bulk.lookup(sql, numbers, company.id)]


def invoice_numbers(*, company: CompanyFacts, numbers: Collection[str]) -> dict[str, int]:
    """Number → customer of our own posted invoices."""
    sql = (
        "SELECT e.document_number, e.party_id FROM {values} CROSS JOIN receivables_entry e "
        "WHERE e.company_id = %s AND e.document_number = v.value AND e.ledger = 'CUSTOMER' "
        "AND e.document_type = 'INVOICE'"
    )
    return dict(row[:2] for row in bulk.lookup(sql, numbers, company.id))


def parties_of_vouchers(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Voucher → the customers and vendors that it posted entries of, each once; merged ones as they now are."""
    sql = (
        "SELECT DISTINCT e.voucher_id, coalesce(p.merged_into_id, p.id) FROM {values} CROSS JOIN receivables_entry e "
        "CROSS JOIN parties_party p WHERE e.company_id = %s AND e.voucher_id = v.value "
        "AND p.company_id = e.company_id AND p.id = e.party_id ORDER BY 1, 2"
    )
    found: dict[int, tuple[int, ...]] = {}
    for voucher, party in bulk.lookup(sql, ids, company.id):
        found[voucher] = (*found.get(voucher, ()), party)
    return found


def has_entries(*, company: CompanyFacts) -> bool:
    """Whether there was ever an open document."""
    return Entry.objects.filter(company=company.id).exists()


def typed_number(text: str) -> tuple[str, str]:
    """A document's type and number as people name it: ("", "1001"), or of credit_memo:1001 ("CREDIT_MEMO", "1001")."""
    word, colon, number = text.partition(":")
    kind = word.strip().upper()
    return (kind, number.strip()) if colon and kind in TYPES else ("", text.strip())


def find_document(
    *, company: CompanyFacts, ledger: str, number: str, account: str = "", document_type: str = ""
) -> EntryFact:
    """The document of that number; open ones before settled ones; of the account and type where they are named.

    refuses   DocumentUnknown, DocumentNotUnique, DocumentOfSeveralTypes
    """
    rows = Entry.objects.filter(company=company.id, ledger=ledger, document_number=number, reverses__isnull=True)
    if account:
        rows = rows.filter(party__number=account)
    if document_type:
        rows = rows.filter(document_type=document_type)
    found = list(rows.values_list("id", "remaining_minor", "party__number", "document_type"))
    chosen = [row for row in found if row[1]] or found
    if not chosen:
        raise DocumentUnknown(ledger=ledger.lower(), number=number)
    if len(chosen) > 1:
        parties, types = (tuple(sorted({str(row[at]) for row in chosen})) for at in (2, 3))
        if len(parties) == 1 and len(types) > 1:
            words = tuple(kind.lower() for kind in types if kind)
            raise DocumentOfSeveralTypes(
                account=parties[0], count=len(chosen), ledger=ledger.lower(), number=number, types=words
            )
        raise DocumentNotUnique(count=len(chosen), ledger=ledger.lower(), number=number, parties=parties)
    return facts_by_id(company=company, ids=[chosen[0][0]])[chosen[0][0]]
