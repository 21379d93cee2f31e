"""webhook add, list, show, renew-key, replay, remove: other systems that are told of events."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.companies.webhook_words import delivery_word, told_of, webhook_word
from reskontra.companies.webhooks import (
    add_webhook,
    deliveries,
    find_webhook,
    remove_webhook,
    renew_secret,
    replay,
    webhooks,
)
from reskontra.core.wording import worded
from reskontra.interface.console import FormatOption, Session, command
from reskontra.interface.templatetags.display import moment

webhook = typer.Typer(no_args_is_help=True, help="Other systems that are told of events.")

NumberArgument = Annotated[int, typer.Argument(metavar="WEBHOOK", help="Its number.", min=1)]


@command(webhook, "add")
def add(
    session: Session,
    url: Annotated[str, typer.Argument(metavar="URL", help="Where events are sent: https://…")],
    kind: Annotated[
        list[str] | None, typer.Option(help="Only of this kind; may be given several times. All if left out.")
    ] = None,
) -> None:
    """Send events to an address from now on. Prints the key that they are signed with, this once."""
    company = find_company(name=session.company_name)
    made, secret = add_webhook(company=company, actor=session.actor, url=url, kinds=kind or [])
    session.say(_("Webhook {number} is sent events at {url}.").format(number=made.number, url=made.url))
    session.say(_("They are signed with this key, which is not shown again:"))
    session.say(secret)


@command(webhook, "list")
def list_webhooks(session: Session, format: FormatOption = "table") -> None:
    """List webhooks, with what waits for them and what was given up."""
    found = webhooks(company=find_company(name=session.company_name))
    if format == "json":
        session.json([{"number": one.number, **_data(asdict(one), "id", "number")} for one in found])
        return
    if not found:
        session.say(_("No webhooks yet. Add one: reskontra webhook add URL."))
        return
    columns = [
        (_("Webhook"), True), (_("Address"), False), (_("Events"), False), (_("Waiting"), True), (_("Given up"), True),
        (_("State"), False),
    ]  # fmt: skip
    rows = [
        (str(one.number), one.url, told_of(one), str(one.waiting), str(one.dead), webhook_word(one)) for one in found
    ]
    session.table(columns, rows)


@command(webhook, "show")
def show(
    session: Session,
    number: NumberArgument,
    state: Annotated[
        list[str] | None, typer.Option(help="Only these: pending, delivered, dead; may be given several times.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 50,
    format: FormatOption = "table",
) -> None:
    """List what became of the events of a webhook, newest first."""
    company = find_company(name=session.company_name)
    one = find_webhook(company=company, number=number)
    states = [text.upper() for text in state or []]
    found = deliveries(company=company, webhook=one, states=states, most=most)
    if format == "json":
        session.json([_data(asdict(delivery)) for delivery in found])
        return
    if not found:
        session.say(_("Nothing has been sent to webhook {number} yet.").format(number=number))
        return
    columns = [
        (_("Event"), True), (_("Kind"), False), (_("State"), False), (_("Tried"), False), (_("Failures"), True),
        (_("Answer"), False),
    ]  # fmt: skip
    rows = [
        (
            str(each.position), each.kind, delivery_word(each.state),
            moment(each.answered_at) if each.answered_at else "", str(each.failures),
            each.trouble or (str(each.answer) if each.answer else ""),
        )
        for each in found
    ]  # fmt: skip
    session.table(columns, rows)


@command(webhook, "renew-key")
def renew_key(session: Session, number: NumberArgument) -> None:
    """Sign with another key from now on. Prints it, this once."""
    company = find_company(name=session.company_name)
    secret = renew_secret(company=company, actor=session.actor, number=number)
    session.say(_("Events of webhook {number} are signed with this key from now on:").format(number=number))
    session.say(secret)


@command(webhook, "replay")
def replay_events(
    session: Session,
    number: NumberArgument,
    event: Annotated[
        list[int] | None, typer.Option(help="Only this event; may be given several times. All that were given up.")
    ] = None,
) -> None:
    """Send again what was given up, and go on with a webhook that has stopped."""
    company = find_company(name=session.company_name)
    count = replay(company=company, actor=session.actor, number=number, positions=event or [])
    session.say(worded(_("{count:event|events} will be sent to webhook {number} again."), count=count, number=number))


@command(webhook, "remove")
def remove(session: Session, number: NumberArgument) -> None:
    """Send nothing more to an address."""
    company = find_company(name=session.company_name)
    remove_webhook(company=company, actor=session.actor, number=number)
    session.say(_("Webhook {number} is sent nothing more.").format(number=number))


def _data(facts: dict[str, object], *left_out: str) -> dict[str, object]:
    kept = {name: value for name, value in facts.items() if name not in left_out}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in kept.items()}
