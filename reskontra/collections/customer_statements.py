"""Statements of account of many customers: what each says, before it is a letter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import Asked, Block, blocks_of, check
from reskontra.database import bulk
from reskontra.parties.card import Card, reachable_cards
from reskontra.parties.queries import named_customers
from reskontra.receivables.statement_accounts import statement_accounts, statement_customers

PIECE = 200  # customers that are read, written as letters and kept together


@dataclass(frozen=True, slots=True)
class Said:
    """A customer's statement: a block for each currency, one at least."""

    card: Card
    blocks: tuple[Block, ...]


def customers_of(*, company: CompanyFacts, asked: Asked, numbers: Collection[str] = ()) -> list[int]:
    """Keys of the customers that are asked for: those named, else all that may get a statement.

    refuses   what customer_statement.check() refuses, PartyUnknown
    """
    check(asked)
    if not numbers:
        return statement_customers(company=company, asked=asked)
    return list(named_customers(company=company, numbers=numbers).values())


def statements(*, company: CompanyFacts, asked: Asked, parties: Collection[int]) -> Iterator[list[Said]]:
    """The statements of these customers, piece by piece and in their order; customers with nothing to say are left out.

    Those that are blocked for privacy are left out too.
    """
    for piece in bulk.chunks(parties, PIECE):
        cards = reachable_cards(company=company, ids=piece)
        accounts = statement_accounts(company=company, parties=list(cards), asked=asked)
        found = ((cards[party], blocks_of(accounts.get(party, ()), asked)) for party in piece if party in cards)
        yield [Said(card, blocks) for card, blocks in found if blocks]
