"""A made-up company's market: customers and vendors with habits, documents in dense series, payments to be told.

Every market draws its own habits: how documents and customers are numbered, which references are printed, how many
prices are list prices. Styles add the parties, documents and payments of their scene to a market full of others.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.books import words
from benchmarks.books.score import Answer, Case, Paid
from reskontra.core.identifiers import creditor_reference, luhn
from reskontra.core.matching.records import BankLine, EntryFact, PaidFor, PartyFact
from tests.core.matching.book import MemoryBook

TODAY = date(2026, 4, 15)
NUMBERINGS = ("{:d}", "F{:06d}", "RE-2026-{:05d}", "INV/2026/{:06d}", "{:07d}", "S{:d}-26", "2026{:05d}", "K.{:05d}")
CUSTOMER_NUMBERINGS = ("C{:05d}", "{:05d}", "K-{:04d}", "DEB{:04d}")
REFERENCES = ("length", "plain", "creditor", "none")
LIST_PRICES = (9_900, 24_500, 49_900, 89_500, 125_000, 250_000, 450_000)


@dataclass(frozen=True, slots=True)
class Habits:
    """What is common to all documents of a market."""

    numbering: str
    customer_numbering: str
    reference: str
    list_prices: float
    first_serial: int


class Market:
    """A book under construction: parties, documents, payments with their truth."""

    def __init__(self, seed: int, *, customers: int = 600, documents: int = 5_000, list_prices: float = 0.25) -> None:
        self.random = random.Random(seed)
        choose = self.random.choice
        self.habits = Habits(
            NUMBERINGS[seed % len(NUMBERINGS)], choose(CUSTOMER_NUMBERINGS), choose(REFERENCES), list_prices,
            self.random.randrange(10_200, 88_000),
        )  # fmt: skip
        self.parties: list[PartyFact] = []
        self.iban_of: dict[int, str] = {}
        self.entries: list[EntryFact] = []
        self.cases: list[Case] = []
        self.paid_for: dict[int, list[PaidFor]] = {}
        self.phones: dict[str, list[int]] = {}
        self.paid_under: dict[str, dict[int, int]] = {}
        self.serials = list(range(documents * 6))
        self.free_serials = self.random.sample(self.serials, len(self.serials))
        self.used: set[int] = set()
        for _ in range(customers):
            self.customer(documents=0)
        crowd = list(self.parties)
        for _ in range(documents):
            self.invoice(choose(crowd))

    @property
    def book(self) -> MemoryBook:
        book = MemoryBook(self.parties, self.entries)
        book.paid_for = self.paid_for
        book.phones = self.phones
        book.paid_under = self.paid_under
        book.rates_e8 = {"SEK": 10**8, "EUR": 11 * 10**8}
        return book

    # -- parties

    def customer(self, name: str = "", *, city: str = "", documents: int = 2, is_known: bool | None = None,
                 ledger: str = "CUSTOMER", accounts: tuple[str, ...] = ()) -> PartyFact:  # fmt: skip
        """A customer with some open documents; is_known tells whether the account is in the register."""
        party_id = len(self.parties) + 1
        numbering = self.habits.customer_numbering if ledger == "CUSTOMER" else "L{:05d}"
        account = iban(f"{self.random.choice((300, 500, 600, 800, 120))}{self.random.randrange(10**17):017d}")
        known = self.random.random() < 0.4 if is_known is None else is_known
        party = PartyFact(
            party_id, ledger, numbering.format(party_id + 1200), name or self.firm(),
            city or self.random.choice(words.CITIES), accounts or ((account,) if known else ()),
            organisation_number=organisation_number(self.random),
        )  # fmt: skip
        self.parties.append(party)
        self.iban_of[party_id] = account
        for _ in range(documents):
            self.invoice(party)
        return party

    def firm(self) -> str:
        choose = self.random.choice
        return choose(words.FIRMS).format(
            family=choose(words.FAMILIES), family2=choose(words.FAMILIES), given=choose(words.GIVEN),
            trade=choose(words.TRADES), trade2=choose(words.TRADES), city=choose(words.CITIES),
            fancy=choose(words.FANCY), fancy2=choose(words.FANCY), form=choose(words.FORMS),
        )  # fmt: skip

    # -- documents

    def serial(self) -> int:
        while (serial := self.free_serials.pop()) in self.used:
            pass
        self.used.add(serial)
        return serial

    def serials_in_row(self, count: int, step: int = 1) -> list[int]:
        """Free serials at equal distances."""
        while True:
            first = self.random.randrange(len(self.serials) - count * step)
            row = list(range(first, first + count * step, step))
            if not self.used.intersection(row):
                self.used.update(row)
                return row

    def number(self, serial: int) -> str:
        return self.habits.numbering.format(self.habits.first_serial + serial)

    def price(self) -> int:
        if self.random.random() < self.habits.list_prices:
            return self.random.choice(LIST_PRICES)
        return max(5_000, int(self.random.lognormvariate(13, 1.1)))

    def invoice(self, party: PartyFact, minor: int | None = None, *, serial: int | None = None, **values: object
                ) -> EntryFact:  # fmt: skip
        """An open invoice of a customer, or of a vendor with the vendor's sign; later with higher serials."""
        serial = self.serial() if serial is None else serial
        number = self.number(serial) if party.ledger == "CUSTOMER" else str(self.random.randrange(10**5, 10**6))
        amount = self.price() if minor is None else minor
        amount *= 1 if party.ledger == "CUSTOMER" else -1
        posted = TODAY - timedelta(days=100 - 90 * serial // len(self.serials))
        fields: dict[str, object] = {
            "entry_id": len(self.entries) + 1,
            "ledger": party.ledger,
            "party_id": party.party_id,
            "document_type": "INVOICE",
            "document_number": number,
            "external_document_number": str(self.random.randrange(10**5, 10**7)) if self.random.random() < 0.4 else "",
            "payment_reference": self.reference(number) if party.ledger == "CUSTOMER" else "",
            "posting_date": posted,
            "due_date": posted + timedelta(days=self.random.choice((10, 20, 30, 30))),
            "currency": "SEK",
            "document_minor": amount,
            "remaining_minor": amount,
        }
        entry = EntryFact(**{**fields, **values})  # type: ignore[arg-type]
        self.entries.append(entry)
        return entry

    def credit(self, party: PartyFact, minor: int, **values: object) -> EntryFact:
        return self.invoice(party, -minor, document_type="CREDIT_MEMO", **values)

    def unequal(self, party: PartyFact, count: int = 1, **values: object) -> list[EntryFact]:
        """Invoices of amounts that no other open document of the party has."""
        taken = {entry.remaining_minor for entry in self.entries if entry.party_id == party.party_id}
        made: list[EntryFact] = []
        while len(made) < count:
            minor = self.price()
            if minor not in taken:
                taken.add(minor)
                made.append(self.invoice(party, minor, **values))
        return made

    def reference(self, number: str) -> str:
        digits = "".join(c for c in number if c.isdigit())
        if self.habits.reference == "length":
            digits += str((len(digits) + 2) % 10)
        if self.habits.reference in ("length", "plain"):
            return digits + luhn.check_digit(digits)
        if self.habits.reference == "creditor":
            return creditor_reference.make(digits)
        return ""

    # -- payments

    def pay(self, payer: PartyFact | None, minor: int, text: str | Sequence[str] = "", *, account: float = 0.4,
            **values: object) -> BankLine:  # fmt: skip
        """A bank line from a party, named as banks name it; account is how often its account is told."""
        fields: dict[str, object] = {
            "line_id": len(self.cases) + 1,
            "date": TODAY - timedelta(days=self.random.randrange(3)),
            "amount_minor": minor,
            "currency": "SEK",
            "texts": (text,) if isinstance(text, str) and text else tuple(text),
        }
        if payer is not None:
            fields["name"] = self.bank_name(payer.name)
            if self.random.random() < account:
                fields["accounts"] = (self.iban_of[payer.party_id],)
        return BankLine(**{**fields, **values})  # type: ignore[arg-type]

    def bank_name(self, name: str) -> str:
        """As written, shouted, without marks, cut off, or without its form."""
        kind = self.random.randrange(6)
        if kind == 0:
            return name.upper()
        if kind == 1:
            return words.plain(name).upper()
        if kind == 2:
            return words.plain(name)[:35]
        if kind == 3:
            return words.spelled(name).upper()[:35]
        return name.removesuffix(" AB") if kind == 4 else name

    def tell(self, style: str, line: BankLine, *answers: Answer, **values: object) -> None:
        """Add a payment with its truth."""
        line = line._replace(line_id=len(self.cases) + 1)
        self.cases.append(Case(style, line, tuple(answers), **values))  # type: ignore[arg-type]


def whole(*entries: EntryFact) -> Answer:
    """Every document paid with all that is left of it."""
    return {entry.entry_id: Paid(entry.remaining_minor) for entry in entries}


def total(*entries: EntryFact) -> int:
    return sum(entry.remaining_minor for entry in entries)


def iban(bban: str, country: str = "SE") -> str:
    moved = bban + "".join(str(ord(letter) - 55) for letter in country) + "00"
    return f"{country}{98 - int(moved) % 97:02d}{bban}"


def organisation_number(source: random.Random) -> str:
    digits = f"5{source.randrange(5, 10)}{source.randrange(2, 10)}{source.randrange(10**6):06d}"
    return digits + luhn.check_digit(digits)


def kronor(minor: int, *, comma: bool = True) -> str:
    """1.234,50 as people write amounts; or 1234.50."""
    if not comma:
        return f"{minor // 100}.{minor % 100:02d}"
    return f"{minor // 100:,}".replace(",", ".") + f",{minor % 100:02d}"
