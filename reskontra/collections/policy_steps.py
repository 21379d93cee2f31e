"""What the steps of a policy do, and what they would do: of reminders, of finance charge memos and of statements.

Each step takes up what is to be done when it comes to it, so that a run that is repeated goes on where one was ended.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charge_words import why_not_wording
from reskontra.collections.finance_charges import make_memos, memo_rules
from reskontra.collections.issuing import Outcome
from reskontra.collections.issuing_blocks import issue_documents
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.making_reminders import make_reminders
from reskontra.collections.models import CollectionDocument
from reskontra.collections.policies import PolicyFacts
from reskontra.collections.policy_statements import issue_month, send_month
from reskontra.collections.policy_work import Item, Work, each_of, in_words, refusals, waits_in_words
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_words import why_wording
from reskontra.collections.sending import SendOrder, send_documents
from reskontra.collections.sending_queries import ToSend, to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.database import bulk
from reskontra.interface.jobs import Told
from reskontra.ledger.collecting_accounts import collecting_accounts
from reskontra.parties.chosen import customers_chosen
from reskontra.parties.on_terms import customers_on_interest_terms
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.overdue_sums import overdue_sums

AT_ONCE = 50  # letters that are issued together, and that go out by one connection


def work_of(
    *, company: CompanyFacts, actor: str, policy: PolicyFacts, today: date, told: Told, is_preview: bool = False
) -> Work:
    """With the customers that the policy chooses as they are today."""
    customers: dict[int, str] | None = None
    if not policy.chosen.is_everybody or policy.least_minor:
        group = collecting_accounts(company=company)[""].code
        customers = customers_chosen(company=company, chosen=policy.chosen, default_group=group)
    if customers is not None and policy.least_minor:
        sums = overdue_sums(company=company, on=today)
        customers = {id: number for id, number in customers.items() if sums.get(id, 0) >= policy.least_minor}
    return Work(company, actor, policy, today, customers, told, is_preview)


def do_steps(work: Work) -> Iterator[Item]:
    """What the policy's steps do, one after the other, as it is done."""
    if work.customers is not None and not work.customers:
        return
    for step in work.policy.steps:
        yield from _STEPS[work.policy.kind, step](work)


def _make_reminders(work: Work) -> Iterator[Item]:
    numbers = tuple(work.customers.values()) if work.customers is not None else ()
    order = MakeOrder(document_date=work.today, terms=work.policy.terms, customers=numbers)
    try:
        made = make_reminders(company=work.company, actor=work.actor, order=order, is_preview=work.is_preview)
    except (Refused, Malformed) as refusal:
        yield from refusals("MAKE", each_of(refusal))
        return
    for one in made.made:
        yield Item("MAKE", "DONE", one.draft.planned.account.party.number, one.number)
    for not_made in made.not_made:
        yield Item("MAKE", "HELD", not_made.party, "", in_words(partial(_why, why_wording, not_made)))


def _make_memos(work: Work) -> Iterator[Item]:
    ids = [id for id in customers_on_interest_terms(company=work.company, codes=work.policy.terms) if work.takes(id)]
    if not ids:
        return
    named = parties_by_id(company=work.company, ids=ids)
    numbers = tuple(sorted(one.number for one in named.values()))
    order = MemoOrder(document_date=work.today, customers=numbers)
    try:
        made = make_memos(company=work.company, actor=work.actor, order=order, is_preview=work.is_preview)
    except (Refused, Malformed) as refusal:
        yield from refusals("MAKE", each_of(refusal))
        return
    for one in made.made:
        yield Item("MAKE", "DONE", one.party, one.number)
    for not_made in made.not_made:
        yield Item("MAKE", "HELD", not_made.party, "", in_words(partial(_why, why_not_wording, not_made)))


def _why(worded: Callable[[Any], str], one: Any) -> str:
    return f"{one.name} {worded(one)}"


def _issue(work: Work) -> Iterator[Item]:
    drafts, done = _drafts(work), 0
    for numbers in bulk.chunks(drafts, AT_ONCE):
        outcome = _issued(work, numbers)
        for one in outcome.done:
            yield Item("ISSUE", "DONE", one.party, one.draft if work.is_preview else one.document)
        yield from refusals("ISSUE", outcome.refused)
        done += len(numbers)
        work.told(done, len(drafts))


def _issued(work: Work, drafts: Sequence[str]) -> Outcome:
    company, actor, is_preview = work.company, work.actor, work.is_preview
    if work.policy.kind == "REMINDER":
        return issue_reminders(company=company, actor=actor, drafts=drafts, is_preview=is_preview)
    rules = memo_rules(company)
    return issue_documents(company=company, actor=actor, rules=rules, drafts=drafts, is_preview=is_preview)


def _drafts(work: Work) -> list[str]:
    """Numbers of the drafts on the policy's terms, in the order they were made."""
    rows = CollectionDocument.objects.filter(company=work.company.id, kind=work.policy.kind, state="DRAFT")
    column = "terms" if work.policy.kind == "REMINDER" else "interest_terms"
    rows = rows.filter(**{f"{column}__in": work.policy.terms}).order_by("id")
    return [number for number, party in rows.values_list("draft_number", "party_id") if work.takes(party)]


def _send(work: Work) -> Iterator[Item]:
    waiting, done = _unsent(work), 0
    if work.is_preview:
        yield from (Item("SEND", "DONE", *_whose(one)) for one in waiting)
        return
    for letters in bulk.chunks(waiting, AT_ONCE):
        yield from _sent(work, letters)
        done += len(letters)
        work.told(done, len(waiting))


def _sent(work: Work, letters: Collection[ToSend]) -> Iterator[Item]:
    whose = {one.document.number: one for one in letters}
    order = SendOrder(work.policy.kind, tuple(whose), work.policy.channel)
    try:
        done = send_documents(company=work.company, actor=work.actor, order=order)
    except (Refused, Malformed) as refusal:
        yield from refusals("SEND", each_of(refusal))
        return
    for mailed, address in done.mailed:
        yield Item("SEND", "DONE", *_whose(whose[mailed]), address)
    for waiting in done.to_print:
        one = whose[waiting]
        told = in_words(partial(waits_in_words, one.address if one.has_bounced else ""))
        yield Item("SEND", "HELD", *_whose(one), told)
    yield from refusals("SEND", done.refused)


def _whose(one: ToSend) -> tuple[str, str]:
    """Customer and document."""
    return (one.card.number if one.card else "", one.document.number)


def _unsent(work: Work) -> list[ToSend]:
    """What was issued on the policy's terms, was not sent, and is still asked for."""
    is_reminder = work.policy.kind == "REMINDER"
    return [
        one
        for one in to_send(company=work.company, kind=work.policy.kind)
        if (one.document.terms if is_reminder else one.document.interest_terms) in work.policy.terms
        and one.was_not_sent
        and not one.is_settled
        and work.takes(one.document.party_id)
    ]


_STEPS: Mapping[tuple[str, str], Callable[[Work], Iterator[Item]]] = {
    ("REMINDER", "make"): _make_reminders,
    ("REMINDER", "issue"): _issue,
    ("REMINDER", "send"): _send,
    ("FINANCE_CHARGE", "make"): _make_memos,
    ("FINANCE_CHARGE", "issue"): _issue,
    ("FINANCE_CHARGE", "send"): _send,
    ("STATEMENT", "issue"): issue_month,
    ("STATEMENT", "send"): send_month,
}
