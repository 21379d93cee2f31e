"""The bank transaction that an entry of MT940 is, from its fields 61 and 86."""

from __future__ import annotations

import re

from reskontra.core.money import NotAnAmount, TooManyDecimals
from reskontra.formats.bank_statement import PartyRecord, Status, TransactionRecord
from reskontra.formats.mt940_details import Details, references_of
from reskontra.formats.mt940_entry import CommaExpected, StatementLine, read_amount

_MONEY = re.compile(r"([A-Z]{3})([0-9]{1,15}(?:[.,][0-9]{0,3})?)", re.ASCII)
_BOOKED, _PENDING = Status.BOOKED, Status.PENDING  # an enum takes long to give a member


def record_of(line: StatementLine, details: Details, number: int, currency: str) -> TransactionRecord:
    """The bank transaction of an entry. Its places are filled in their order, since names take longer."""
    value_date, booking_date, minor, is_reversal, is_expected, kind, reference, bank_reference, warnings = line
    instructed = _money(details.original) if details.original else None
    charges = _money(details.charges) if details.charges else None
    account, own = details.iban, details.end_to_end_id  # some banks put these in the place of a reference
    raws = [raw for raw in (details.reference, reference) if raw and raw not in (account, own)]
    record = TransactionRecord(
        number,
        0,
        _PENDING if is_expected else _BOOKED,
        booking_date,
        value_date,
        minor,
        currency,
        minor,
        currency,
        details.texts,
        references_of(*raws) if raws else (),
        PartyRecord(details.name[:140], details.ultimate_name[:140], account, details.other_account, "", details.bic),
        "",  # paid_to, and its scheme
        "",
        own,
        "",  # uetr
        bank_reference,
        "",  # entry_reference
        bank_reference,
        "",  # batch_reference
        details.mandate_id,
        f"{kind}/{details.code}" if details.code else kind,
        details.return_reason or ("RTI" if kind[1:] == "RTI" else ""),
        is_reversal,
        None,  # what was ordered, its currency, and the exchange rate
        "",
        "",
        0,  # charges, and their currency
        "",
        warnings,
    )
    if instructed is None and charges is None:
        return record
    return record._replace(
        instructed_minor=instructed[0] if instructed else None,
        instructed_currency=instructed[1] if instructed else "",
        charges_minor=charges[0] if charges else 0,
        charges_currency=charges[1] if charges else "",
    )


def _money(text: str) -> tuple[int, str] | None:
    """An amount such as EUR11,85; None where it is none."""
    found = _MONEY.match(text.replace(" ", ""))
    if not found:
        return None
    try:
        return read_amount(found[2], found[1], place=""), found[1]
    except (CommaExpected, NotAnAmount, TooManyDecimals):
        return None
