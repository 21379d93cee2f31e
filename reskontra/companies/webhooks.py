"""Webhooks: which addresses are sent which events, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, Q

from reskontra.audit.trail import record
from reskontra.companies.models import Delivery, Webhook
from reskontra.companies.models_of_webhooks import DELIVERY_STATES
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import refuse_in_sandbox
from reskontra.core.errors import Refused
from reskontra.core.webhook_signing import new_secret
from reskontra.database import bulk, places
from reskontra.database.locks import lock_company
from reskontra.interface.enciphering import encipher
from reskontra.interface.event_kinds import KINDS
from reskontra.interface.outbox import events_at, gather, last_position, turn_events
from reskontra.interface.outgoing import check_address

PURPOSE = "webhook"
MOST_WEBHOOKS = 20


class WebhookUnknown(Refused):
    code = "webhook_unknown"
    template = "There is no webhook {number}. List them with reskontra webhook list."


class WebhookExists(Refused):
    code = "webhook_exists"
    template = "Webhook {number} is sent events at {address} already. Take it away first, or use it as it is."


class TooManyWebhooks(Refused):
    code = "too_many_webhooks"
    template = "There are {most} webhooks already. Take one away first."


class EventKindUnknown(Refused):
    code = "event_kind_unknown"
    template = '"{kind}" is no kind of event. Use some of {known}.'


class DeliveryNotDead(Refused):
    code = "delivery_not_dead"
    template = "Event {event} was not given up for webhook {number}. List those that were with reskontra webhook show."


@dataclass(frozen=True, slots=True)
class WebhookFacts:
    """See Webhook. waiting, dead: how many events wait for it, and how many were given up."""

    id: int
    number: int
    url: str
    kinds: tuple[str, ...]
    created_by: str
    created_at: datetime
    stopped: str
    held_until: datetime | None
    waiting: int
    dead: int


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """See Delivery."""

    position: int
    kind: str
    entity: str
    state: str
    failures: int
    next_at: datetime
    answered_at: datetime | None
    answer: int
    trouble: str


def add_webhook(*, company: CompanyFacts, actor: str, url: str, kinds: Collection[str]) -> tuple[WebhookFacts, str]:
    """An address that is sent events from now on; events are turned on where they are off.

    returns   the webhook, and the key that its events are signed with, which is told this once

    refuses   InSandbox, AddressUnfit, AddressWithin, EventKindUnknown, WebhookExists, TooManyWebhooks
    """
    refuse_in_sandbox(company)
    check_address(url)
    check_kinds(kinds)
    secret = new_secret()
    with transaction.atomic():
        lock_company(company.id)
        rows = Webhook.objects.filter(company=company.id)
        standing = rows.exclude(stopped="REMOVED")
        same = standing.filter(url=url).first()
        if same is not None:
            raise WebhookExists(number=same.number, address=url)
        if standing.count() >= MOST_WEBHOOKS:
            raise TooManyWebhooks(most=MOST_WEBHOOKS)
        turn_events(company=company.id, actor=actor, on=True)
        gather(company=company.id)
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        Webhook.objects.create(
            company_id=company.id, number=number, url=url, kinds=" ".join(sorted(kinds)),
            secret=encipher(secret, purpose=PURPOSE), position=last_position(company=company.id),
            created_by=actor, created_at=bulk.moment(),
        )  # fmt: skip
        content = {"url": url, "kinds": sorted(kinds)}
        record(company=company.id, actor=actor, action="webhook.added", subject=str(number), content=content)
    return find_webhook(company=company, number=number), secret


def renew_secret(*, company: CompanyFacts, actor: str, number: int) -> str:
    """Another key for what is sent from now on, which is told this once.

    refuses   WebhookUnknown
    """
    secret = new_secret()
    with transaction.atomic():
        lock_company(company.id)
        row = _row(company, number)
        row.secret = encipher(secret, purpose=PURPOSE)
        row.save(update_fields=["secret"])
        record(company=company.id, actor=actor, action="webhook.key_renewed", subject=str(number), content={})
    return secret


def remove_webhook(*, company: CompanyFacts, actor: str, number: int) -> None:
    """Nothing more is sent to it; what became of what was sent stays.

    refuses   WebhookUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        row = _row(company, number)
        row.stopped = "REMOVED"
        row.save(update_fields=["stopped"])
        content = {"url": row.url}
        record(company=company.id, actor=actor, action="webhook.removed", subject=str(number), content=content)


def replay(*, company: CompanyFacts, actor: str, number: int, positions: Collection[int] = ()) -> int:
    """Send again what was given up, all of it or those events; gives how many. A stopped webhook goes on.

    refuses   WebhookUnknown, DeliveryNotDead
    """
    with transaction.atomic():
        lock_company(company.id)
        row = _row(company, number)
        dead = Delivery.objects.filter(company=company.id, webhook=row.id, state="DEAD")
        if positions:
            known = set(dead.filter(position__in=positions).values_list("position", flat=True))
            for position in sorted(set(positions) - known):
                raise DeliveryNotDead(event=position, number=number)
            dead = dead.filter(position__in=known)
        count = dead.update(state="PENDING", failures=0, next_at=bulk.moment(), claimed_until=None)
        row.stopped, row.held_until = "", None
        row.save(update_fields=["stopped", "held_until"])
        content = {"events": count}
        record(company=company.id, actor=actor, action="webhook.replayed", subject=str(number), content=content)
    return count


def check_kinds(kinds: Collection[str]) -> None:
    """refuses   EventKindUnknown"""
    for kind in kinds:
        if kind not in KINDS:
            raise EventKindUnknown(kind=kind[:60], known=", ".join(sorted(KINDS)))


def webhooks(*, company: CompanyFacts) -> list[WebhookFacts]:
    """Those that were not taken away, by number."""
    rows = Webhook.objects.filter(company=company.id).exclude(stopped="REMOVED").order_by("number")
    return _facts(company, list(rows))


def find_webhook(*, company: CompanyFacts, number: int) -> WebhookFacts:
    """refuses   WebhookUnknown"""
    (found,) = _facts(company, [_row(company, number)])
    return found


def deliveries(
    *, company: CompanyFacts, webhook: WebhookFacts, states: Collection[str] = (), before: int | None = None, most: int
) -> list[DeliveryFacts]:
    """What became of its events, newest first, at most so many; before: only of lower positions."""
    rows = Delivery.objects.filter(company=company.id, webhook=webhook.id)
    if states:
        rows = rows.filter(state__in=list(states))
    if before is not None:
        rows = rows.filter(position__lt=before)
    found = list(rows.order_by("-position")[:most])
    known = events_at(company=company.id, positions=[row.position for row in found])
    return [
        DeliveryFacts(
            row.position, known[row.position].kind, row.entity, row.state, row.failures, row.next_at, row.answered_at,
            row.answer, row.trouble,
        )
        for row in found
    ]  # fmt: skip


def delivery_counts(*, without: Collection[str] = ()) -> dict[str, int]:
    """Of all companies, for the operator: how many deliveries are in each state.

    without   places that do not answer
    """
    found: Counter[str] = Counter()
    for _place in places.every_place(without=without):
        found.update(dict(Delivery.objects.values_list("state").annotate(count=Count("id")).order_by()))
    return {state: found[state] for state in DELIVERY_STATES}


def _row(company: CompanyFacts, number: int) -> Webhook:
    row = Webhook.objects.filter(company=company.id, number=number).exclude(stopped="REMOVED").first()
    if row is None:
        raise WebhookUnknown(number=number)
    return row


def _facts(company: CompanyFacts, rows: Sequence[Webhook]) -> list[WebhookFacts]:
    left = Delivery.objects.filter(company=company.id, webhook__in=[row.id for row in rows])
    counted = left.values("webhook").annotate(
        waiting=Count("id", filter=Q(state="PENDING")), dead=Count("id", filter=Q(state="DEAD"))
    )
    counts = {one["webhook"]: (one["waiting"], one["dead"]) for one in counted.exclude(state="DELIVERED")}
    return [
        WebhookFacts(
            row.id, row.number, row.url, tuple(row.kinds.split()), row.created_by, row.created_at, row.stopped,
            row.held_until, *counts.get(row.id, (0, 0)),
        )
        for row in rows
    ]  # fmt: skip
