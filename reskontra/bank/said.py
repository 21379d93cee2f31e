"""What transactions say, as matching and posting read it: few columns, in many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

_TRANSACTIONS = (
    "SELECT t.id, t.bank_reference, t.entry_bank_reference, t.end_to_end_id, t.transaction_code, t.return_reason, "
    "t.instructed_minor, t.instructed_currency, t.charges_minor, t.charges_currency, "
    "coalesce(p.name, ''), coalesce(p.ultimate_name, ''), coalesce(p.city, ''), coalesce(p.organisation_number, ''), "
    "coalesce(p.iban, ''), coalesce(p.other_account, '') "
    "FROM {values} CROSS JOIN bank_banktransaction t "
    "LEFT JOIN bank_transactionparty p ON p.company_id = t.company_id AND p.transaction_id = t.id "
    "WHERE t.id = v.value AND t.company_id = %s"
)
_TEXTS = (
    "SELECT x.transaction_id, x.kind, x.text FROM {values} CROSS JOIN bank_transactiontext x "
    "WHERE x.company_id = %s AND x.transaction_id = v.value ORDER BY x.transaction_id, x.sequence"
)
_REFERENCES = (
    "SELECT x.transaction_id, x.kind, x.raw, x.amount_minor FROM {values} CROSS JOIN bank_transactionreference x "
    "WHERE x.company_id = %s AND x.transaction_id = v.value ORDER BY x.transaction_id, x.sequence"
)
_PAYERS = (
    "SELECT t.id, coalesce(p.name, ''), "
    "CASE WHEN t.bank_reference <> '' THEN t.bank_reference ELSE t.entry_bank_reference END "
    "FROM {values} CROSS JOIN bank_banktransaction t "
    "LEFT JOIN bank_transactionparty p ON p.company_id = t.company_id AND p.transaction_id = t.id "
    "WHERE t.id = v.value AND t.company_id = %s"
)


class Said(NamedTuple):
    """One transaction's own words. texts: (kind, text); references: (kind, as written, amount), in the bank's order.

    The names, city, organization number and accounts are the counterparty's; blank where the bank gave none.
    """

    id: int
    bank_reference: str
    entry_bank_reference: str
    end_to_end_id: str
    transaction_code: str
    return_reason: str
    instructed_minor: int | None
    instructed_currency: str
    charges_minor: int
    charges_currency: str
    name: str
    ultimate_name: str
    city: str
    organisation_number: str
    iban: str
    other_account: str
    texts: Sequence[tuple[str, str]]
    references: Sequence[tuple[str, str, int | None]]


def said(*, company: CompanyFacts, ids: Collection[int]) -> Iterator[Said]:
    """What the transactions with these ids say; read in batches, so that not all need be held."""
    for batch in bulk.chunks(sorted(ids), bulk.CHUNK):
        texts: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for id, kind, text in bulk.lookup(_TEXTS, batch, company.id):
            texts[id].append((kind, text))
        references: dict[int, list[tuple[str, str, int | None]]] = defaultdict(list)
        for id, kind, raw, amount in bulk.lookup(_REFERENCES, batch, company.id):
            references[id].append((kind, raw, amount))
        codes: dict[str, str] = {}  # they repeat in row after row: each is held once
        for found in bulk.lookup(_TRANSACTIONS, batch, company.id):
            row = (*found[:4], codes.setdefault(found[4], found[4]), *found[5:])
            yield Said._make((*row, texts.get(row[0], ()), references.get(row[0], ())))


def payers(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Of each transaction the counterparty's name and the bank's reference, else its entry's: what a voucher tells."""
    return {id: (name, reference) for id, name, reference in bulk.lookup(_PAYERS, ids, company.id)}
