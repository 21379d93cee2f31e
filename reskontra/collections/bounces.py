"""Letters that came back: kept with the letter, and the customer is told by paper from then on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.collections.models import (
    Contact,
    CustomerTerms,
    LetterSending,
    PlanSending,
    RefundSending,
    Sending,
    StatementSending,
)
from reskontra.collections.sending_queries import where_to
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.formats.delivery_status import Bounce
from reskontra.parties.card import reachable_cards


class NoBounce(Refused):
    code = "no_bounce"
    template = "{file} has no message that says that mail could not be delivered. Give a mailbox or such a message."


@dataclass(frozen=True, slots=True)
class Returned:
    """document, customer: "" where nothing of ours was sent to the address."""

    address: str
    document: str
    customer: str
    reason: str


def take_bounces(*, company: CompanyFacts, actor: str, bounces: Sequence[Bounce], file: str) -> list[Returned]:
    """Keep which letters came back, by the letter's own mark, else the newest to the address. Twice changes nothing.

    refuses   NoBounce
    """
    if not bounces:
        raise NoBounce(file=file)
    found = []
    with transaction.atomic():
        lock_company(company.id)
        for bounce in bounces:
            sent = _sent(company, bounce)
            if sent is None:
                found.append(Returned(bounce.address, "", "", bounce.reason))
                continue
            if sent.sending.state != "BOUNCED":
                _keep(company, actor, sent, bounce)
            found.append(Returned(bounce.address, sent.document, sent.customer, bounce.reason))
    return found


@dataclass(frozen=True, slots=True)
class _Sent:
    """A letter of ours. called: as the customer's timeline has it, in the language that is active then."""

    sending: LetterSending
    party_id: int
    customer: str
    document: str
    called: Callable[[], str]


def _sent(company: CompanyFacts, bounce: Bounce) -> _Sent | None:
    """By the letter's mark, whatever it was; else the newest one to the address."""
    letters = Sending.objects.filter(company=company.id, channel="EMAIL").select_related("document__party")
    statements = StatementSending.objects.filter(company=company.id, channel="EMAIL")
    statements = statements.select_related("statement__party")
    refunds = RefundSending.objects.filter(company=company.id, channel="EMAIL").select_related("repayment__party")
    plans = PlanSending.objects.filter(company=company.id, channel="EMAIL").select_related("plan__party")
    kinds: tuple[tuple[Any, Callable[[Any], _Sent]], ...] = (
        (letters, _of_letter), (statements, _of_statement), (refunds, _of_refund), (plans, _of_plan),
    )  # fmt: skip
    if bounce.message_id:
        for rows, of in kinds:
            if (row := rows.filter(message_id=bounce.message_id).first()) is not None:
                return of(row)
    newest = [
        (row.made_at, of(row))
        for rows, of in kinds
        if (row := rows.filter(address__iexact=bounce.address).order_by("-made_at", "-id").first()) is not None
    ]
    return max(newest, key=lambda one: one[0])[1] if newest else None


def _of_letter(sending: Sending) -> _Sent:
    document = sending.document
    return _Sent(sending, document.party_id, str(document.party.number), document.number, lambda: document.number)


def _of_refund(sending: RefundSending) -> _Sent:
    number, party = str(sending.repayment_id), sending.repayment.party

    def called() -> str:
        return _("Notice of a refund {number}").format(number=number)

    return _Sent(sending, sending.repayment.party_id, str(party.number), number, called)


def _of_plan(sending: PlanSending) -> _Sent:
    plan = sending.plan

    def called() -> str:
        return _("Payment plan {number}").format(number=plan.number)

    return _Sent(sending, plan.party_id, str(plan.party.number), str(plan.number), called)


def _of_statement(sending: StatementSending) -> _Sent:
    statement, customer = sending.statement, str(sending.statement.party.number)

    def called() -> str:
        return _("Statement of account {number}").format(number=statement.number)

    return _Sent(sending, statement.party_id, customer, f"{customer}-{statement.number}", called)


def _keep(company: CompanyFacts, actor: str, sent: _Sent, bounce: Bounce) -> None:
    """With the letter, with the customer, and in the log of what was said with it."""
    sending = sent.sending
    reason = " ".join(part for part in (bounce.status, bounce.reason) if part)
    sending.state, sending.failure = "BOUNCED", reason[:500]
    sending.save(update_fields=["state", "failure"])
    now = bulk.moment()
    CustomerTerms.objects.update_or_create(
        company_id=company.id, party_id=sent.party_id, defaults={"bounced_at": now, "bounced_address": sending.address}
    )
    with translation.override(company.language or "en"):
        told = _("{document} to {address} came back. {reason}")
        text = told.format(document=sent.called(), address=sending.address, reason=reason).strip()
    Contact.objects.create(
        company_id=company.id, party_id=sent.party_id, kind="EMAIL", happened_on=now.astimezone().date(),
        text=text[:500], made_at=now, made_by=actor,
    )  # fmt: skip
    content = {"status": bounce.status}
    record(company=company.id, actor=actor, action="collection.bounced", subject=sent.document, content=content)


@dataclass(frozen=True, slots=True)
class BouncedAddress:
    """Where a customer's letters would go, and mail came back from, on that day; they go on paper meanwhile."""

    address: str
    day: date
    reason: str


def bounced_address(*, company: CompanyFacts, party_id: int) -> BouncedAddress | None:
    """None where mail to the customer's address did not come back, or the address was changed or confirmed since."""
    terms = CustomerTerms.objects.filter(company=company.id, party=party_id, bounced_at__isnull=False).first()
    if terms is None or terms.bounced_at is None:
        return None
    card = reachable_cards(company=company, ids=[party_id]).get(party_id)
    _channel, address, has_bounced = where_to(card, terms)
    if not has_bounced:
        return None
    failures = [
        rows.filter(company=company.id, state="BOUNCED", address__iexact=address).order_by("-id").first()
        for rows in (Sending.objects, StatementSending.objects, RefundSending.objects, PlanSending.objects)
    ]
    reason = next((row.failure for row in failures if row is not None), "")
    return BouncedAddress(address, terms.bounced_at.astimezone().date(), reason)
