"""The page of a run of statements: what it issued, where each goes, and sending what has not gone."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.mail_setup import find_mail
from reskontra.collections.sending_queries import CHANNEL_WORDS, SENDING_WORDS
from reskontra.collections.statement_runs import RunFacts, parts_of, run_erased_at
from reskontra.collections.statement_sending_queries import StatementToSend, statements_not_gone, statements_to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.core.wording import worded
from reskontra.interface.forms import Form
from reskontra.interface.setup import Button, Head, Listing, Page, Row, without_blank
from reskontra.interface.templatetags.display import day, gone, moment, with_gone

MOST_ROWS = 200


def run_page(*, company: CompanyFacts, run: RunFacts, after: str = "", may_send: bool = False) -> Page:
    """after: only to customers with numbers behind this one. may_send: with the buttons to send and to print."""
    shown = statements_to_send(company=company, run=run.number, after=after, most=MOST_ROWS + 1)
    period = f"{day(run.start)} – {day(run.end)}"
    told = worded(
        _("{count:statement|statements} of {period}, as they were issued."), count=run.statements, period=period
    )
    return Page(
        _("Statement run {number}").format(number=run.number),
        told,
        lists=(_listing(company, shown, may_send),),
        forms=_forms(company, statements_not_gone(company=company, run=run.number)) if may_send else (),
        links=tuple(_prints(company, run)),
        above=(_("Statements of account"), reverse("statement_runs", args=[company.id])),
    )


def _prints(company: CompanyFacts, run: RunFacts) -> Iterator[tuple[str, str]]:
    """All as one PDF, or in parts where they are many; that some of it is gone where any was erased."""
    if erased := run_erased_at(company=company, number=run.number):
        yield f"{_('All as one PDF')}: {gone(erased)}", ""
        return
    to, parts = reverse("statement_run_print", args=[company.id, run.number]), parts_of(run)
    if parts == 1:
        yield _("All as one PDF"), to
        return
    for part in range(1, parts + 1):
        yield _("As PDF, part {part} of {parts}").format(part=part, parts=parts), f"{to}?part={part}"


def _listing(company: CompanyFacts, found: list[StatementToSend], may_send: bool) -> Listing:
    heads = (
        Head(_("Customer")), Head(_("Name")), Head(_("Number"), True), Head(_("Way")), Head(_("Address")),
        Head(_("State")), Head(_("Sent")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.statement.customer, one.statement.name, str(one.statement.number),
                _(CHANNEL_WORDS[one.last.channel if one.last else one.channel]),
                (one.last.address if one.last else one.address if one.channel == "EMAIL" else ""),
                with_gone(_state(one), one.statement.erased_at),
                moment(one.last.sent_at) if one.last and one.last.sent_at else "",
            ),
            "" if one.statement.erased_at else reverse("statement_pdf", args=[company.id, one.statement.id]),
            _buttons(one) if may_send and one.state != "SENDING" else (),
        )
        for one in found[:MOST_ROWS]
    )  # fmt: skip
    older = f"?{urlencode({'after': found[MOST_ROWS - 1].statement.customer})}" if found[MOST_ROWS:] else ""
    listing = Listing(_("Statements"), heads, rows, empty=_("No statement is issued yet."), older=older)
    return without_blank(listing)


def _state(one: StatementToSend) -> str:
    if one.card is None:
        return _("Blocked for privacy")
    return f"{_(SENDING_WORDS[one.state])} {one.last.failure}".strip() if one.last else _("To be sent")


def _buttons(one: StatementToSend) -> tuple[Button, ...]:
    if one.card is None or not one.was_not_sent:
        return ()
    again = (Button(_("Send again"), "again", f"{one.statement.customer} {one.seen}"),) if one.is_unclear else ()
    return (*again, Button(_("Mark as sent"), "mark", one.statement.customer))


def waiting(found: list[StatementToSend], channel: str) -> int:
    """How many go this way and were surely not sent."""
    return sum(
        one.channel == channel and one.was_not_sent and not one.is_unclear and one.card is not None for one in found
    )


def _forms(company: CompanyFacts, found: list[StatementToSend]) -> tuple[Form, ...]:
    forms = []
    if count := waiting(found, "EMAIL"):
        told = worded(_("{count:statement|statements} by e-mail, each with its PDF."), count=count)
        if find_mail(company=company) is None:
            told += " " + _("The mail server is to be set up first.")
        forms.append(Form("mail", _("Send by e-mail"), _("Send"), (), hint=told))
    if count := waiting(found, "PRINT"):
        told = worded(
            _("{count:customer has|customers have} no e-mail address: one PDF to print. They count as sent then."),
            count=count,
        )
        forms.append(Form("paper", _("Print"), _("Make the PDF"), (), hint=told))
    return tuple(forms)
