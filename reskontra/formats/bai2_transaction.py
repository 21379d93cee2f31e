"""One BAI2 transaction (16): its direction by its type code, its value date, and who is named in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reskontra.core.errors import Malformed
from reskontra.formats.bai2_records import Record
from reskontra.formats.bank_statement import (
    PartyRecord,
    ReferenceKind,
    ReferenceRecord,
    Status,
    TextKind,
    TextRecord,
    TransactionRecord,
)

NOT_MONEY = 890  # a text that has no amount
_CREDITS = (range(100, 400), range(920, 960))
_DEBITS = (range(400, 700), range(960, 1000))
_LABEL = re.compile(r"(EREF|CREF|REMI|DBNM|CRNM|DACT|CACT|DBIC|CBIC|IDNM|DABA|CABA|CHKN) ?:\s*(.*)", re.S)


class TypeCodeUnknown(Malformed):
    code = "bai2_type_code"
    template = (
        'The transaction has the type code "{text}", which says neither money in (100-399, 920-959) nor out '
        "(400-699, 960-999). Ask the bank what it stands for."
    )


class AmountNegative(Malformed):
    code = "bai2_amount_negative"
    template = (
        'The amount "{text}" is negative, and the type code {type_code} says the direction. Fetch the file from the '
        "bank again, unedited."
    )


@dataclass(frozen=True, slots=True)
class Movement:
    """What a record 16 begins with: its type code, and its amount in minor units, never negative."""

    type_code: int
    is_credit: bool
    amount_minor: int

    @property
    def signed_minor(self) -> int:
        return self.amount_minor if self.is_credit else -self.amount_minor


def movement_of(record: Record) -> Movement | None:
    """Type code and amount, taken from the record; None where it is a text without money.

    refuses   TypeCodeUnknown, AmountNegative, FieldUnreadable
    """
    text = record.take()
    code = int(text) if re.fullmatch("[0-9]{3}", text, re.ASCII) else 0
    minor = record.amount() or 0
    if code == NOT_MONEY and not minor:
        return None
    is_credit = any(code in span for span in _CREDITS)
    if not is_credit and not any(code in span for span in _DEBITS):
        raise TypeCodeUnknown(place=record.place, text=text[:10])
    if minor < 0:
        raise AmountNegative(place=record.place, text=str(minor), type_code=code)
    return Movement(code, is_credit, minor)


def skip_funds(record: Record) -> date | None:
    """Take the funds type with the fields it inserts; the value date, where it says one (V).

    refuses   FieldUnreadable: a funds type that is none of 0, 1, 2, S, V, D, Z
    """
    kind = record.take()
    if kind == "V":
        day = record.day()
        record.take()  # the time
        return day
    if kind == "S":
        for _ in range(3):
            record.amount()
    elif kind == "D":
        for _ in range(2 * (record.count() or 0)):
            record.amount()
    elif kind not in ("", "0", "1", "2", "Z"):
        raise record.unreadable(kind, "0, 1, 2, S, V, D, Z")
    return None


def transaction_of(
    record: Record, movement: Movement, number: int, *, day: date, currency: str, is_booked: bool
) -> TransactionRecord:
    """The transaction; its type code and amount were taken before.

    day       as-of date of its group
    refuses   FieldUnreadable
    """
    value_day = skip_funds(record)
    bank_reference, reference = record.take(), record.take()
    said = record.rest()
    labels = {found[1]: found[2] for one in said if (found := _LABEL.fullmatch(one))}
    minor = movement.signed_minor
    return TransactionRecord(
        entry_number=number,
        part_number=0,
        status=Status.BOOKED if is_booked else Status.PENDING,
        booking_date=day,
        value_date=value_day,
        amount_minor=minor,
        currency=currency,
        entry_amount_minor=minor,
        entry_currency=currency,
        texts=_texts(said, labels.get("REMI", "")),
        references=(ReferenceRecord(ReferenceKind.CREDITOR, reference),) if reference.strip("0") else (),
        counterparty=_party(labels, movement.is_credit),
        end_to_end_id=labels.get("EREF", ""),
        bank_reference=bank_reference,
        entry_reference=labels.get("CHKN", ""),
        transaction_code=f"BAI/{movement.type_code}",
    )


def _texts(said: list[str], remittance: str) -> tuple[TextRecord, ...]:
    """The whole text; where the bank marks the payer's words in it, these alone are the remittance."""
    whole = " ".join(" ".join(said).split())
    if not whole:
        return ()
    if not remittance:
        return (TextRecord(TextKind.REMITTANCE, whole),)
    return TextRecord(TextKind.REMITTANCE, remittance), TextRecord(TextKind.TRANSACTION_INFO, whole)


def _party(labels: dict[str, str], is_credit: bool) -> PartyRecord:
    """Who paid or was paid, of banks that mark it: the debtor of money in, the creditor of money out."""
    name, account, bic = ("DBNM", "DACT", "DBIC") if is_credit else ("CRNM", "CACT", "CBIC")
    return PartyRecord(name=labels.get(name, ""), other_account=labels.get(account, ""), bic=labels.get(bic, "")[:11])
