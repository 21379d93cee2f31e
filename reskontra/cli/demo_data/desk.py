"""What the payments are drawn from: documents nobody has paid yet, customers, and booking days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from reskontra.cli.demo_data import check_digits, wordings
from reskontra.cli.demo_data.documents import Calendar
from reskontra.cli.demo_data.parties import Parties
from reskontra.cli.demo_data.records import Channel, Counterparty, Document, Party

Condition = Callable[[Document, Party], bool]


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays, how, and what the bank shows of it."""

    channel: Channel
    counterparty: Counterparty


class Desk:
    """Hands out each open document once, near its due date first, so that no payment takes another's."""

    def __init__(
        self,
        *,
        random: Random,
        parties: Parties,
        documents: Sequence[Document],
        calendar: Calendar,
        days: Sequence[date],
    ) -> None:
        self.random = random
        self.parties = parties
        self.calendar = calendar
        self.days = tuple(days)
        self.party = {party.number: party for party in (*parties.customers, *parties.vendors)}
        self.of_party: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            self.of_party[document.party].append(document)
        self._taken: set[Document] = set()
        self._reserved: set[str] = set()
        self._queue = self._by_nearness(documents)

    def _by_nearness(self, documents: Sequence[Document]) -> list[Document]:
        payable = [document for document in documents if document.posting_date < self.calendar.first_day]
        self.random.shuffle(payable)
        payable.sort(key=lambda document: abs((document.due_date - self.calendar.first_day).days) > 10)
        return payable

    def take(self, condition: Condition) -> Document:
        """The next free customer invoice that meets the condition."""
        for document in self._queue:
            if not document.is_customer_invoice or not self.is_free(document):
                continue
            if condition(document, self.party[document.party]):
                self._taken.add(document)
                return document
        raise LookupError(f"no free invoice among {len(self._queue)} documents meets the condition")

    def take_several(self, count: int) -> list[Document]:
        """That many free invoices of one customer, oldest due first."""
        first = self.take(
            lambda document, party: len(self.free_invoices(document.party)) >= count and is_swedish(party)
        )
        rest = self.free_invoices(first.party)[: count - 1]
        self._taken.update(rest)
        return sorted((first, *rest), key=lambda document: (document.due_date, document.number))

    def take_documents(self, documents: Sequence[Document]) -> None:
        self._taken.update(documents)

    def take_all(self, documents: Sequence[Document]) -> None:
        """Takes these, and keeps every later payment away from the customer."""
        self._taken.update(documents)
        self._reserved.update(document.party for document in documents)

    def is_free(self, document: Document) -> bool:
        return document not in self._taken and document.party not in self._reserved

    def is_untouched(self, party: Party) -> bool:
        return party.number not in self._reserved and not any(
            document in self._taken for document in self.of_party[party.number]
        )

    def free_invoices(self, party_number: str) -> list[Document]:
        """Posted before the first day, without a cash discount, oldest due first."""
        free = [
            document
            for document in self.of_party[party_number]
            if document.document_type == "invoice"
            and document.posting_date < self.calendar.first_day
            and document.discount_date is None
            and self.is_free(document)
        ]
        return sorted(free, key=lambda document: (document.due_date, document.number))

    def has_amount_alone(self, document: Document) -> bool:
        """Nothing else the customer owes has this amount."""
        amounts = Counter(other.remaining_minor for other in self.of_party[document.party])
        return amounts[document.remaining_minor] == 1

    def free_vendor_documents(self, document_type: str) -> list[Document]:
        return [
            document
            for document in self._queue
            if document.ledger == "vendor" and document.document_type == document_type and self.is_free(document)
        ]

    def day(self, *, first: int = 0, last: date | None = None) -> date:
        """A booking day, from the first-th (0 is the first of all), at the latest on last."""
        return self.random.choice([day for day in self.days[first:] if last is None or day <= last])

    def payer(self, party: Party, *, name: str | None = None) -> Payer:
        """Over bankgiro as a rule; private people and some others from their account."""
        shown = wordings.bank_name(self.random, party.name) if name is None else name
        over_account = self.random.random() < (0.45 if party.is_person else 0.12)
        if over_account:
            return self.from_account(party, name=shown)
        return Payer(
            Channel.BANKGIRO,
            Counterparty(
                name=shown,
                bankgiro=party.bankgiro,
                postal_code=party.postal_code if self.random.random() < 0.3 else "",
                city=party.city if self.random.random() < 0.6 else "",
                country=party.country,
                organisation_number=party.organisation_number if self.random.random() < 0.3 else "",
            ),
        )

    def from_account(self, party: Party, *, name: str, iban: str | None = None) -> Payer:
        """From the account on file, or one we do not know where iban is None and none is on file."""
        return Payer(
            Channel.ACCOUNT,
            Counterparty(
                name=name,
                iban=(party.iban or self.other_iban(party)) if iban is None else iban,
                street=party.street if party.country != "SE" else "",
                postal_code=party.postal_code if party.country != "SE" else "",
                city=party.city,
                country=party.country,
            ),
        )

    def other_iban(self, party: Party) -> str:
        """An account of the party's that is not on file; always the same."""
        random = Random(f"account:{party.number}:{party.name}")
        if party.country == "SE":
            return check_digits.swedish_iban(random)
        return check_digits.foreign_iban(random, party.country)


def is_swedish(party: Party) -> bool:
    return party.country == "SE"
