"""Deliver events to webhooks: at least once, those of one entity in their order, again where it failed.

A worker claims a delivery for a while, sends it outside any transaction, and keeps what was answered. One that is
killed between sending and keeping leaves its claim, which runs out: then it is sent again, under the same id.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.db import transaction

from reskontra.companies.models import Delivery, Webhook
from reskontra.companies.queries import CompanyFacts, companies, each_in_its_place
from reskontra.companies.webhooks import PURPOSE
from reskontra.core.retries import next_try
from reskontra.core.webhook_signing import signed_headers
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface import outgoing
from reskontra.interface.enciphering import decipher
from reskontra.interface.outbox import EventFacts, as_cloud_event, events_at, gather, gathered_after, is_gathered

logger = logging.getLogger("reskontra.companies.webhooks")

AT_A_TIME = 1_000
CLAIMED_FOR = timedelta(seconds=60)  # longer than a delivery may take
HELD_FOR = timedelta(seconds=30)  # an address that gave no answer is left in peace so long
GONE = 410
_DELIVERY = ("company_id", "webhook_id", "position", "entity", "state", "failures", "next_at", "answer", "trouble")


class Post(Protocol):
    def __call__(self, url: str, *, body: bytes, headers: Mapping[str, str]) -> int: ...


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many events were delivered, failed and will be tried again, and were given up."""

    delivered: int = 0
    failed: int = 0
    dead: int = 0


def deliver_all() -> None:
    """What is due in every company; what cannot be had now is left for the next time."""
    for company in each_in_its_place(companies(), lost=_place_lost):
        if not company.is_sandbox and company.is_written:
            deliver(company=company)


def _place_lost(company: CompanyFacts, trouble: Exception) -> None:
    logger.warning("place.silent company=%s place=%s reason=%s", company.id, company.place, trouble)


def deliver(*, company: CompanyFacts, post: Post = outgoing.post) -> Delivered:
    """Gather events, put them in line, and send what is due; ends when nothing is."""
    if company.is_sandbox or not is_gathered(company=company.id):
        return Delivered()
    gather(company=company.id)
    counts = {"DELIVERED": 0, "PENDING": 0, "DEAD": 0}
    for webhook in Webhook.objects.filter(company=company.id, stopped="").order_by("number"):
        _put_in_line(company, webhook.id)
        for state in _sent(company, webhook.id, post):
            counts[state] += 1
    return Delivered(counts["DELIVERED"], counts["PENDING"], counts["DEAD"])


def _put_in_line(company: CompanyFacts, webhook_id: int) -> None:
    while True:
        with transaction.atomic():
            lock_company(company.id)
            webhook = Webhook.objects.get(company=company.id, id=webhook_id)
            found = gathered_after(company=company.id, position=webhook.position, most=AT_A_TIME)
            if not found:
                return
            kinds = set(webhook.kinds.split())
            at = bulk.stored(bulk.moment())
            rows = (
                (company.id, webhook.id, one.position, one.entity, "PENDING", 0, at, 0, "")
                for one in found
                if not kinds or one.kind in kinds
            )
            bulk.insert(Delivery, _DELIVERY, rows)
            webhook.position = found[-1].position
            webhook.save(update_fields=["position"])


def _sent(company: CompanyFacts, webhook_id: int, post: Post) -> Iterator[str]:
    """The state that each delivery ended in, until nothing is due or the address cannot be reached."""
    while claimed := _claim(company, webhook_id):
        webhook, delivery, event = claimed
        state, is_reached = _send(company, webhook, delivery, event, post)
        yield state
        if not is_reached or webhook.stopped:
            return


def _claim(company: CompanyFacts, webhook_id: int) -> tuple[Webhook, Delivery, EventFacts] | None:
    """The oldest that is due and has none of its entity waiting before it; no other worker takes it then."""
    now = bulk.moment()
    if not Delivery.objects.filter(company=company.id, webhook=webhook_id, state="PENDING", next_at__lte=now).exists():
        return None
    with transaction.atomic():
        lock_company(company.id)
        webhook = Webhook.objects.get(company=company.id, id=webhook_id)
        if webhook.stopped or (webhook.held_until and webhook.held_until > now):
            return None
        delivery = _first_due(company, webhook_id)
        if delivery is None:
            return None
        delivery.claimed_until = now + CLAIMED_FOR
        delivery.save(update_fields=["claimed_until"])
    event = events_at(company=company.id, positions=[delivery.position])[delivery.position]
    return webhook, delivery, event


def _first_due(company: CompanyFacts, webhook_id: int) -> Delivery | None:
    now = bulk.moment()
    waiting = Delivery.objects.filter(company=company.id, webhook=webhook_id, state="PENDING").order_by("position")
    held: set[str] = set()
    for delivery in waiting.iterator(chunk_size=200):
        if delivery.entity in held:
            continue
        is_claimed = delivery.claimed_until is not None and delivery.claimed_until > now
        if not is_claimed and delivery.next_at <= now:
            return delivery
        held.add(delivery.entity)
    return None


def _send(
    company: CompanyFacts, webhook: Webhook, delivery: Delivery, event: EventFacts, post: Post
) -> tuple[str, bool]:
    """The state it ended in, and whether the address answered at all."""
    answer, trouble = 0, ""
    secret = decipher(webhook.secret, purpose=PURPOSE)
    if secret is None:
        trouble = "the key cannot be read: renew it"
    else:
        body = json.dumps(as_cloud_event(event, source=f"/companies/{company.id}"), ensure_ascii=False).encode()
        headers = signed_headers(
            secret=secret, id=f"{company.id}.{event.position}", seconds=int(time.time()), body=body
        )
        headers["content-type"] = "application/cloudevents+json; charset=utf-8"
        try:
            answer = post(webhook.url, body=body, headers=headers)
        except outgoing.Unreachable as reason:
            trouble = " ".join(str(reason).split())[:300]
    _keep(company, webhook, delivery, answer, trouble)
    logger.info(
        "webhook.sent company=%s webhook=%s event=%s answer=%s", company.id, webhook.number, event.position, answer
    )
    return delivery.state, answer != 0


def _keep(company: CompanyFacts, webhook: Webhook, delivery: Delivery, answer: int, trouble: str) -> None:
    now = bulk.moment()
    claim = delivery.claimed_until  # another worker's, where ours ran out: then what became of it is that one's to tell
    if 200 <= answer < 300:
        delivery.state = "DELIVERED"
    else:
        delivery.failures += 1
        again = next_try(failures=delivery.failures, at=now)
        delivery.state, delivery.next_at = ("PENDING", again) if again else ("DEAD", now)
    mine = Delivery.objects.filter(company=company.id, id=delivery.id, state="PENDING", claimed_until=claim)
    rows = Webhook.objects.filter(company=company.id, id=webhook.id)  # as it is now, whatever it was when it was sent
    with transaction.atomic():
        lock_company(company.id)
        mine.update(
            state=delivery.state, failures=delivery.failures, next_at=delivery.next_at, claimed_until=None,
            answered_at=now, answer=answer, trouble=trouble,
        )  # fmt: skip
        if answer == GONE:
            rows.filter(stopped="").update(stopped="GONE")
        if not answer:
            rows.update(held_until=now + HELD_FOR)
        webhook.stopped = rows.values_list("stopped", flat=True).get()


def delivering(*, seconds: float = 2.0) -> Callable[[], None]:
    """What a worker calls between its jobs: delivers when some seconds have gone by since the last time."""
    last = -seconds

    def between_jobs() -> None:
        nonlocal last
        if time.monotonic() - last < seconds:
            return
        last = time.monotonic()
        deliver_all()

    return between_jobs
