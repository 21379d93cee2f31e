"""Where the statements of a run are to go, and what became of those that were sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reskontra.collections.models import CustomerStatement, CustomerTerms, StatementSending
from reskontra.collections.sending_queries import NOT_SENT, Outgoing, where_to
from reskontra.collections.statement_runs import StatementFacts, find_run, statements_of_run
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.parties.card import Card, reachable_cards

_FEW = 900  # rows that are asked for by their keys; all are read where there are more


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

    @property
    def party_id(self) -> int:
        return self.statement.party_id


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
    return _with_ways(company, run, [one for one in found if not customers or one.customer in set(customers)])


def statements_not_gone(*, company: CompanyFacts, run: int) -> list[StatementToSend]:
    """Of a run's statements those that were not sent: of a run that has gone out, nothing but that is read.

    refuses   StatementUnknown
    """
    find_run(company=company, number=run)
    sendings = StatementSending.objects.filter(
        company=company.id,
        statement__company=company.id,
        statement__run__company=company.id,
        statement__run__number=run,
    )
    last = dict(sendings.order_by("id").values_list("statement_id", "state"))
    gone = {id for id, state in last.items() if state not in (*NOT_SENT, "BOUNCED")}
    if (
        len(gone)
        >= CustomerStatement.objects.filter(company=company.id, run__company=company.id, run__number=run).count()
    ):
        return []
    waiting = [one for one in statements_of_run(company=company, number=run) if one.id not in gone]
    return [one for one in _with_ways(company, run, waiting) if one.was_not_sent]


def _with_ways(company: CompanyFacts, run: int, wanted: Sequence[StatementFacts]) -> list[StatementToSend]:
    parties = {one.party_id for one in wanted}
    cards = reachable_cards(company=company, ids=parties)
    rows = CustomerTerms.objects.filter(company=company.id)
    if len(parties) <= _FEW:
        rows = rows.filter(party__in=parties)
    terms = {row.party_id: row for row in rows}
    last = last_sendings(company=company, run=run, ids=[one.id for one in wanted])
    return [_to_send(one, cards.get(one.party_id), terms.get(one.party_id), last.get(one.id)) for one in wanted]


def _to_send(
    statement: StatementFacts, card: Card | None, terms: CustomerTerms | None, last: StatementSending | None
) -> StatementToSend:
    channel, address, _has_bounced = where_to(card, terms)
    return StatementToSend(card, channel, address, last, statement)


def last_sendings(
    *, company: CompanyFacts, run: int, ids: Collection[int] | None = None
) -> dict[int, StatementSending]:
    """Of each statement of a run that was sent the last sending, by the statement's key. ids: these, None for all."""
    rows = StatementSending.objects.filter(
        company=company.id,
        statement__company=company.id,
        statement__run__company=company.id,
        statement__run__number=run,
    )
    if ids is not None and len(ids) <= _FEW:
        rows = rows.filter(statement__in=ids)
    return {row.statement_id: row for row in rows.order_by("id")}
