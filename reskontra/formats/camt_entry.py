"""One Ntry with its transactions: from gathered values to the transaction records of the entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from reskontra.core.errors import Malformed
from reskontra.core.money import Money
from reskontra.formats.bank_statement import Doubt, Status, TransactionRecord
from reskontra.formats.camt_batch import merge, split
from reskontra.formats.camt_elements import Values
from reskontra.formats.camt_transaction import (
    charges_of,
    code_of,
    paid_to_of,
    party_of,
    references_of,
    texts_of,
)
from reskontra.formats.camt_values import (
    ElementMissing,
    first_sentence,
    identifier_of,
    is_credit,
    place_of,
    rate_of,
    reference_of,
    status_of,
)


class CurrencyDiffers(Malformed):
    code = "currency_differs"
    template = (
        "Entry {entry} is {amount}, and the account is in {currency}. Ask the bank for the entry in {currency}, or "
        'import it as it stands with the override "currency" and a reason.'
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the parts of an entry share. amount_minor is signed, money in positive."""

    number: int
    values: Values
    status: Status
    amount_minor: int
    currency: str
    is_credit: bool


def read_entry(
    values: Values, parts: Sequence[Values], *, number: int, account_currency: str, element: etree._Element
) -> list[TransactionRecord]:
    """The records of an entry, at least one. What concerns the entry as a whole stands on the first.

    values, parts   as gathered by the tables ENTRY and TRANSACTION (with BATCH's values in the part)
    refuses         ElementMissing, DirectionMissing, DirectionUnknown
    """
    if "amount" not in values:
        raise ElementMissing(place=place_of(element), parent="Ntry", element="Amt")
    minor, currency = values["amount"]
    credit = is_credit(values, element)
    entry = _Entry(
        number=number,
        values=values,
        status=status_of(values.get("status")),
        amount_minor=minor if credit else -minor,
        currency=currency,
        is_credit=credit,
    )
    findings: list[Doubt] = []
    if currency != account_currency:
        amount = Money(entry.amount_minor, currency)
        finding = CurrencyDiffers(place=place_of(element), entry=number, amount=amount, currency=account_currency)
        findings.append(Doubt("currency", finding))
    if len(parts) < 2:
        return [_record(entry, parts[0] if parts else {}, entry.amount_minor, findings=findings)]
    return _read_batch(entry, parts, findings, element)


def _read_batch(
    entry: _Entry, parts: Sequence[Values], findings: list[Doubt], element: etree._Element
) -> list[TransactionRecord]:
    total = Money(entry.amount_minor, entry.currency)
    divided = split(parts, total=total, entry_number=entry.number, element=element)
    if divided.amounts:
        return [
            _record(entry, part, amount, part_number=place_in, findings=findings if place_in == 1 else ())
            for place_in, (part, amount) in enumerate(zip(parts, divided.amounts, strict=True), start=1)
        ]
    if divided.finding:
        findings.append(Doubt("batch", divided.finding))
    record = _record(entry, merge(parts), entry.amount_minor, findings=findings)
    return [record._replace(warnings=(divided.warning, *record.warnings)) if divided.warning else record]


def _record(
    entry: _Entry,
    part: Values,
    amount_minor: int,
    *,
    part_number: int = 0,
    findings: Sequence[Doubt] = (),
) -> TransactionRecord:
    """One record; the mapping of the format stands here as a whole."""
    values = entry.values
    alone: Values = values if part_number == 0 else {}  # what the entry says, it says of its only line
    credit = amount_minor > 0 if amount_minor else entry.is_credit
    paid_to, paid_to_scheme = paid_to_of(part, credit=credit)
    (charges_minor, charges_currency), others = charges_of(part if "charges" in part else alone)
    instructed_minor, instructed_currency = part.get("instructed") or alone.get("instructed") or (None, "")
    entry_bank_reference = reference_of(values.get("bank_reference"))
    booked = entry.status is Status.BOOKED
    return TransactionRecord(
        entry.number,
        part_number,
        entry.status,
        values.get("booking_date"),
        values.get("value_date"),
        amount_minor,
        entry.currency,
        entry.amount_minor,
        entry.currency,
        texts_of(part, values.get("entry_info", ())),
        references_of(part, entry.currency),
        party_of(part, credit=credit),
        paid_to=paid_to,
        paid_to_scheme=paid_to_scheme,
        end_to_end_id=identifier_of(part.get("end_to_end_id")),
        uetr=part.get("uetr", ""),
        bank_reference=reference_of(part.get("bank_reference")) or entry_bank_reference,
        entry_reference=reference_of(values.get("entry_reference")),
        entry_bank_reference=entry_bank_reference,
        batch_reference=_batch_reference(part) or _batch_reference(values),
        mandate_id=part.get("mandate_id", ""),
        transaction_code=code_of(part) or code_of(values),
        return_reason=part.get("return_reason", ""),
        is_reversal=values.get("reversal") in ("true", "1"),
        instructed_minor=instructed_minor,
        instructed_currency=instructed_currency,
        exchange_rate=rate_of(part.get("rate") or alone.get("rate") or ""),
        charges_minor=charges_minor,
        charges_currency=charges_currency,
        warnings=_warnings(entry, others=others, findings=() if booked else findings),
        doubts=tuple(findings) if booked and findings else (),
    )


def _warnings(entry: _Entry, *, others: bool, findings: Sequence[Doubt]) -> tuple[str, ...]:
    """findings: those of an entry that is not booked; nothing is posted from it, so nobody need decide."""
    if not others and not findings:
        return ()
    charges = (f"Entry {entry.number} has charges in several currencies; the first is kept.",) if others else ()
    return (*charges, *(first_sentence(doubt.finding) for doubt in findings))


def _batch_reference(values: Values) -> str:
    said = values.get("payment_batch") or values.get("message_batch")
    return reference_of(said) if said else ""
