"""The bank transaction that an entry of MT940 is, from its fields 61 and 86."""

from __future__ import annotations

import re

from reskontra.core.money import NotAnAmount, TooManyDecimals
from reskontra.formats.bank_statement import PartyRecord, Status, TransactionRecord
from reskontra.formats.mt940_details import Details, references_of
from reskontra.formats.mt940_entry import CommaExpected, StatementLine, read_amount

_MONEY = re.compile(r"([A-Z]{3})([0-9]{1,15}(?:[.,][0-9]{0,3})?)", re.ASCII)


def record_of(line: StatementLine, details: Details, number: int, currency: str) -> TransactionRecord:
    """The bank transaction of an entry."""
    instructed = _money(details.original) if details.original else None
    charges = _money(details.charges) if details.charges else None
    account, own = details.iban, details.end_to_end_id  # some banks put these in the place of a reference
    raws = (details.reference, line.reference)
    references = [raw for raw in raws if raw not in (account, own)] if raws != ("", "") else ()
    record = TransactionRecord(
        number,
        0,
        Status.PENDING if line.is_expected else Status.BOOKED,
        line.booking_date,
        line.value_date,
        line.minor,
        currency,
        line.minor,
        currency,
        details.texts,
        references_of(*references),
        PartyRecord(details.name[:140], details.ultimate_name[:140], account, details.other_account, bic=details.bic),
        end_to_end_id=own,
        bank_reference=line.bank_reference,
        entry_bank_reference=line.bank_reference,
        mandate_id=details.mandate_id,
        transaction_code=f"{line.kind}/{details.code}" if details.code else line.kind,
        return_reason=details.return_reason or ("RTI" if line.kind[1:] == "RTI" else ""),
        is_reversal=line.is_reversal,
        warnings=line.warnings,
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
