"""What Bankgirot is to be asked about a mandate of Autogiro, and what keeps that back.

source   Bankgirot, Bg Autogiro technical manual: a mandate that is taken out takes the payments under way with it
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reskontra.core.direct_debit import MandateFacts, is_payer_number
from reskontra.core.identifiers import bankgiro

ACTIVE = "ACTIVE"
_PERSON, _ORGANISATION = 12, 10


class MandateOrder(StrEnum):
    """ENTER: it is to be registered; TAKE_OUT: it is to be cancelled."""

    ENTER = "ENTER"
    TAKE_OUT = "TAKE_OUT"


@dataclass(frozen=True, slots=True)
class MandateAtBank:
    """A mandate, and what Bankgirot was asked and has told of it for one payee.

    account_kind, account   the payer's; id_number: digits of the personal or organisation number, "" for none
    told       what it told last of this mandate: ACTIVE, CANCELLED, REJECTED, or "" for nothing
    told_since   whether it told that since the mandate is kept here, or was asked for
    asked      what it was asked last of this mandate, None for nothing; is_answered: whether it has told of it since
    is_shared, is_elsewhere   it has another mandate by the payer number, or has not answered about it; the mandate
               stands for another payee
    has_debits   debits by it are with the bank, and their day has not come
    """

    mandate: MandateFacts
    payer_number: str
    account_kind: str = ""
    account: str = ""
    id_number: str = ""
    told: str = ""
    told_since: bool = False
    asked: MandateOrder | None = None
    is_answered: bool = False
    is_shared: bool = False
    is_elsewhere: bool = False
    has_debits: bool = False


def stands(one: MandateAtBank) -> bool:
    """Whether Bankgirot has the mandate, or will once it has done what it was asked."""
    if one.asked is not None and not one.is_answered:
        return one.asked is MandateOrder.ENTER
    return one.told == ACTIVE


def due_order(one: MandateAtBank, *, day: date, is_named: bool = False) -> MandateOrder | None:
    """What is to be asked on the day; None for nothing, as while an answer is awaited that brings the same.

    One that was cancelled or rejected since it is kept here, and one that stands for another payee, is asked for
    only where a person named it.
    """
    is_over = one.mandate.is_closed or (one.mandate.valid_to or date.max) < day
    if is_over:
        return MandateOrder.TAKE_OUT if stands(one) else None
    if one.mandate.is_blocked or stands(one):
        return None
    is_left = one.is_elsewhere or (one.told != "" and one.told != ACTIVE and one.told_since)
    return MandateOrder.ENTER if is_named or not is_left else None


def check_order(one: MandateAtBank, order: MandateOrder, *, day: date) -> tuple[str, ...]:
    """Codes of what keeps the order back, in this order: UNSIGNED, PAYER_NUMBER, SHARED, GIRO, ACCOUNT, ID_NUMBER;
    DEBITS.
    """
    if order is MandateOrder.TAKE_OUT:
        return ("DEBITS",) if one.has_debits else ()
    signed = one.mandate.signed_date
    is_giro = one.account_kind == "BANKGIRO"
    found = (
        ("UNSIGNED", signed is None or signed > day),
        ("PAYER_NUMBER", not is_payer_number(one.payer_number)),
        ("SHARED", one.is_shared),
        ("GIRO", is_giro and (one.payer_number != one.account.lstrip("0") or not bankgiro.is_valid(one.account))),
        ("ACCOUNT", not is_giro and (one.account_kind != "BBAN" or not one.account)),
        ("ID_NUMBER", not is_giro and not is_id_number(one.id_number)),
    )
    return tuple(code for code, is_so in found if is_so)


def is_id_number(digits: str) -> bool:
    """A personal number with its century, or an organisation number, which has 2 or more as its third digit."""
    if not (digits.isascii() and digits.isdigit()):
        return False
    return len(digits) == _PERSON or (len(digits) == _ORGANISATION and digits[2] >= "2")
