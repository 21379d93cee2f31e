"""What the matcher is told and what it answers: named tuples, and the questions it may ask of a book.

A run makes a million of them: a named tuple costs a fifth of a frozen dataclass, and is made from a row as it is.

Signs: a bank transaction is + when money comes in. A customer's entry is + when the customer owes us, a
vendor's entry − when we owe the vendor. So a transaction and the entry it settles have the same sign.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

Values = Mapping[str, str | int]


class LineReference(NamedTuple):
    """A structured reference, or a document's number in a structured place, as the bank handed it on."""

    raw: str
    is_creditor_reference: bool
    amount_minor: int | None = None


class BankLine(NamedTuple):
    """One bank transaction to be matched; ids are the journal line's."""

    line_id: int
    date: date
    amount_minor: int
    currency: str
    texts: tuple[str, ...] = ()
    references: tuple[LineReference, ...] = ()
    name: str = ""
    ultimate_name: str = ""
    city: str = ""
    organisation_number: str = ""
    accounts: tuple[str, ...] = ()  # the counterparty's, letters and digits only, upper case
    end_to_end_id: str = ""
    transaction_code: str = ""
    return_reason: str = ""
    instructed_minor: int | None = None
    instructed_currency: str = ""
    charges_minor: int = 0
    collected_entry_ids: tuple[int, ...] = ()  # what the direct debit with this end-to-end id collects
    bank: str = ""  # number of the own account


class EntryFact(NamedTuple):
    """An entry as the matcher sees it. remaining_minor 0 means settled; reserved money is already taken off."""

    entry_id: int
    ledger: str  # CUSTOMER or VENDOR
    party_id: int
    document_type: str  # INVOICE, CREDIT_MEMO, PAYMENT, REFUND, FINANCE_CHARGE, REMINDER
    document_number: str
    external_document_number: str
    payment_reference: str
    posting_date: date
    due_date: date
    currency: str
    document_minor: int  # the document's own amount, signed as remaining
    remaining_minor: int
    discount_minor: int = 0  # still possible, signed as remaining
    discount_date: date | None = None
    discount_tolerance_date: date | None = None
    max_tolerance_minor: int = 0
    description: str = ""


class PartyFact(NamedTuple):
    """former_names: of those that were merged into it."""

    party_id: int
    ledger: str
    number: str
    name: str
    city: str = ""
    accounts: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    organisation_number: str = ""


@dataclass(frozen=True, slots=True)
class PaidFor:
    """A party that another pays for; both days are included, None is without bound."""

    party_id: int
    kind: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class KeyHit(NamedTuple):
    key: int
    entry_id: int
    kind: int


class FactKind(StrEnum):
    """What a fact is about: the payer's account, its name, words of the text, or a payer that pays for another."""

    ACCOUNT = "ACCOUNT"
    NAME = "NAME"
    TEXT = "TEXT"
    PAYS_FOR = "PAYS_FOR"


@dataclass(frozen=True, slots=True)
class LearnedFact:
    """value means the party, or the G/L account where there is no party.

    value       the account, the fold of the name, the words of the text, the payer's id
    direction   of the money, IN or OUT, where the text decides; else blank
    last        the day on which a decision last agreed, or a person said so
    """

    number: int
    kind: str
    value: str
    party_id: int | None
    hits: int = 1
    contradictions: int = 0
    is_confirmed: bool = False
    last: date = date.min
    direction: str = ""
    account_number: str = ""

    @property
    def target(self) -> tuple[int | None, str]:
        return (self.party_id, self.account_number)


class Book(Protocol):
    """The questions the matcher asks, each once for many values: never one line at a time, never a scan."""

    def find_keys(self, keys: Collection[int]) -> Sequence[KeyHit]: ...
    def entries(self, entry_ids: Collection[int]) -> Mapping[int, EntryFact]: ...
    def parties(self, party_ids: Collection[int]) -> Mapping[int, PartyFact]: ...
    def parties_by_account(self, accounts: Collection[str]) -> Mapping[str, Sequence[int]]: ...
    def parties_by_number(self, numbers: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Parties whose customer, vendor or organisation number is just this."""
        ...

    def parties_by_phone(self, phones: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Parties whose card has this telephone number, by its key (identifiers.phone)."""
        ...

    def parties_by_end_to_end_id(self, ids: Collection[str]) -> Mapping[str, Mapping[int, int]]:
        """End-to-end id → party → how many posted payments with it were hers."""
        ...

    def parties_by_name(self, kind: int, folds: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Parties whose name has exactly this fold of that kind (names.NameKind)."""
        ...

    def parties_by_name_prefix(self, prefixes: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Parties whose full fold starts with the prefix; at most 9 each, so that 9 means "too many"."""
        ...

    def relations(self) -> Mapping[int, Sequence[PaidFor]]:
        """Payer → those it pays for by a person's word, now or at another time: all there are, they are few."""
        ...

    def has_facts(self, kind: str) -> bool:
        """Whether decisions taught anything of that kind: else nothing need be made ready to ask for it."""
        ...

    def facts(self, kind: str, values: Collection[str]) -> Mapping[str, Sequence[LearnedFact]]:
        """Value → what people's decisions taught of it (facts.FactKind), by number; revoked facts are left out."""
        ...

    def payers_of(self, party_ids: Collection[int]) -> Sequence[LearnedFact]:
        """The facts by which somebody pays for one of these parties, by number."""
        ...

    def words(self) -> Collection[str]:
        """Every word of every party's folded name: the vocabulary for misspelt ones."""
        ...

    def open_entries_by_amount(
        self, pairs: Collection[tuple[int, int]]
    ) -> Mapping[tuple[int, int], Sequence[EntryFact]]:
        """Open entries of a party with this amount, gross or net of a discount: (party_id, amount_minor)."""
        ...

    def open_entries(self, party_ids: Collection[int]) -> Mapping[int, Sequence[EntryFact]]: ...
    def parties_with_credits(self, party_ids: Collection[int]) -> Collection[int]:
        """Those of the parties that have open entries of both signs."""
        ...

    def parties_with_amount(self, amounts: Collection[int], most: int) -> Mapping[int, Sequence[EntryFact]]:
        """Open entries of anybody with this remaining amount, at most `most` each: hints, never applied."""
        ...

    def rates(self, wanted: Collection[tuple[str, date]]) -> Mapping[tuple[str, date], int]:
        """(currency, day) → the rate in force, local × 10^8 per unit; those without a rate are left out."""
        ...


class Evidence(NamedTuple):
    """One reason, as a code and values that the interface words: {"rule": code, **values}."""

    rule: str
    values: Values


class Part(NamedTuple):
    """Money of the line put on one entry, or on account (entry_id None). Signed as the entry it settles.

    cash_minor + discount + tolerance + charge + rounding = what the entry is closed with; settled_minor is that in the
    entry's currency, where it is not the line's (else 0).
    The cash of all parts (and what goes on account) is at most the line's amount.
    """

    entry_id: int | None
    ledger: str
    party_id: int
    cash_minor: int
    discount_minor: int = 0
    tolerance_minor: int = 0
    charge_minor: int = 0
    rounding_minor: int = 0
    settled_minor: int = 0


class LineProposal(NamedTuple):
    """What the matcher proposes for one line. confidence: high, medium, low or none.

    state     ready, review, ambiguous, underpaid, overpaid, unmatched, already_paid
    is_ready  high, nothing ambiguous, difference 0: may be posted without a person
    parts     empty where nothing is applied; alternatives name entries a person may choose among (≤ 5)
    lost      for each alternative, why it was not chosen
    """

    line_id: int
    confidence: str
    state: str
    is_ready: bool
    parts: tuple[Part, ...] = ()
    party_id: int | None = None
    ledger: str = ""
    rule: str = ""  # the row of the rule table, as "high-4"
    quality: int = 0
    explanation: tuple[Evidence, ...] = ()
    alternatives: tuple[int, ...] = ()
    lost: tuple[Evidence, ...] = ()
