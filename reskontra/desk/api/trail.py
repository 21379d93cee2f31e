"""audit: who did what, when, and what it changed."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query
from pydantic import Field

from reskontra.audit.queries import Wanted as WantedEvents
from reskontra.audit.queries import events
from reskontra.interface.api.pages import cursor_written, key_read
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Data, Day, Page, Paged

routes = Routes("audit", "Audit trail")


class TrailEvent(Data):
    """One command. content: what it changed; null where that was erased."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    content: dict[str, Any] | None


class TrailAsked(Paged):
    """By parts of who, what and to what, and by days."""

    actor: Annotated[str, Field(max_length=150)] = ""
    action: Annotated[str, Field(max_length=100)] = ""
    subject: Annotated[str, Field(max_length=200)] = ""
    date_from: Day | None = None
    date_to: Day | None = None


@routes.get("/audit", Page[TrailEvent], role="ACCOUNTANT")
def list_trail(request: Call, asked: Query[TrailAsked]) -> dict[str, Any]:
    """List who did what, when, and what it changed, the newest first."""
    wanted = WantedEvents(asked.actor, asked.action, asked.subject, asked.date_from, asked.date_to)
    found = events(company=request.auth.company_id, wanted=wanted, before=key_read(asked.cursor), most=asked.limit + 1)
    shown = found[: asked.limit]
    told = [
        {
            "number": one.number, "at": one.occurred_at.isoformat(), "actor": one.actor, "action": one.action,
            "subject": one.subject, "content": None if one.content is None else dict(one.content),
        }
        for one in shown
    ]  # fmt: skip
    return {"items": told, "next_cursor": cursor_written(str(shown[-1].number)) if len(found) > len(shown) else None}
