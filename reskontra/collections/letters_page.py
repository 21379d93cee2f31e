"""The page of letters: what waits to be sent, what went out, and what came back."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.collections.mail_setup import find_mail
from reskontra.collections.print_files import LETTERS_IN_FILE
from reskontra.collections.sending_queries import CHANNEL_WORDS, KIND_WORDS, SENDING_WORDS, ToSend, sendings_of, to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.display import value
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Button, Head, Listing, Page, Row, without_blank

MOST_WAITING = 200


def letters_page(*, company: CompanyFacts, may_send: bool, may_set_up: bool = False) -> Page:
    """Documents that are issued and not sent, of both kinds, and what was sent last."""
    waiting = [one for one in to_send(company=company, kind="") if one.was_not_sent]
    to_go = [one for one in waiting if not one.is_settled]
    forms = _forms(company, to_go) if may_send else ()
    return Page(
        _("Letters"),
        _("Nothing goes out twice: what was cut short is told here, until it is sent again or marked as sent."),
        lists=(_to_go(company, waiting, may_send), _gone(company)),
        forms=forms,
        links=(
            (_("Repayments"), reverse("refunds", args=[company.id])),
            *(((_("Mail server"), reverse("setup_mail", args=[company.id])),) if may_set_up else ()),
        ),
        above=(_("Collecting"), reverse("collecting", args=[company.id])),
        tabs=("collections/_places.html", "letters"),
    )


def _document(company: CompanyFacts, kind: str, id: int) -> str:
    """The page of a reminder or memo."""
    return reverse("reminder" if kind == "REMINDER" else "memo", args=[company.id, id])


def _to_go(company: CompanyFacts, waiting: list[ToSend], may_send: bool) -> Listing:
    heads = (
        Head(_("Number")), Head(_("Type")), Head(_("Customer")), Head(_("Way")), Head(_("Address")), Head(_("State")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.document.number, _(KIND_WORDS[one.document.kind]), one.card.name if one.card else "–",
                _(CHANNEL_WORDS[one.channel]), one.address if one.channel == "EMAIL" else "",
                _state(one),
            ),
            url=_document(company, one.document.kind, one.document.id),
            buttons=tuple(_buttons(one)) if may_send and one.state != "SENDING" else (),
        )
        for one in waiting[:MOST_WAITING]
    )  # fmt: skip
    empty = _("Nothing waits to be sent. Issued reminders and memos stand here.")
    return without_blank(Listing(_("To be sent"), heads, rows, empty))


def _state(one: ToSend) -> str:
    said = f"{_(SENDING_WORDS[one.state])} {one.last.failure}".strip() if one.last else ""
    settled = _("Paid, or on a later reminder: not sent by itself") if one.is_settled else ""
    return ". ".join(word for word in (said, settled) if word)


def _buttons(one: ToSend) -> list[Button]:
    key = f"{one.document.kind} {one.document.number}"
    may_repeat = one.is_unclear or (one.is_settled and one.channel == "EMAIL")
    again = [Button(_("Send again"), "again", f"{key} {one.seen}")] if may_repeat else []
    return [*again, Button(_("Mark as sent"), "mark", key)]


def _gone(company: CompanyFacts) -> Listing:
    heads = (
        Head(_("Number")), Head(_("Customer")), Head(_("Way")), Head(_("Address")), Head(_("State")), Head(_("Begun")),
        Head(_("Trouble")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.number, one.customer, _(CHANNEL_WORDS[one.channel]), one.address, _(SENDING_WORDS[one.state]),
                value(one.made_at), one.failure,
            ),
            url=_document(company, one.kind, one.document_id),
        )
        for one in sendings_of(company=company, most=100)
    )  # fmt: skip
    return without_blank(Listing(_("Sent"), heads, rows, _("Nothing was sent yet.")))


def _forms(company: CompanyFacts, waiting: list[ToSend]) -> tuple[Form, ...]:
    by_mail = sum(one.channel == "EMAIL" for one in waiting)
    forms, on_paper = [], len(waiting) - by_mail
    if by_mail and find_mail(company=company) is None:
        on_paper = len(waiting)
    elif by_mail:
        told = _("{count} letters by e-mail, each with its PDF.").format(count=by_mail)
        forms.append(Form("mail", _("Send by e-mail"), _("Send"), (), hint=told))
    if on_paper:
        told = _("{count} letters in one PDF. They count as sent then.").format(count=on_paper)
        if on_paper > LETTERS_IN_FILE:
            told = _(
                "{count} letters; the first {most} in one PDF, which count as sent then. Print again for the next."
            )
            told = told.format(count=on_paper, most=LETTERS_IN_FILE)
        if on_paper > len(waiting) - by_mail:
            told += " " + _("{count} of them go by e-mail once a mail server is set up.").format(count=by_mail)
        forms.append(Form("paper", _("Print"), _("Make the PDF"), (), hint=told))
    bounced = (Field("file", _("Mailbox or message"), kind="file"),)
    told = _("Messages that say that mail could not be delivered, as a mailbox file or one by one.")
    forms.append(Form("bounce", _("What came back"), _("Take it in"), bounced, hint=told))
    return tuple(forms)
