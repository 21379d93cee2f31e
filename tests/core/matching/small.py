"""Small hand-made books: three customers and a vendor of Bygg & Partner AB, amounts in kronor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.proposals import match_lines
from reskontra.core.matching.records import BankLine, EntryFact, LearnedFact, LineProposal, LineReference, PartyFact
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.book import MemoryBook

PAID = date(2026, 5, 11)
ALFA = PartyFact(1, "CUSTOMER", "C10", "Nordisk Bygg AB", "Falun", ("SE3550000000054910000003",))
BETA = PartyFact(2, "CUSTOMER", "C20", "Malmö Möbler AB", "Malmö")
GAMMA = PartyFact(3, "CUSTOMER", "C30", "Wide World Importers", "Lund")
VENDOR = PartyFact(9, "VENDOR", "V10", "Gävle Trä & Golv HB", "Gävle", ("SE4550000000058398257466",))
PARTIES = (ALFA, BETA, GAMMA, VENDOR)


def minor(kronor: str | float) -> int:
    return int(Decimal(str(kronor)) * 100)


def entry(entry_id: int, party: PartyFact, number: str, kronor: str | float, **values: object) -> EntryFact:
    """An open invoice due in nine days unless told otherwise; amounts in kronor, `left` what remains of it."""
    amount = minor(kronor)
    left = values.pop("left", None)
    fields: dict[str, object] = {
        "entry_id": entry_id,
        "ledger": party.ledger,
        "party_id": party.party_id,
        "document_type": "INVOICE" if (amount > 0) == (party.ledger == "CUSTOMER") else "CREDIT_MEMO",
        "document_number": number,
        "external_document_number": "",
        "payment_reference": "",
        "posting_date": PAID - timedelta(days=30),
        "due_date": PAID + timedelta(days=9),
        "currency": "SEK",
        "document_minor": amount,
        "remaining_minor": amount if left is None else minor(left),
    }
    if "discount" in values:
        fields["discount_minor"] = minor(values.pop("discount"))
    return EntryFact(**{**fields, **values})


def line(line_id: int, kronor: str | float, text: str = "", **values: object) -> BankLine:
    """A payment on 11 May; `reference` is a structured one, `account` the payer's."""
    reference = values.pop("reference", "")
    account = values.pop("account", "")
    fields: dict[str, object] = {
        "line_id": line_id,
        "date": PAID,
        "amount_minor": minor(kronor),
        "currency": "SEK",
        "texts": (text,) if text else (),
        "references": (LineReference(reference, True),) if reference else (),
        "accounts": (account,) if account else (),
    }
    return BankLine(**{**fields, **values})


def match(
    lines: Iterable[BankLine],
    entries: Iterable[EntryFact],
    *,
    parties: Iterable[PartyFact] = PARTIES,
    settings: MatchSettings | None = None,
    facts: Iterable[LearnedFact] = (),
    rates: Mapping[str, int] = MappingProxyType({}),
) -> list[LineProposal]:
    book = MemoryBook(parties, entries)
    book.learned = list(facts)
    book.rates_e8 = dict(rates)
    return match_lines(lines=list(lines), book=book, rules=DEFAULT_RULES, settings=settings or MatchSettings())


def one(payment: BankLine, entries: Iterable[EntryFact], **values: object) -> LineProposal:
    return match([payment], entries, **values)[0]


def applied(proposal: LineProposal) -> dict[int | None, str]:
    """Cash by entry, in kronor."""
    return {part.entry_id: str(Decimal(part.cash_minor) / 100) for part in proposal.parts}


def rules(proposal: LineProposal) -> list[str]:
    return [evidence.rule for evidence in proposal.explanation]
