"""Webhooks: which other systems are told of events, what waits for them, and what was given up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.webhook_words import delivery_word, told_of, webhook_word
from reskontra.companies.webhooks import (
    DeliveryFacts,
    WebhookFacts,
    add_webhook,
    deliveries,
    remove_webhook,
    renew_secret,
    replay,
    webhooks,
)
from reskontra.core.wording import worded
from reskontra.interface.asking_again import asks_again
from reskontra.interface.auth import Access, demands
from reskontra.interface.event_kinds import KINDS, kind_word
from reskontra.interface.forms import Field, Form
from reskontra.interface.setup import Button, Change, Head, Listing, Page, Row, answer
from reskontra.interface.templatetags.display import moment
from reskontra.interface.typed_form import Typed

SHOWN = 100
AT = {
    "webhook_address_unfit": "url", "webhook_address_within": "url", "webhook_exists": "url",
    "too_many_webhooks": "url", "event_kind_unknown": "kinds",
}  # fmt: skip


@demands("ADMINISTRATOR", shows=True)
@asks_again()
def webhooks_page(request: HttpRequest, access: Access) -> HttpResponse:
    company = company_by_id(id=access.company_id)

    def do(typed: Typed) -> str:
        for name, does in (("renew", _renewed), ("replay", _replayed), ("remove", _removed)):
            if typed.text(name):
                return does(company, access.actor, typed.key(name))
        return _added(company, access.actor, typed)

    return answer(request, access, lambda typed: _page(company, typed.text("webhook")), Change(do))


def _added(company: CompanyFacts, actor: str, typed: Typed) -> str:
    kinds = typed.text("kinds").replace(",", " ").split()
    made, secret = add_webhook(company=company, actor=actor, url=typed.needed("url"), kinds=kinds)
    told = _("Webhook {number} is added. Its events are signed with this key, which is not shown again: {key}")
    return told.format(number=made.number, key=secret)


def _renewed(company: CompanyFacts, actor: str, number: int) -> str:
    secret = renew_secret(company=company, actor=actor, number=number)
    told = _("Events of webhook {number} are signed with this key from now on; it is not shown again: {key}")
    return told.format(number=number, key=secret)


def _replayed(company: CompanyFacts, actor: str, number: int) -> str:
    count = replay(company=company, actor=actor, number=number)
    return worded(_("{count:event|events} will be sent to webhook {number} again."), count=count, number=number)


def _removed(company: CompanyFacts, actor: str, number: int) -> str:
    remove_webhook(company=company, actor=actor, number=number)
    return _("Webhook {number} is sent nothing more.").format(number=number)


def _page(company: CompanyFacts, chosen: str) -> Page:
    found = webhooks(company=company)
    opened = next((one for one in found if str(one.number) == chosen), None)
    lists = [_listing(found, opened)]
    if opened:
        lists.append(_deliveries(company, opened))
    lists.append(_kinds())
    told = _("Other systems are told of what happens in the company, by signed messages to their addresses.")
    return Page(_("Webhooks"), told, tuple(lists), (_form(),))


def _listing(found: list[WebhookFacts], opened: WebhookFacts | None) -> Listing:
    heads = (
        Head(_("Webhook"), True), Head(_("Address")), Head(_("Events")), Head(_("Waiting"), True),
        Head(_("Given up"), True), Head(_("State")),
    )  # fmt: skip
    rows = tuple(
        Row(
            (str(one.number), one.url, told_of(one), str(one.waiting), str(one.dead), webhook_word(one)),
            url=f"?webhook={one.number}",
            buttons=_buttons(one),
            is_current=one is opened,
        )
        for one in found
    )
    return Listing(_("Webhooks"), heads, rows, _("No webhooks yet. Add the address of a system that is to be told."))


def _buttons(one: WebhookFacts) -> tuple[Button, ...]:
    again = (Button(_("Send again"), "replay", str(one.number)),) if one.dead or one.stopped else ()
    return (
        *again,
        Button(_("New key"), "renew", str(one.number)),
        Button(_("Take away"), "remove", str(one.number)),
    )


def _deliveries(company: CompanyFacts, webhook: WebhookFacts) -> Listing:
    heads = (
        Head(_("Event"), True), Head(_("What happened")), Head(_("State")), Head(_("Tried")),
        Head(_("Failures"), True), Head(_("Answer")),
    )  # fmt: skip
    found = deliveries(company=company, webhook=webhook, most=SHOWN)
    title = _("The latest events of webhook {number}").format(number=webhook.number)
    return Listing(title, heads, tuple(_row(one) for one in found), _("Nothing has been sent to it yet."))


def _row(one: DeliveryFacts) -> Row:
    answer = one.trouble or (str(one.answer) if one.answer else "")
    tried = moment(one.answered_at) if one.answered_at else ""
    return Row((str(one.position), kind_word(one.kind), delivery_word(one.state), tried, str(one.failures), answer))


def _kinds() -> Listing:
    heads = (Head(_("Kind")), Head(_("What happened")))
    return Listing(_("Kinds of events"), heads, tuple(Row((kind, kind_word(kind))) for kind in KINDS))


def _form() -> Form:
    hint = _("As they are listed beside, with blanks between; all if left empty.")
    fields = (
        Field("url", _("Address"), is_needed=True, example="https://example.com/events"),
        Field("kinds", _("Kinds of events"), hint=hint),
    )
    return Form("webhook", _("Add a webhook"), _("Add"), fields, at=AT)
