"""Where the statements of a run are to go, and what became of those that were sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reskontra.collections.models import CustomerTerms, StatementSending
from reskontra.collections.sending_queries import Outgoing, where_to
from reskontra.collections.statement_runs import StatementFacts, find_run, statements_of_run
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.parties.card import Card, reachable_cards


class StatementNotInRun(Refused):
    code = "statement_not_in_run"
    template = 'Run {number} issued no statement to customer "{customer}". Name another customer, or another run.'


@dataclass(frozen=True, slots=True)
class StatementToSend(Outgoing[StatementSending]):
    """A statement with where it goes."""

    statement: StatementFacts

    @property
    def name(self) -> str:
        """As refusals tell it: the customer, and the number of its statement."""
        return f"{self.statement.customer}-{self.statement.number}"


def statements_to_send(
    *, company: CompanyFacts, run: int, customers: Sequence[str] = (), after: str = "", most: int | None = None
) -> list[StatementToSend]:
    """The statements of a run, by customers' numbers: of those named, else all; four queries for any number of them.

    after, most   as statements_of_run() has them
    refuses       StatementUnknown, StatementNotInRun
    """
    found = statements_of_run(
        company=company, number=find_run(company=company, number=run).number, after=after, most=most
    )
    known = {one.customer for one in found}
    for customer in customers:
        if customer not in known:
            raise StatementNotInRun(number=run, customer=customer[:40])
    wanted = [one for one in found if not customers or one.customer in set(customers)]
    cards = reachable_cards(company=company, ids=[one.party_id for one in wanted])
    terms = {row.party_id: row for row in CustomerTerms.objects.filter(company=company.id)}
    last = last_sendings(company=company, run=run)
    return [_to_send(one, cards.get(one.party_id), terms.get(one.party_id), last.get(one.id)) for one in wanted]


def _to_send(
    statement: StatementFacts, card: Card | None, terms: CustomerTerms | None, last: StatementSending | None
) -> StatementToSend:
    channel, address, _has_bounced = where_to(card, terms)
    return StatementToSend(card, channel, address, last, statement)


def last_sendings(*, company: CompanyFacts, run: int) -> dict[int, StatementSending]:
    """The last sending of each statement of a run that was sent, by the statement's key."""
    rows = StatementSending.objects.filter(
        company=company.id,
        statement__company=company.id,
        statement__run__company=company.id,
        statement__run__number=run,
    )
    return {row.statement_id: row for row in rows.order_by("id")}
