"""Record what a command did. The digest of each event covers the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from reskontra.audit.models import Event, Payload
from reskontra.database import spans
from reskontra.database.locks import lock_company
from reskontra.database.prepared import Prepared


def record(
    *, company: int, actor: str, action: str, subject: str, content: Mapping[str, Any], even_archived: bool = False
) -> None:
    """Add one event to the company's chain; called once by every action, inside its transaction.

    action    dotted past tense: "bank.statement.imported"
    subject   what it was done to, as a user names it; no personal data
    content   what changed: codes, numbers, before and after
    even_archived   as lock_company() takes it
    """
    lock_company(company, even_archived=even_archived)
    number, previous = _LAST.first(company) or (0, "")
    payload = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    event = Event(
        company_id=company,
        number=number + 1,
        occurred_at=datetime.now(UTC),
        actor=actor,
        action=action,
        subject=subject[:200],
        payload_digest=sha256(payload),
        previous_digest=previous,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    spans.happened(action, {"reskontra.company": company, "reskontra.event": event.number})
    Payload(company_id=company, event=event, content=payload).save(force_insert=True)


def last_number(*, company: int) -> int:
    """The number of the company's newest event, 0 before the first: every command moves it on."""
    newest = _LAST.first(company)
    return newest[0] if newest else 0


def last_digest(*, company: int) -> str:
    """The digest of the company's newest event, which covers all before it; "" where there is none."""
    newest = _LAST.first(company)
    return newest[1] if newest else ""


_LAST = Prepared(
    lambda company: Event.objects.filter(company=company).order_by("-number").values_list("number", "digest")[:1]
)


def newest(*, company: int) -> tuple[str, dict[str, Any]]:
    """Action and content of the company's newest event, blank before the first; content is empty where erased."""
    event = Event.objects.filter(company=company).order_by("-number").first()
    if event is None:
        return "", {}
    payload = Payload.objects.filter(company=company, event=event).values_list("content", flat=True).first()
    return event.action, json.loads(payload) if payload else {}


def digest_of(event: Event) -> str:
    """The digest over everything the event says, and over the digest before it."""
    return sha256(
        json.dumps(
            [
                event.company_id,
                event.number,
                event.occurred_at.astimezone(UTC).isoformat(timespec="microseconds"),
                event.actor,
                event.action,
                event.subject,
                event.payload_digest,
                event.previous_digest,
            ]
        )
    )


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
