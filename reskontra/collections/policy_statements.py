"""Statements of account by policy: those of the month before are issued once for each customer, and sent once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from reskontra.collections.customer_statements import customers_of
from reskontra.collections.models import CustomerStatement, StatementRun
from reskontra.collections.policy_work import Item, Work, each_of, in_words, refusals, waits_in_words
from reskontra.collections.statement_asked import usual
from reskontra.collections.statement_runs import issue_statements, statements_of_run
from reskontra.collections.statement_sending import StatementOrder, send_statements
from reskontra.collections.statement_sending_queries import StatementToSend, statements_to_send
from reskontra.core.errors import Malformed, Refused
from reskontra.parties.queries import parties_by_id


def issue_month(work: Work) -> Iterator[Item]:
    """Of the month before, for whom that was not done yet."""
    company, asked = work.company, usual(work.today)
    told = CustomerStatement.objects.filter(
        company=company.id, run__company=company.id, run__start_date=asked.start, run__end_date=asked.end
    )
    have = set(told.values_list("party_id", flat=True))
    ids = [id for id in customers_of(company=company, asked=asked) if work.takes(id) and id not in have]
    numbers = [one.number for one in parties_by_id(company=company, ids=ids).values()]
    if work.is_preview or not numbers:
        yield from (Item("ISSUE", "DONE", number) for number in sorted(numbers))
        return
    try:
        run = issue_statements(
            company=company, actor=work.actor, asked=asked, numbers=sorted(numbers), on_progress=work.told
        )
    except (Refused, Malformed) as refusal:
        yield from refusals("ISSUE", each_of(refusal))
        return
    for one in statements_of_run(company=company, number=run.number) if run else ():
        yield Item("ISSUE", "DONE", one.customer, str(one.number))


def send_month(work: Work) -> Iterator[Item]:
    """What was issued of the month before, and was not sent."""
    asked = usual(work.today)
    rows = StatementRun.objects.filter(company=work.company.id, start_date=asked.start, end_date=asked.end)
    for number in rows.order_by("number").values_list("number", flat=True):
        waiting = [
            one
            for one in statements_to_send(company=work.company, run=number)
            if one.was_not_sent and work.takes(one.statement.party_id)
        ]
        if work.is_preview:
            yield from (Item("SEND", "DONE", one.statement.customer, one.name) for one in waiting)
        elif waiting:
            yield from _sent(work, number, waiting)


def _sent(work: Work, run: int, waiting: list[StatementToSend]) -> Iterator[Item]:
    whose = {one.name: one.statement.customer for one in waiting}
    addresses = {one.name: one.address for one in waiting}
    order = StatementOrder(run, tuple(whose.values()), work.policy.channel)
    try:
        done = send_statements(company=work.company, actor=work.actor, order=order, on_progress=work.told)
    except (Refused, Malformed) as refusal:
        yield from refusals("SEND", each_of(refusal))
        return
    for mailed, address in done.mailed:
        yield Item("SEND", "DONE", whose[mailed], mailed, address)
    bounced = {one.name for one in waiting if one.last and one.last.state == "BOUNCED"}
    for waits in done.to_print:
        told = in_words(partial(waits_in_words, addresses[waits] if waits in bounced else ""))
        yield Item("SEND", "HELD", whose[waits], waits, told)
    yield from refusals("SEND", done.refused)
