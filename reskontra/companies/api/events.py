"""events and webhooks: what happened, to poll, and who else is told of it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query
from pydantic import Field

from reskontra.companies.called import company_of
from reskontra.companies.webhooks import (
    DeliveryFacts,
    WebhookFacts,
    add_webhook,
    check_kinds,
    deliveries,
    find_webhook,
    remove_webhook,
    renew_secret,
    replay,
    webhooks,
)
from reskontra.interface.api.as_seen import ETAG, tag_of
from reskontra.interface.api.pages import cursor_written, key_read, page_of
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Asked, Body, Code, Data, Number, Page, Paged
from reskontra.interface.event_kinds import KINDS, kind_word
from reskontra.interface.outbox import as_cloud_event, events_after, is_gathered, turn_events

routes = Routes("events", "Events")


class EventData(Data):
    """A CloudEvent. id: its position in the feed, without gaps; subject: what it happened to."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: str
    datacontenttype: str
    data: dict[str, Any]


class EventFeed(Data):
    """Events, oldest first. after: the position to ask beyond next, whether or not there is more by now."""

    items: list[EventData]
    after: int


class EventsAsked(Asked):
    """Which events."""

    after: Annotated[int, Field(ge=0, le=10**18, description="Only those beyond this position.")] = 0
    limit: Annotated[int, Field(ge=1, le=1000, description="At most so many events.")] = 100
    kind: Annotated[str, Field(max_length=60, description="Only of this kind.")] = ""


class EventKind(Data):
    """A kind of events, and what happened then."""

    kind: str
    text: str


class EventsTurned(Data):
    """Whether events are gathered."""

    on: bool


class EventsTurn(Body):
    """on: gather events from now on, or no longer."""

    on: bool


class WebhookData(Data):
    """A webhook. waiting, dead: how many events wait for it, and how many were given up; stopped: gone, or empty."""

    webhook: int
    url: str
    kinds: list[str]
    waiting: int
    dead: int
    stopped: str
    created_at: str
    by: str


class WebhookKey(WebhookData):
    """A webhook with the key that its events are signed with, told this once."""

    key: str


class WebhookNew(Body):
    """An address that is to be sent events; kinds: those alone, all without any."""

    url: Annotated[str, Field(min_length=1, max_length=500, examples=["https://example.com/events"])]
    kinds: Annotated[list[Code], Field(max_length=100)] = []


class WebhookReplay(Body):
    """events: positions of those to send again; all that were given up without any."""

    events: Annotated[list[Number], Field(max_length=1000)] = []


class WebhookReplayed(Data):
    """How many events will be sent again."""

    count: int


class WebhookDelivery(Data):
    """What became of an event. state: pending, delivered or dead; answer: the status answered, 0 for none."""

    event: int
    kind: str
    state: str
    failures: int
    next_at: str
    answered_at: str | None
    answer: int
    trouble: str


@routes.get("/events", EventFeed)
def list_events(request: Call, asked: Query[EventsAsked]) -> dict[str, Any]:
    """Tell what happened beyond a position, oldest first.

    The same question gives the same answer. Ask next with `after` of the answer; it is the last position told.
    """
    company = company_of(request)
    check_kinds([asked.kind] if asked.kind else [])
    after = asked.after
    kinds = [asked.kind] if asked.kind else []
    found = events_after(company=company.id, position=after, kinds=kinds, most=asked.limit)
    return {
        "items": [as_cloud_event(one, source=f"/companies/{company.id}") for one in found],
        "after": found[-1].position if found else after,
    }


@routes.get("/events/kinds", Page[EventKind])
def list_event_kinds(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the kinds of events that there are."""
    return page_of(tuple(KINDS), asked, key=str, build=lambda kind: {"kind": kind, "text": kind_word(kind)})


@routes.get("/events/gathering", EventsTurned)
def show_gathering(request: Call) -> dict[str, Any]:
    """Tell whether events are gathered."""
    return {"on": is_gathered(company=company_of(request).id)}


@routes.put("/events/gathering", EventsTurned, role="ADMINISTRATOR")
def set_gathering(request: Call, body: EventsTurn) -> dict[str, Any]:
    """Gather events from now on, or no longer: what happens then is not told later."""
    turn_events(company=company_of(request).id, actor=request.auth.actor, on=body.on)
    return {"on": body.on}


@routes.get("/webhooks", Page[WebhookData], role="ADMINISTRATOR")
def list_webhooks(request: Call, asked: Query[Paged]) -> dict[str, Any]:
    """List the webhooks."""
    return page_of(webhooks(company=company_of(request)), asked, key=lambda one: str(one.number), build=_webhook_data)


@routes.post("/webhooks", WebhookKey, role="ADMINISTRATOR", status=201, once_by=None)
def create_webhook(request: Call, body: WebhookNew) -> dict[str, Any]:
    """Send events to an address from now on; the key is told this once."""
    made, key = add_webhook(company=company_of(request), actor=request.auth.actor, url=body.url, kinds=body.kinds)
    return {**_webhook_data(made), "key": key}


@routes.get("/webhooks/{key:number}", WebhookData, role="ADMINISTRATOR")
def show_webhook(request: Call, response: HttpResponse, number: int) -> dict[str, Any]:
    """Show a webhook; its ETag leaves out how many events wait."""
    told = _webhook_data(find_webhook(company=company_of(request), number=number))
    response[ETAG] = tag_of(told, without=["waiting"])
    return told


@routes.delete("/webhooks/{key:number}", role="ADMINISTRATOR")
def delete_webhook(request: Call, number: int) -> None:
    """Send nothing more to an address."""
    remove_webhook(company=company_of(request), actor=request.auth.actor, number=number)


@routes.post("/webhooks/{key:number}/renew-key", WebhookKey, role="ADMINISTRATOR", once_by=None)
def renew_webhook_key(request: Call, number: int) -> dict[str, Any]:
    """Sign with another key from now on; it is told this once."""
    company = company_of(request)
    key = renew_secret(company=company, actor=request.auth.actor, number=number)
    return {**_webhook_data(find_webhook(company=company, number=number)), "key": key}


@routes.get("/webhooks/{key:number}/deliveries", Page[WebhookDelivery], role="ADMINISTRATOR")
def list_deliveries(request: Call, number: int, asked: Query[Paged]) -> dict[str, Any]:
    """List what became of the events of a webhook, newest first."""
    company = company_of(request)
    webhook = find_webhook(company=company, number=number)
    before = key_read(asked.cursor)
    found = deliveries(company=company, webhook=webhook, before=before, most=asked.limit + 1)
    chosen = found[: asked.limit]
    after = cursor_written(str(chosen[-1].position)) if len(found) > asked.limit else None
    return {"items": [_delivery_data(one) for one in chosen], "next_cursor": after}


@routes.post("/webhooks/{key:number}/replay", WebhookReplayed, role="ADMINISTRATOR")
def replay_deliveries(request: Call, number: int, body: WebhookReplay) -> dict[str, Any]:
    """Send again what was given up, and go on with a webhook that has stopped."""
    company = company_of(request)
    return {"count": replay(company=company, actor=request.auth.actor, number=number, positions=body.events)}


def _webhook_data(one: WebhookFacts) -> dict[str, Any]:
    return {
        "webhook": one.number,
        "url": one.url,
        "kinds": list(one.kinds),
        "waiting": one.waiting,
        "dead": one.dead,
        "stopped": one.stopped.lower(),
        "created_at": one.created_at.isoformat(),
        "by": one.created_by,
    }


def _delivery_data(one: DeliveryFacts) -> dict[str, Any]:
    return {
        "event": one.position,
        "kind": one.kind,
        "state": one.state.lower(),
        "failures": one.failures,
        "next_at": one.next_at.isoformat(),
        "answered_at": one.answered_at and one.answered_at.isoformat(),
        "answer": one.answer,
        "trouble": one.trouble,
    }
