"""The chain of events is whole: every digest is right and follows the one before."""

from __future__ import annotations

import json
from collections.abc import Iterator

from reskontra.audit.models import Event, Payload
from reskontra.audit.queries import ERASING
from reskontra.audit.trail import digest_of, sha256
from reskontra.core.integrity import Violation
from reskontra.database.guards import missing_triggers

TRIGGERS = ("audit_event_frozen", "audit_event_kept", "audit_payload_frozen", "audit_payload_kept")


def check(*, company: int) -> Iterator[Violation]:
    """Walk the chain in order, and compare every payload not erased with its event's digest."""
    yield from missing_triggers(TRIGGERS)
    previous, number = "", 0
    for event in Event.objects.filter(company=company).order_by("number").iterator(2000):
        number += 1
        if event.number != number:
            yield Violation("audit_number_missing", {"number": number})
            number = event.number
        if event.previous_digest != previous or event.digest != digest_of(event):
            yield Violation("audit_chain_broken", {"number": event.number})
        previous = event.digest
    payloads = (
        Payload.objects.filter(company=company)
        .exclude(content="")
        .values_list("event__number", "content", "event__payload_digest")
    )
    for number, content, digest in payloads.iterator(2000):
        if sha256(content) != digest:
            yield Violation("audit_payload_changed", {"number": number})
    yield from _gone(company)


def _gone(company: int) -> Iterator[Violation]:
    """Contents that are gone, and that no event names as erased."""
    there = Payload.objects.filter(company=company).exclude(content="").values("event_id")
    gone = set(Event.objects.filter(company=company).exclude(id__in=there).values_list("number", flat=True))
    if not gone:
        return
    told = Payload.objects.filter(company=company, event__action__in=ERASING).exclude(content="")
    for content in told.values_list("content", flat=True):
        gone -= set(json.loads(content).get("erased", ()))
    for number in sorted(gone):
        yield Violation("audit_payload_gone", {"number": number})
