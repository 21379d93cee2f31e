"""What was said with a customer of its debts, as things that happened: for the customer's card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.claim_lists import Of, disputes, payment_plans, promises
from reskontra.collections.claim_words import OUTCOME_WORDS, PLAN_WORDS, PROMISE_WORDS, REASON_WORDS
from reskontra.collections.contacts import CONTACT_WORDS, contacts_of
from reskontra.collections.models import PlanSending
from reskontra.companies.queries import CompanyFacts
from reskontra.core.claims import PlanState
from reskontra.core.money import Money
from reskontra.interface.templatetags.display import day, with_gone
from reskontra.receivables.direct_debit_words import came_back_told
from reskontra.receivables.direct_debits.tried import debits_back


@dataclass(frozen=True, slots=True)
class Said:
    """icon: of the interface's drawings. amount: None where it is about none.

    url       its own page; "" is the page of the customer's claims
    pdf       its file, which file_word tells the kind of
    of        document type and number of the entry that it may have posted
    """

    day: date
    icon: str
    title: str
    told: str
    amount: Money | None = None
    url: str = ""
    pdf: str = ""
    file_word: str = "PDF"
    of: tuple[str, str] = ("", "")


def said_of(*, company: CompanyFacts, party_id: int, on: date, most: int) -> list[Said]:
    """Promises, disputes, plans, contacts and direct debits that came back, the newest first."""
    found = [
        *_contacts(company, party_id, most), *_cases(company, party_id, on), *_debits(company, party_id, most),
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.day, reverse=True)[:most]


def _contacts(company: CompanyFacts, party_id: int, most: int) -> Iterator[Said]:
    for one in contacts_of(company=company, party_id=party_id, most=most):
        word = _(CONTACT_WORDS[one.kind])
        yield Said(one.happened_on, "pencil", _("{kind} by {author}").format(kind=word, author=one.made_by), one.text)


def _debits(company: CompanyFacts, party_id: int, most: int) -> Iterator[Said]:
    for one in debits_back(company=company, party_id=party_id, most=most):
        title = _("Direct debit of {document} came back").format(document=one.document)
        url = reverse("entry", args=[company.id, one.entry_id])
        yield Said(one.day, "bank", title, came_back_told(one.reason, one.reason_text), one.amount, url)


def _cases(company: CompanyFacts, party_id: int, on: date) -> Iterator[Said]:
    of = Of(party_id=party_id, with_ended=True)
    for promise in promises(company=company, as_of=on, of=of):
        title = _("Promised for {day}").format(day=day(promise.promised_date))
        yield Said(
            promise.made_at, "check", title, _told(_(PROMISE_WORDS[promise.state]), promise.note), promise.amount
        )
    for dispute in disputes(company=company, as_of=on, of=of):
        title = _("Dispute of {document}").format(document=dispute.document)
        yield Said(
            dispute.opened_at, "pencil", title, _told(_(REASON_WORDS[dispute.reason]), dispute.note), dispute.amount
        )
        if dispute.closed_at:
            title = _("Dispute of {document} closed").format(document=dispute.document)
            told = _told(_(OUTCOME_WORDS[dispute.outcome]), dispute.closing_note)
            yield Said(dispute.closed_at, "check", title, told)
    plans = payment_plans(company=company, as_of=on, of=of)
    erased = _erased_letters(company, [plan.number for plan in plans])
    for plan in plans:
        state, title = plan.standing.standing.state, _("Payment plan {number}").format(number=plan.number)
        is_there = state is not PlanState.CANCELLED and plan.number not in erased
        pdf = reverse("plan_pdf", args=[company.id, plan.number]) if is_there else ""
        told = with_gone(_told(_(PLAN_WORDS[state]), plan.note), erased.get(plan.number))
        yield Said(plan.made_at, "check", title, told, plan.total, pdf=pdf)


def _erased_letters(company: CompanyFacts, plans: Sequence[int]) -> dict[int, datetime | None]:
    """Plan → since when its letter is gone, of those whose letter was erased."""
    rows = PlanSending.objects.filter(company=company.id, plan__number__in=plans, file__erased_at__isnull=False)
    return dict(rows.values_list("plan__number", "file__erased_at")) if plans else {}


def _told(state: str, note: str) -> str:
    return f"{state} · {note}" if note else state
