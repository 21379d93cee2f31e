"""events on, off, list, deliver: what happened, for other systems."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.delivering import deliver
from reskontra.companies.queries import find_company
from reskontra.companies.webhooks import check_kinds
from reskontra.core.wording import worded
from reskontra.interface.console import REFUSED, FormatOption, Session, command
from reskontra.interface.event_kinds import KINDS, kind_word
from reskontra.interface.outbox import as_cloud_event, events_after, turn_events
from reskontra.interface.templatetags.display import moment

events = typer.Typer(no_args_is_help=True, help="What happened in a company, for other systems.")


@command(events, "on")
def on(session: Session) -> None:
    """Gather events from now on."""
    company = find_company(name=session.company_name)
    if turn_events(company=company.id, actor=session.actor, on=True):
        session.say(_("Events of {company} are gathered from now on.").format(company=company.name))
    else:
        session.say(_("Events of {company} are gathered already.").format(company=company.name))


@command(events, "off")
def off(session: Session) -> None:
    """Gather no more events: what happens then is not told later."""
    company = find_company(name=session.company_name)
    if turn_events(company=company.id, actor=session.actor, on=False):
        session.say(_("Events of {company} are gathered no longer.").format(company=company.name))
    else:
        session.say(_("Events of {company} are not gathered.").format(company=company.name))


@command(events, "list")
def list_events(
    session: Session,
    after: Annotated[int, typer.Option(min=0, help="Only those beyond this position.")] = 0,
    kind: Annotated[list[str] | None, typer.Option(help="Only of this kind; may be given several times.")] = None,
    most: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 100,
    format: FormatOption = "table",
) -> None:
    """List what happened, oldest first; as JSON each is a CloudEvent."""
    company = find_company(name=session.company_name)
    check_kinds(kind or [])
    found = events_after(company=company.id, position=after, kinds=kind or [], most=most)
    if format == "json":
        session.json([as_cloud_event(one, source=f"/companies/{company.id}") for one in found])
        return
    if not found:
        session.say(_("Nothing has happened since."))
        return
    columns = [(_("Position"), True), (_("Time"), False), (_("Kind"), False), (_("About"), False)]
    rows = [(str(one.position), moment(one.occurred_at), one.kind, _about(one.data)) for one in found]
    session.table(columns, rows)


def _about(data: object) -> str:
    """What a person knows it by."""
    if not isinstance(data, dict):
        return ""
    if "document_number" in data:
        return f"{data['account']} {data['document_number']}"
    return str(data.get("subject", ""))


@command(events, "kinds")
def list_kinds(session: Session, format: FormatOption = "table") -> None:
    """List the kinds of events that there are."""
    if format == "json":
        session.json([{"kind": kind, "text": kind_word(kind)} for kind in KINDS])
        return
    session.table([(_("Kind"), False), (_("What happened"), False)], [(kind, kind_word(kind)) for kind in KINDS])


@command(events, "deliver")
def deliver_events(session: Session) -> None:
    """Send what is due to the webhooks now; a worker does so by itself. Ends with 1 where some failed."""
    company = find_company(name=session.company_name)
    done = deliver(company=company)
    told = _("{delivered:event|events} delivered, {failed} failed and to be tried again, {dead} given up.")
    session.say(worded(told, delivered=done.delivered, failed=done.failed, dead=done.dead))
    if done.failed or done.dead:
        raise typer.Exit(REFUSED)
