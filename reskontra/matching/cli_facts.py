"""matching facts: what people's decisions taught, on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import find_company
from reskontra.core.money import format_minor
from reskontra.core.wording import worded
from reskontra.interface.console import USAGE, FormatOption, Session, command
from reskontra.interface.display import money, value
from reskontra.matching.actions.facts import FactChange, WantedFact, add_fact, edit_fact, revoke_fact
from reskontra.matching.fact_views import (
    KINDS,
    WORDS,
    FactView,
    LineOfFact,
    decided_by,
    find_fact,
    history_of,
    list_facts,
)

matching = typer.Typer(no_args_is_help=True, help="What automatic application knows, and how well it does.")
facts = typer.Typer(no_args_is_help=True, help="What people's decisions taught: accounts, names, texts, payers.")
matching.add_typer(facts, name="facts")

# What a fact counts for, and what a decision was to it, as stored; worded here so that they are translated.
_SHOWN = (
    noop("certain"), noop("strong"), noop("weak"), noop("none"), noop("confirmed"), noop("contradicted"),
    noop("withdrawn"), noop("account"), noop("name"), noop("text"), noop("pays-for"), noop("in"), noop("out"),
)  # fmt: skip

Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, max=999_999_999)]
Kind = Annotated[str, typer.Argument(metavar="KIND", help="account, name, text or pays-for.")]
Value = Annotated[
    str, typer.Argument(metavar="VALUE", help="The account, name or text; customer:NUMBER of one that pays for others.")
]
Means = Annotated[str, typer.Argument(metavar="TYPE:NUMBER", help="customer:C1 or vendor:V1; gl:6570 for a text.")]
Direction = Annotated[str, typer.Option(help="Of a text: in or out; both if left out.")]
Note = Annotated[str, typer.Option(help="Why; kept with the fact.")]


@command(facts, "list")
def list_(
    session: Session,
    kind: Annotated[str, typer.Option(help="account, name, text or pays-for.")] = "",
    of: Annotated[str, typer.Option(metavar="TYPE:NUMBER", help="Only those that mean this party or account.")] = "",
    with_revoked: Annotated[bool, typer.Option("--with-revoked", help="Those taken back too.")] = False,
    format: FormatOption = "table",
) -> None:
    """List facts with what they count for, and how often decisions agreed."""
    if kind and kind not in KINDS:
        raise typer.BadParameter(_('"{kind}" is no kind of fact.').format(kind=kind))
    company = find_company(name=session.company_name)
    found = list_facts(company=company, kind=KINDS.get(kind, ""), means=of, with_revoked=with_revoked)
    if format == "json":
        session.json([fact_data(view) for view in found])
        return
    columns = [(_("No."), True), (_("Kind"), False), (_("Written"), False), (_("Means"), False), (_("Name"), False)]
    columns += [(_("Worth"), False), (_("For"), True), (_("Against"), True), (_("Last"), False), (_("Note"), False)]
    session.table(columns, [_row(view) for view in found])


def _row(view: FactView) -> tuple[str, ...]:
    fact = view.fact
    worth = _("revoked") if view.revoked_at else _("said") if fact.is_confirmed else _(view.worth)
    shown = f"{view.shown} ({_(fact.direction.lower())})" if fact.direction else view.shown
    return (
        str(fact.number),
        _(WORDS[fact.kind]),
        shown,
        view.means,
        view.name,
        worth,
        str(fact.hits),
        str(fact.contradictions),
        fact.last.isoformat(),
        view.note,
    )


def fact_data(view: FactView) -> dict[str, Any]:
    """A fact as data."""
    fact = view.fact
    return {
        "number": fact.number,
        "kind": WORDS[fact.kind],
        "written": view.shown,
        "value": fact.value,
        "direction": fact.direction.lower(),
        "means": view.means,
        "name": view.name,
        "worth": view.worth,
        "confirmed": fact.is_confirmed,
        "for": fact.hits,
        "against": fact.contradictions,
        "last": fact.last.isoformat(),
        "note": view.note,
        "created_by": view.created_by,
        "created_at": view.created_at.isoformat(),
        "revoked_at": view.revoked_at.isoformat() if view.revoked_at else None,
        "revoked_by": view.revoked_by,
        "revoked_reason": view.revoked_reason,
    }


@command(facts, "show")
def show(session: Session, number: Number, format: FormatOption = "table") -> None:
    """Show a fact with the decisions that taught it, and the lines it decided."""
    company = find_company(name=session.company_name)
    view = find_fact(company=company, number=number)
    history = history_of(company=company, fact_id=view.id)
    decided = decided_by(company=company, fact_id=view.id)
    if format == "json":
        lines = {
            "history": [taught_data(line) for line in history],
            "decided": [decided_data(line) for line in decided],
        }
        session.json(fact_data(view) | lines)
        return
    _tell(session, view)
    if history:
        session.say(_("Decisions:"))
        columns = [*_line_columns(), (_("Effect"), False), (_("By"), False), (_("On"), False)]
        session.table(columns, [(*_line_row(one), _(one.effect), one.actor, value(one.decided_at)) for one in history])
    _tell_decided(session, decided)


def _tell(session: Session, view: FactView) -> None:
    fact = view.fact
    session.say(
        _("Fact {number}: {kind} {written} means {means} {name}.").format(
            number=fact.number, kind=_(WORDS[fact.kind]), written=view.shown, means=view.means, name=view.name
        )
    )
    session.say(
        _("Worth: {worth}; {hits} decisions for it, {against} against, the last on {date}.").format(
            worth=_("said") if fact.is_confirmed else _(view.worth),
            hits=fact.hits,
            against=fact.contradictions,
            date=fact.last.isoformat(),
        )
    )
    session.say(_("Since {date}, by {actor}.").format(date=value(view.created_at), actor=view.created_by))
    if view.note:
        session.say(view.note)
    if view.revoked_at:
        words = _("Revoked {date} by {actor}: {reason}")
        told = words.format(date=value(view.revoked_at), actor=view.revoked_by, reason=view.revoked_reason or "–")
        session.say(told)


def _line_columns() -> list[tuple[str, bool]]:
    return [
        (_("Journal"), False),
        (_("Line"), True),
        (_("Date"), False),
        (_("Amount"), True),
        (_("Applied to"), False),
        (_("State"), False),
    ]


def _line_row(one: LineOfFact) -> tuple[str, ...]:
    amount = money(one.amount_minor, one.currency)
    return (one.journal, str(one.line), one.date.isoformat(), amount, ", ".join(one.applied), _(one.state))


def _tell_decided(session: Session, decided: Sequence[LineOfFact]) -> None:
    posted = sum(one.state == "posted" for one in decided)
    session.say(worded(_("It decided {count:line|lines}, {posted} of them posted."), count=len(decided), posted=posted))
    if decided:
        session.table(_line_columns(), [_line_row(one) for one in decided])


def decided_data(one: LineOfFact) -> dict[str, Any]:
    """A line that a fact decided, as data."""
    return {
        "journal": one.journal,
        "line": one.line,
        "date": one.date.isoformat(),
        "amount": format_minor(one.amount_minor, one.currency),
        "currency": one.currency,
        "state": one.state,
        "applied": list(one.applied),
    }


def taught_data(one: LineOfFact) -> dict[str, Any]:
    """A decision that taught a fact, as data."""
    moment = one.decided_at.isoformat() if one.decided_at else None
    return decided_data(one) | {"effect": one.effect, "actor": one.actor, "decided_at": moment}


@command(facts, "add")
def add(session: Session, kind: Kind, written: Value, means: Means, direction: Direction = "", note: Note = "") -> None:
    """Say that an account, name, text or payer means a customer, a vendor or a G/L account."""
    company = find_company(name=session.company_name)
    wanted = WantedFact(kind=kind, value=written, means=means, direction=direction, note=note)
    _tell(session, add_fact(company=company, actor=session.actor, wanted=wanted))


@command(facts, "edit")
def edit(
    session: Session,
    number: Number,
    to: Annotated[str | None, typer.Option(metavar="TYPE:NUMBER", help="What it means instead.")] = None,
    note: Annotated[str | None, typer.Option(help="Why; kept with the fact.")] = None,
    confirmed: Annotated[
        bool | None, typer.Option("--confirm/--doubt", help="A person stands by it, or leaves it to the decisions.")
    ] = None,
    restores: Annotated[bool, typer.Option("--restore", help="A revoked fact holds again.")] = False,
) -> None:
    """Change what a fact means, its note, or whether a person stands by it."""
    if to is None and note is None and confirmed is None and not restores:
        typer.echo(_("Say what to change: --to, --note, --confirm, --doubt or --restore."), err=True)
        raise typer.Exit(USAGE)
    company = find_company(name=session.company_name)
    change = FactChange(means=to, note=note, is_confirmed=confirmed, restores=restores)
    _tell(session, edit_fact(company=company, actor=session.actor, number=number, change=change))


@command(facts, "revoke")
def revoke(
    session: Session,
    number: Number,
    reason: Annotated[str, typer.Option(help="Why; kept with the fact.")] = "",
    format: FormatOption = "table",
) -> None:
    """Take a fact back, and show what it decided; that stays until somebody matches, unapplies or reverses it."""
    company = find_company(name=session.company_name)
    decided = revoke_fact(company=company, actor=session.actor, number=number, reason=reason)
    if format == "json":
        session.json([decided_data(one) for one in decided])
        return
    session.say(_("Fact {number} is revoked.").format(number=number))
    _tell_decided(session, decided)
