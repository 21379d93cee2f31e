"""A transaction record as the columns it is stored in, with nothing lost that does not fit."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from operator import gt
from typing import NamedTuple

from reskontra.core.errors import Malformed
from reskontra.core.statements import compact, fingerprint, fold
from reskontra.formats.bank_statement import PartyRecord, TextKind, TransactionRecord

DESCRIPTION_MAX = 250

# The columns of a stored transaction that the file alone decides, in the order of Row.columns.
COLUMNS = (
    "entry_number", "part_number", "booking_date", "value_date", "amount_minor", "currency", "entry_minor",
    "instructed_minor", "instructed_currency", "exchange_rate", "charges_minor", "charges_currency", "end_to_end_id",
    "uetr", "bank_reference", "entry_reference", "entry_bank_reference", "batch_reference", "mandate_id",
    "transaction_code", "return_reason", "is_reversal", "paid_to", "paid_to_scheme", "fingerprint",
)  # fmt: skip
ENTRY, PART, BOOKED_ON, VALUE_ON, AMOUNT, CURRENCY, ENTRY_AMOUNT = range(7)
END_TO_END, BANK_REFERENCE, ENTRY_REFERENCE, ENTRY_BANK_REFERENCE, BATCH = 12, 14, 15, 16, 17

PARTY_COLUMNS = (
    "name", "ultimate_name", "iban", "other_account", "other_scheme", "bic", "address", "postal_code", "city",
    "country", "organisation_number",
)  # fmt: skip
_PARTY_LIMITS = (350, 350, 34, 70, 35, 11, 700, 20, 140, 2, 40)

_KEPT = ("end_to_end_id", "uetr", "bank_reference", "entry_reference", "entry_bank_reference", "batch_reference",
         "mandate_id", "paid_to")  # fmt: skip
_KEPT_LIMITS = (100, 36, 100, 100, 100, 100, 100, 50)
_REFERENCE_LIMIT = 140


class ValueTooLong(Malformed):
    code = "value_too_long"
    template = 'The {name} "{start}…" of entry {entry} is longer than {limit} letters. Ask the bank what it stands for.'


class Row(NamedTuple):
    """One transaction, in plain values that can be set aside in a file.

    columns      as named by COLUMNS; dates as ISO 8601
    party        as named by PARTY_COLUMNS; None where the file is silent
    texts        (kind, text); references (kind, scheme, raw, amount, discount, group)
    description  what a journal line is called at first
    """

    columns: tuple[object, ...]
    party: tuple[str, ...] | None
    texts: tuple[tuple[str, str], ...]
    references: tuple[tuple[object, ...], ...]
    description: str


def row_of(record: TransactionRecord, *, account: str) -> Row:
    """The record as it is stored.

    account   what the fingerprint knows the own account by
    refuses   ValueTooLong: an identifier that the table cannot hold whole; names and addresses are shortened
    """
    _refuse_long(record)
    texts = tuple([(str(text.kind), text.text) for text in record.texts])
    booked_on, value_on = iso(record.booking_date), iso(record.value_date)
    columns = (
        record.entry_number, record.part_number, booked_on, value_on, record.amount_minor,
        record.currency, record.entry_amount_minor, record.instructed_minor, record.instructed_currency,
        record.exchange_rate[:30], record.charges_minor, record.charges_currency, record.end_to_end_id, record.uetr,
        record.bank_reference, record.entry_reference, record.entry_bank_reference, record.batch_reference,
        record.mandate_id, record.transaction_code[:60], record.return_reason[:40], record.is_reversal,
        record.paid_to, record.paid_to_scheme[:35], fingerprint_of(record, account),
    )  # fmt: skip
    return Row(
        columns,
        _party(record.counterparty),
        texts,
        tuple(
            [
                (str(one.kind), one.scheme[:35], one.raw, one.amount_minor, one.discount_minor, one.group)
                for one in record.references
            ]
        ),
        _description(record),
    )


def fingerprint_of(record: TransactionRecord, account: str) -> int:
    """What the payment is known by when it comes again: see core.statements.fingerprint."""
    party = record.counterparty
    texts = [text.text for text in record.texts]
    texts += [reference.raw for reference in record.references]
    return fingerprint(
        (
            account,
            iso(record.booking_date) or "",
            iso(record.value_date) or "",
            str(record.amount_minor),
            record.currency,
            record.bank_reference,
            str(record.part_number),
            record.end_to_end_id,
            compact(party.iban or party.other_account),
            fold(texts),
        )
    )


@lru_cache(maxsize=1024)
def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _party(party: PartyRecord) -> tuple[str, ...] | None:
    values = tuple(party)
    if not any(values):
        return None
    if any(map(gt, map(len, values), _PARTY_LIMITS)):
        return tuple([value[:limit] for value, limit in zip(values, _PARTY_LIMITS, strict=True)])
    return values


def _description(record: TransactionRecord) -> str:
    """The payer's words, else a reference, else a name, else what the bank says."""
    said = [text.text for text in record.texts if text.kind is TextKind.REMITTANCE]
    if not said:
        said = [reference.raw for reference in record.references[:1]]
    if not said:
        said = [record.counterparty.name or (record.texts[0].text if record.texts else "")]
    return " ".join(said)[:DESCRIPTION_MAX]


def _refuse_long(record: TransactionRecord) -> None:
    kept = (
        record.end_to_end_id, record.uetr, record.bank_reference, record.entry_reference, record.entry_bank_reference,
        record.batch_reference, record.mandate_id, record.paid_to,
    )  # fmt: skip
    if any(map(gt, map(len, kept), _KEPT_LIMITS)):
        name, value, limit = next(one for one in zip(_KEPT, kept, _KEPT_LIMITS, strict=True) if len(one[1]) > one[2])
        raise ValueTooLong(name=name.replace("_", " "), start=value[:40], entry=record.entry_number, limit=limit)
    for reference in record.references:
        if len(reference.raw) > _REFERENCE_LIMIT:
            raise ValueTooLong(
                name="reference", start=reference.raw[:40], entry=record.entry_number, limit=_REFERENCE_LIMIT
            )
