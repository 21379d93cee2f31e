"""Stored transactions with all that hangs on them, many at a time, and those that are not booked yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from reskontra.bank.models import BankStatement, BankTransaction
from reskontra.companies.queries import CompanyFacts
from reskontra.core.statements import ADVICES, REPORTS
from reskontra.database import bulk
from reskontra.formats.bank_statement import PartyRecord, ReferenceKind, ReferenceRecord, TextKind, TextRecord

_COLUMNS = (
    "id", "bank_account_id", "statement_id", "number", "entry_number", "part_number", "state", "same_as_id",
    "booking_date", "value_date", "amount_minor", "currency", "entry_minor", "instructed_minor",
    "instructed_currency", "exchange_rate", "charges_minor", "charges_currency", "end_to_end_id", "uetr",
    "bank_reference", "entry_reference", "entry_bank_reference", "batch_reference", "mandate_id", "transaction_code",
    "return_reason", "is_reversal", "paid_to", "paid_to_scheme",
)  # fmt: skip
_BOOKED_ON, _VALUE_ON, _REVERSAL = 8, 9, 27
_TRANSACTIONS = (
    f"SELECT {', '.join('t.' + column for column in _COLUMNS)} "
    "FROM {values} CROSS JOIN bank_banktransaction t WHERE t.id = v.value AND t.company_id = %s"
)
_TEXTS = (
    "SELECT x.transaction_id, x.kind, x.text FROM {values} CROSS JOIN bank_transactiontext x "
    "WHERE x.company_id = %s AND x.transaction_id = v.value ORDER BY x.transaction_id, x.sequence"
)
_REFERENCES = (
    "SELECT x.transaction_id, x.kind, x.raw, x.scheme, x.amount_minor, x.discount_minor, x.group_number "
    "FROM {values} CROSS JOIN bank_transactionreference x "
    "WHERE x.company_id = %s AND x.transaction_id = v.value ORDER BY x.transaction_id, x.sequence"
)
_PARTIES = (
    "SELECT x.transaction_id, x.name, x.ultimate_name, x.iban, x.other_account, x.other_scheme, x.bic, x.address, "
    "x.postal_code, x.city, x.country, x.organisation_number "
    "FROM {values} CROSS JOIN bank_transactionparty x WHERE x.company_id = %s AND x.transaction_id = v.value"
)
_TEXT_KINDS = {str(kind): kind for kind in TextKind}
_REFERENCE_KINDS = {str(kind): kind for kind in ReferenceKind}
_NO_PARTY = PartyRecord()


class TransactionFacts(NamedTuple):
    """One bank transaction, money in positive, with what the bank said of it; the columns as in the table."""

    id: int
    bank_account_id: int
    statement_id: int
    number: int
    entry_number: int
    part_number: int
    state: str
    same_as_id: int | None
    booking_date: date | None
    value_date: date | None
    amount_minor: int
    currency: str
    entry_minor: int
    instructed_minor: int | None
    instructed_currency: str
    exchange_rate: str
    charges_minor: int
    charges_currency: str
    end_to_end_id: str
    uetr: str
    bank_reference: str
    entry_reference: str
    entry_bank_reference: str
    batch_reference: str
    mandate_id: str
    transaction_code: str
    return_reason: str
    is_reversal: bool
    paid_to: str
    paid_to_scheme: str
    texts: tuple[TextRecord, ...]
    references: tuple[ReferenceRecord, ...]
    counterparty: PartyRecord


def transactions(*, company: CompanyFacts, ids: Collection[int]) -> Iterator[TransactionFacts]:
    """The transactions with these ids, ascending; read in batches, so that not all need be held."""
    for batch in bulk.chunks(sorted(ids), bulk.CHUNK):
        yield from _with_details(company, list(bulk.lookup(_TRANSACTIONS, batch, company.id)), batch)


def transactions_of(*, company: CompanyFacts, statement_id: int) -> Iterator[TransactionFacts]:
    """Every transaction of a statement, in the bank's order."""
    rows = BankTransaction.objects.filter(company=company.id, statement=statement_id)
    yield from transactions(company=company, ids=list(rows.values_list("id", flat=True)))


def counterparty_accounts(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, str]:
    """Transaction → the account of the other party, letters and digits in upper case; those that tell none left out."""
    sql = (
        "SELECT x.transaction_id, x.iban, x.other_account FROM {values} CROSS JOIN bank_transactionparty x "
        "WHERE x.company_id = %s AND x.transaction_id = v.value"
    )
    rows = bulk.lookup(sql, ids, company.id)
    found = {id: "".join(filter(str.isalnum, iban or other)).upper() for id, iban, other in rows}
    return {id: account for id, account in found.items() if account}


def transactions_of_end_to_end_id(*, company: CompanyFacts, end_to_end_id: str) -> list[tuple[int, int]]:
    """(id, amount) of the booked transactions that bear the id."""
    rows = BankTransaction.objects.filter(company=company.id, end_to_end_id=end_to_end_id).exclude(end_to_end_id="")
    return list(rows.filter(state__in=["BOOKED", "DETAIL"]).order_by("id").values_list("id", "amount_minor"))


def transactions_of_end_to_end_ids(*, company: CompanyFacts, ids: Collection[str]) -> dict[int, str]:
    """Booked transaction → its end-to-end id, of those that bear one of these."""
    sql = (
        "SELECT t.id, t.end_to_end_id FROM {values} CROSS JOIN bank_banktransaction t WHERE t.company_id = %s "
        "AND t.end_to_end_id = v.value AND NOT t.end_to_end_id = '' AND t.state IN ('BOOKED', 'DETAIL')"
    )
    return dict(sorted(bulk.lookup(sql, ids, company.id)))


def transactions_of_mandate(*, company: CompanyFacts, mandate_id: str, minor: int) -> list[int]:
    """The booked transactions of this amount that bear the mandate, the newest first."""
    rows = BankTransaction.objects.filter(company=company.id, mandate_id=mandate_id).exclude(mandate_id="")
    return list(
        rows.filter(amount_minor=minor, state__in=["BOOKED", "DETAIL"]).order_by("-id").values_list("id", flat=True)
    )


def _with_details(
    company: CompanyFacts, rows: Sequence[tuple[Any, ...]], ids: Sequence[int]
) -> Iterator[TransactionFacts]:
    texts: dict[int, list[TextRecord]] = defaultdict(list)
    for id, kind, text in bulk.lookup(_TEXTS, ids, company.id):
        texts[id].append(TextRecord(_TEXT_KINDS[kind], text))
    references: dict[int, list[ReferenceRecord]] = defaultdict(list)
    for id, kind, *rest in bulk.lookup(_REFERENCES, ids, company.id):
        references[id].append(ReferenceRecord(_REFERENCE_KINDS[kind], *rest))
    parties = {row[0]: PartyRecord(*row[1:]) for row in bulk.lookup(_PARTIES, ids, company.id)}
    for id, *rest in sorted(rows):
        columns = [id, *rest]
        columns[_BOOKED_ON], columns[_VALUE_ON] = day_of(columns[_BOOKED_ON]), day_of(columns[_VALUE_ON])
        columns[_REVERSAL] = bool(columns[_REVERSAL])
        columns += tuple(texts.get(id, ())), tuple(references.get(id, ())), parties.get(id, _NO_PARTY)
        yield TransactionFacts(*columns)


def expected_transactions(*, company: CompanyFacts, bank_account_id: int | None = None) -> list[TransactionFacts]:
    """Payments announced but not booked: on each account's last statement and of the days after it, each once.

    A day's reports repeat one another, and a pending entry comes again until it is booked; what is equal counts as
    one, and nothing is expected that has been booked since.
    """
    rows = BankTransaction.objects.filter(company=company.id, state="EXPECTED")
    if bank_account_id is not None:
        rows = rows.filter(bank_account=bank_account_id)
    last = _last_statements(company)
    found: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    columns = ("id", "bank_account_id", "statement_id", "booking_date", "value_date", "fingerprint", "ordinal")
    for id, account, statement, booked_on, value_on, fingerprint, ordinal in rows.order_by("id").values_list(*columns):
        day, (last_day, last_statement) = booked_on or value_on, last.get(account, (None, None))
        if day is None or last_day is None or day > last_day or statement == last_statement:
            found[account, fingerprint][ordinal] = id
    booked = BankTransaction.objects.filter(company=company.id, state__in=["BOOKED", "DETAIL", "KNOWN"])
    for batch in bulk.chunks(sorted({key[1] for key in found}), 500):
        for key in booked.filter(fingerprint__in=batch).values_list("bank_account_id", "fingerprint"):
            found.pop(key, None)
    return list(transactions(company=company, ids=[id for equals in found.values() for id in equals.values()]))


def _last_statements(company: CompanyFacts) -> dict[int, tuple[date | None, int | None]]:
    """The day and the key of each account's last statement."""
    rows = BankStatement.objects.filter(company=company.id).exclude(format__in=ADVICES | REPORTS)
    ordered = rows.order_by("statement_date", "id").values_list("bank_account_id", "statement_date", "id")
    return {account: (day, id) for account, day, id in ordered}


@lru_cache(maxsize=1024)
def _parsed(text: str) -> date:
    return date.fromisoformat(text)


def day_of(value: str | date | None) -> date | None:
    """A date as one of the databases gives it to plain SQL."""
    return _parsed(value) if isinstance(value, str) else value
