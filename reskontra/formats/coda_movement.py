"""One CODA movement: its records 21 to 33 joined, and its globalised sum split into the details that it sums up.

Amounts are written with twelve digits and three decimals, whatever the currency: the third decimal is 0 where the
currency has two, and any other digit there is money that no account in it can hold.

A communication goes on from record to record: its fields are joined whole, blanks and all, and only then read. Details
have the number of the movement and a detail number of their own; they are never added to the movement itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from stdnum import iban as iban_numbers

from reskontra.core.errors import Malformed
from reskontra.core.money import Money, minor_digits
from reskontra.formats.bank_statement import (
    Doubt,
    PartyRecord,
    ReferenceKind,
    ReferenceRecord,
    Status,
    TextKind,
    TextRecord,
    TransactionRecord,
)
from reskontra.formats.fixed_width import NotDigits, Record

REFERENCE_SCHEME = "BBA"  # structured communication, as ISO 20022 calls its issuer
_STRUCTURED = ("101", "102")
_DIRECT_DEBIT = "127"
_COUNTERPARTY, _ULTIMATE_CREDITOR, _ULTIMATE_DEBTOR = "001", "007", "008"
_PARTIES = (_COUNTERPARTY, _ULTIMATE_CREDITOR, _ULTIMATE_DEBTOR)
_NO_IDENTIFIERS = ("NOTPROVIDED", "NONREF")
_PLACE = re.compile(r"([0-9]{4,5})\s+(.+)")
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_PARTS = 1000  # of a whole unit
_R_REVERSAL = "4"


class SignUnknown(Malformed):
    code = "coda_sign"
    template = 'The sign of the amount is "{text}", and 0 or 1 is wanted. Fetch the file from the bank again, unedited.'


class DetailsDiffer(Malformed):
    code = "coda_details_differ"
    template = (
        "Movement {entry} is {amount}, and its {parts} details come to {sum}. Ask the bank for a sound file, or import "
        'it as one line with the override "batch" and a reason.'
    )


class AmountTooFine(Malformed):
    code = "coda_amount_too_fine"
    template = (
        "The amount is {text} {currency}, and accounts in {currency} have {digits:decimal|decimals}. Ask the bank for "
        "a sound file; no override takes this one."
    )


class Unit(NamedTuple):
    """What amounts are counted in: the currency's minor unit, or thousandths as the file writes them."""

    currency: str
    is_thousandth: bool = False

    def amount(self, record: Record, first: int) -> int:
        """An amount of twelve digits and three decimals.

        refuses   NotDigits, AmountTooFine
        """
        thousandths = record.digits(first, first + 14)
        if self.is_thousandth:
            return thousandths
        digits = minor_digits(self.currency)
        minor, rest = divmod(thousandths * int(10**digits), _PARTS)
        if rest:
            text = f"{thousandths // _PARTS}.{thousandths % _PARTS:03d}"
            raise AmountTooFine(place=record.place, text=text, currency=self.currency, digits=digits)
        return minor

    def doubts(self, override: str, *findings: Malformed) -> tuple[Doubt, ...]:
        """Findings that count; of amounts in thousandths nothing is proved."""
        return () if self.is_thousandth else tuple(Doubt(override, one) for one in findings)


def signed(record: Record, sign: int, unit: Unit) -> int:
    """The amount behind its sign; 1 is debit.

    refuses   SignUnknown, NotDigits, AmountTooFine
    """
    direction = record.cut(sign, sign)
    if direction not in ("0", "1"):
        raise SignUnknown(place=record.place, text=direction)
    minor = unit.amount(record, sign + 1)
    return -minor if direction == "1" else minor


def optional_day(record: Record, first: int) -> date | None:
    """A day DDMMYY, or None where it is zeros or blank.

    refuses   NotDigits, NotADay
    """
    return record.short_day(first, day_first=True) if record.cut(first, first + 5).strip("0") else None


@dataclass(slots=True)
class Piece:
    """A record 21 and what goes on with it: 22, 23, and informations (31 with its 32 and 33)."""

    head: Record
    more: list[Record] = field(default_factory=list)
    informations: list[list[Record]] = field(default_factory=list)

    @property
    def level(self) -> str:
        """The code that begins and ends a globalisation; 0 in others."""
        return self.head.cut(125, 125) or "0"

    def field(self, kind: str, first: int, last: int) -> str:
        """A field of the first record of a kind; blank where there is none."""
        found = next((one for one in self.more if one.kind == kind), None)
        return found.cut(first, last) if found else ""

    @property
    def communication(self) -> str:
        """Letters of the communication as they stand, behind its type."""
        pieces = [self.head.text[62:115]]
        pieces += [one.text[10:63] if one.kind == "22" else one.text[82:125] for one in self.more]
        return "".join(pieces)


def transactions_of(pieces: Sequence[Piece], number: int, unit: Unit) -> list[TransactionRecord]:
    """The records of a movement, at least one.

    pieces    the movement itself, then its details; what a detail sums up further stands behind it
    refuses   NotDigits, NotADay, SignUnknown, AmountTooFine
    doubts    batch, where the details do not come to the movement
    """
    whole, details = pieces[0], _innermost(pieces[1:], pieces[0].level)
    total = signed(whole.head, 32, unit)
    if not details:
        return [_record(whole, whole, number, 0, total, unit)]
    amounts = [signed(one.head, 32, unit) for one in details]
    if sum(amounts) != total:
        finding = DetailsDiffer(
            place=whole.head.place, entry=number, amount=Money(total, unit.currency), parts=len(details),
            sum=Money(sum(amounts), unit.currency),
        )  # fmt: skip
        record = _record(whole, whole, number, 0, total, unit)
        said = [text for one in details for text in _texts(one)]
        return [record._replace(texts=(*record.texts, *said), doubts=unit.doubts("batch", finding))]
    return [_record(whole, one, number, part, total, unit) for part, one in enumerate(details, 1)]


def _innermost(details: Sequence[Piece], outer: str) -> list[Piece]:
    """The details that sum up no others: one that begins a level of its own is left out, its end is a detail."""
    begun: set[str] = set()
    found = []
    for one in details:
        if one.level in ("0", outer) or one.level in begun:
            found.append(one)
        else:
            begun.add(one.level)
    return found


def _record(whole: Piece, piece: Piece, number: int, part: int, total: int, unit: Unit) -> TransactionRecord:
    head = piece.head
    minor = signed(head, 32, unit)
    debit = _direct_debit(piece)
    booked = optional_day(head, 116) or optional_day(whole.head, 116)
    reason = piece.field("22", 114, 117)
    return TransactionRecord(
        entry_number=number,
        part_number=part,
        status=Status.BOOKED,
        booking_date=booked,
        value_date=optional_day(head, 48),
        amount_minor=minor,
        currency=unit.currency,
        entry_amount_minor=total,
        entry_currency=unit.currency,
        texts=_texts(piece),
        references=_references(piece),
        counterparty=_party(piece, is_credit=minor >= 0),
        end_to_end_id=_identifier(piece.field("22", 64, 98)),
        bank_reference=head.cut(11, 31),
        entry_bank_reference=whole.head.cut(11, 31),
        mandate_id=debit["mandate"] if debit else "",
        transaction_code=f"CODA/{head.cut(54, 61)}",
        return_reason=reason or (debit["reason"] if debit else ""),
        is_reversal=piece.field("22", 113, 113) == _R_REVERSAL,
    )


def _identifier(text: str) -> str:
    return "" if text.upper() in _NO_IDENTIFIERS else text


def _structure(piece: Piece) -> str:
    """The kind of a structured communication; blank where it is free."""
    return piece.communication[:3] if piece.head.cut(62, 62) == "1" else ""


def _references(piece: Piece) -> tuple[ReferenceRecord, ...]:
    if _structure(piece) not in _STRUCTURED:
        return ()
    raw = piece.communication[3:15]
    if not _DIGITS.fullmatch(raw):
        raise NotDigits(place=piece.head.place, record="21", first=66, last=77, text=raw)
    return (ReferenceRecord(ReferenceKind.CREDITOR, raw, scheme=REFERENCE_SCHEME),)


def _direct_debit(piece: Piece) -> dict[str, str] | None:
    """What a structured communication says of a European direct debit."""
    if _structure(piece) != _DIRECT_DEBIT:
        return None
    text = piece.communication[3:].ljust(146)
    return {"mandate": text[44:79].strip(), "text": text[79:141], "reason": text[142:146].strip()}


def _texts(piece: Piece) -> tuple[TextRecord, ...]:
    """The payer's words, then what the bank says beside them."""
    structure, debit = _structure(piece), _direct_debit(piece)
    said = debit["text"] if debit else piece.communication if not structure else ""
    told = piece.communication[3:] if structure and not debit and structure not in _STRUCTURED else ""
    if structure in _STRUCTURED:
        said = piece.communication[15:]
    free = "".join(_information(one) for one in piece.informations if one[0].cut(40, 40) != "1")
    texts = [(TextKind.REMITTANCE, said), (TextKind.TRANSACTION_INFO, told), (TextKind.ADDITIONAL, free)]
    texts += [
        (TextKind.ADDITIONAL, _information(one))
        for one in piece.informations
        if one[0].cut(40, 40) == "1" and one[0].cut(41, 43) not in _PARTIES
    ]
    folded = [(kind, " ".join(text.split())) for kind, text in texts]
    return tuple(TextRecord(kind, text) for kind, text in folded if text)


def _information(records: Sequence[Record]) -> str:
    first = 43 if records[0].cut(40, 40) == "1" else 40
    ends = {"31": (first, 113), "32": (10, 115), "33": (10, 100)}
    return "".join(one.text[slice(*ends[one.kind])] for one in records)


def _about(piece: Piece, structure: str) -> list[Record]:
    """The records of an information of a kind, empty where there is none."""
    for records in piece.informations:
        if records[0].cut(40, 40) == "1" and records[0].cut(41, 43) == structure:
            return records
    return []


def _party(piece: Piece, *, is_credit: bool) -> PartyRecord:
    account = piece.field("23", 11, 44)
    is_iban = iban_numbers.is_valid(account, check_country=False)
    about = _about(piece, _COUNTERPARTY)
    street = next((one for one in about if one.kind == "32"), None)
    place = " ".join(street.text[45:80].split()) if street else ""
    found = _PLACE.fullmatch(place)
    ultimate = _about(piece, _ULTIMATE_DEBTOR if is_credit else _ULTIMATE_CREDITOR)
    return PartyRecord(
        name=(about[0].cut(44, 113) if about else "") or piece.field("23", 48, 82),
        ultimate_name=ultimate[0].cut(44, 113) if ultimate else "",
        iban=iban_numbers.compact(account) if is_iban else "",
        other_account="" if is_iban else account,
        bic=piece.field("22", 99, 109),
        address=" ".join(street.text[10:45].split()) if street else "",
        postal_code=found[1] if found else "",
        city=found[2] if found else place,
    )
