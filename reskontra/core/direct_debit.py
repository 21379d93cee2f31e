"""When a direct debit mandate may be used, in which place of its sequence, and what keeps a debit from the bank.

source   EPC SEPA Direct Debit rulebooks, core and B2B; Business Central's sequence types and mandate rules
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from reskontra.core.identifiers import bankgiro, iban

# Countries of SEPA outside the European Economic Area: their banks are still named by BIC.
NEEDS_BIC = frozenset({"AD", "AL", "CH", "GB", "GG", "IM", "JE", "MC", "MD", "ME", "MK", "RS", "SM", "VA"})
EUR, SEK = "EUR", "SEK"
# Codes by which the payer's bank says that no debit by the mandate will do: of its account, of itself, of the payer.
_FINAL = frozenset({"AC01", "AC04", "AC06", "AC13", "AG01", "MD01", "MD07", "SL01"})
# Codes of a file or an order that was turned down before anything was tried.
_UNTRIED = frozenset({"AM05", "AM10", "AM18", "DT01", "DUPL", "ED05", "FF01", "TM01"})


class Scheme(StrEnum):
    """By whose rules is debited: CORE for persons and companies, B2B between companies, AUTOGIRO in Sweden."""

    CORE = "CORE"
    B2B = "B2B"
    AUTOGIRO = "AUTOGIRO"


class SequenceType(StrEnum):
    """Where a debit stands among those of its mandate, as SEPA calls it."""

    ONE_OFF = "OOFF"
    FIRST = "FRST"
    RECURRENT = "RCUR"
    FINAL = "FNAL"


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """What the rules ask of a mandate. counter: debits sent to the bank and not rejected; a blank day is open."""

    number: str
    scheme: Scheme = Scheme.CORE
    is_one_off: bool = False
    expected_debits: int = 1
    ignores_expected: bool = True
    counter: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    signed_date: date | None = None
    is_blocked: bool = False
    is_closed: bool = False


def is_active(mandate: MandateFacts, *, day: date) -> bool:
    """Whether it may be used on the day; its first and last day are included."""
    begins, ends = mandate.valid_from or date.min, mandate.valid_to or date.max
    return begins <= day <= ends and not mandate.is_blocked and not mandate.is_closed


def default_mandate(mandates: Iterable[MandateFacts], *, day: date) -> MandateFacts | None:
    """The one of a customer's mandates that a document due on the day is debited by: of those active, the newest."""
    active = [one for one in mandates if is_active(one, day=day)]
    return max(active, key=lambda one: (one.valid_from or date.min, one.number), default=None)


def is_try(scheme: Scheme, reason: str) -> bool:
    """Whether a debit that came back for the reason was tried; Bankgirot's orders of two digits never were."""
    is_order = scheme is Scheme.AUTOGIRO and len(reason) == 2 and reason.isdigit()
    return not is_order and reason not in _UNTRIED


def is_final(scheme: Scheme, reason: str) -> bool:
    """Whether the mandate will never do, by the reason; of Autogiro, Bankgirot tells it of the mandate itself."""
    return scheme is not Scheme.AUTOGIRO and reason in _FINAL


def sequence_type(mandate: MandateFacts) -> SequenceType:
    """Of the next debit. One that is first and last at once is first: banks refuse a final one without a first."""
    if mandate.is_one_off:
        return SequenceType.ONE_OFF
    if mandate.counter == 0:
        return SequenceType.FIRST
    if not mandate.ignores_expected and mandate.counter >= mandate.expected_debits - 1:
        return SequenceType.FINAL
    return SequenceType.RECURRENT


def is_used_up(mandate: MandateFacts) -> bool:
    """Whether every debit that was expected has been sent."""
    return not mandate.ignores_expected and mandate.counter >= mandate.expected_debits


def after_debit(mandate: MandateFacts) -> MandateFacts:
    """The mandate once another debit is sent: closed where it was the last that is expected."""
    counted = replace(mandate, counter=mandate.counter + 1)
    return replace(counted, is_closed=True) if is_used_up(counted) else counted


def after_rejection(mandate: MandateFacts) -> MandateFacts:
    """The mandate once a debit came back: open again where counting alone had closed it. Never below 0."""
    was_used_up = is_used_up(mandate)
    counted = replace(mandate, counter=max(mandate.counter - 1, 0))
    return replace(counted, is_closed=False) if was_used_up and not is_used_up(counted) else counted


@dataclass(frozen=True, slots=True)
class Debit:
    """A debit as it is checked. remaining_minor: of the document, less what other debits under way take of it.

    account   the customer's that the mandate names, "" for none; is_known: whether it is still on the card
    told      what the bank told last of an Autogiro mandate: ACTIVE, CANCELLED, REJECTED, or "" for nothing
    is_number_of_another, is_elsewhere   Bankgirot knows another mandate by the payer number,
              this stands for another payee
    is_chosen_otherwise   somebody chose another mandate for the document, or none
    tries, is_refused     how often the document was debited in vain; that the mandate's bank will not, ever
    """

    amount_minor: int
    remaining_minor: int
    currency: str
    transfer_date: date
    customer_name: str
    mandate: MandateFacts | None
    account: str = ""
    is_known: bool = True
    bic: str = ""
    payer_number: str = ""
    told: str = ""
    is_number_of_another: bool = False
    is_elsewhere: bool = False
    is_blocked: bool = False
    is_held: bool = False
    is_disputed: bool = False
    is_chosen_otherwise: bool = False
    tries: int = 0
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all debits of a collection. most_tries: None is without end."""

    scheme: Scheme
    allows_other_currencies: bool = False
    as_of: date = date.min
    most_tries: int | None = None


def check_debit(debit: Debit, *, terms: Terms) -> tuple[str, ...]:
    """Codes of all that keeps the debit from the bank, in this order; () lets it go.

    AMOUNT, REMAINING, CURRENCY, DATE_PAST, NAME, BLOCKED, HELD, DISPUTED, CHOICE, MANDATE, SCHEME, UNSIGNED, INACTIVE,
    USED_UP, ACCOUNT, ACCOUNT_GONE, BIC, PAYER_NUMBER, CANCELLED, REJECTED, OF_ANOTHER, ELSEWHERE, REFUSED, TRIED_OUT
    """
    wanted = SEK if terms.scheme is Scheme.AUTOGIRO else EUR
    found = [
        ("AMOUNT", debit.amount_minor <= 0),
        ("REMAINING", debit.amount_minor > debit.remaining_minor),
        ("CURRENCY", debit.currency != wanted and not (terms.allows_other_currencies and wanted == EUR)),
        ("DATE_PAST", debit.transfer_date < terms.as_of),
        ("NAME", not debit.customer_name.strip()),
        ("BLOCKED", debit.is_blocked),
        ("HELD", debit.is_held),
        ("DISPUTED", debit.is_disputed),
        ("CHOICE", debit.is_chosen_otherwise),
        ("MANDATE", debit.mandate is None),
    ]
    if debit.mandate is not None:
        found += _of_mandate(debit.mandate, debit, terms)
    found += [("REFUSED", debit.is_refused), ("TRIED_OUT", is_tried_out(debit.tries, terms.most_tries))]
    return tuple(code for code, is_so in found if is_so)


def is_tried_out(tries: int, most: int | None) -> bool:
    """Whether a document that was debited in vain so often is not debited again."""
    return most is not None and tries >= most


def _of_mandate(mandate: MandateFacts, debit: Debit, terms: Terms) -> list[tuple[str, bool]]:
    is_autogiro = terms.scheme is Scheme.AUTOGIRO
    is_iban = iban.is_valid(debit.account)
    is_fit = bool(debit.account) if is_autogiro else is_iban
    return [
        ("SCHEME", mandate.scheme is not terms.scheme),
        ("UNSIGNED", mandate.signed_date is None or mandate.signed_date > debit.transfer_date),
        ("INACTIVE", not is_active(mandate, day=debit.transfer_date) and not is_used_up(mandate)),
        ("USED_UP", is_used_up(mandate)),
        ("ACCOUNT", not is_fit and not (is_autogiro and debit.payer_number)),
        ("ACCOUNT_GONE", is_fit and not debit.is_known),
        ("BIC", not is_autogiro and is_iban and debit.account[:2] in NEEDS_BIC and not debit.bic),
        ("PAYER_NUMBER", is_autogiro and not is_payer_number(debit.payer_number)),
        ("CANCELLED", is_autogiro and debit.told == "CANCELLED"),
        ("REJECTED", is_autogiro and debit.told == "REJECTED"),
        ("OF_ANOTHER", is_autogiro and debit.is_number_of_another),
        ("ELSEWHERE", is_autogiro and debit.is_elsewhere),
    ]


def is_payer_number(text: str) -> bool:
    """Whether Bankgirot can know a payer by it: 1 to 16 digits, not all of them 0."""
    return text.isascii() and text.isdigit() and 0 < len(text) <= 16 and int(text) > 0


def is_payee_bankgiro(text: str) -> bool:
    return bankgiro.is_valid(text)


def in_sequence(mandates: Sequence[MandateFacts | None]) -> list[tuple[SequenceType | None, MandateFacts | None]]:
    """Of debits in the order they are sent: the place of each, and its mandate just before.

    The same mandate may stand there several times: the second debit counts the first.
    """
    now: dict[str, MandateFacts] = {}
    found: list[tuple[SequenceType | None, MandateFacts | None]] = []
    for mandate in mandates:
        if mandate is None:
            found.append((None, None))
            continue
        before = now.get(mandate.number, mandate)
        found.append((sequence_type(before), before))
        now[mandate.number] = after_debit(before)
    return found
