"""Tokens of programs, for a company's administrators."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.core.as_typed import day_typed
from reskontra.interface.asking_again import asks_again
from reskontra.interface.auth import Access, demands, signed_in
from reskontra.interface.clock import today
from reskontra.interface.display import value
from reskontra.interface.forms import Field, Form
from reskontra.interface.people_page import MAY
from reskontra.interface.role_words import role_word
from reskontra.interface.scopes import EVERYTHING
from reskontra.interface.setup import Button, Change, Head, Listing, Note, Page, Row, answer, show
from reskontra.interface.tokens import DAYS, TokenFacts, create_token, revoke_token, state_word, tokens
from reskontra.interface.typed_form import Typed

AT = {
    "token_name_taken": "name", "token_name_missing": "name", "role_unknown": "role", "scope_unknown": "scopes",
    "token_expiry_past": "expires",
}  # fmt: skip
TOLD = noop("Programs that use the REST API of this company. What one does stands under its name in the audit trail.")


@demands("ADMINISTRATOR", shows=True)
@asks_again()
def tokens_page(request: HttpRequest, access: Access) -> HttpResponse:
    """The secret stands on the answer itself, this once: no session, cookie or address ever holds it."""
    made: list[str] = []

    def do(typed: Typed) -> str:
        if typed.text("revoke"):
            return _revoke(access, typed)
        made.append(_create(access, typed))
        return ""

    email = signed_in(request).email
    change = Change(do, subject=lambda typed: typed.text("name"))
    answered = answer(request, access, lambda typed: _page(access, email), change)
    if not made:
        return answered
    told = _("The token is {secret} – keep it now: it is not shown again.").format(secret=made[0])
    return show(request, replace(_page(access, email), told=told))


def _create(access: Access, typed: Typed) -> str:
    return create_token(
        company=access.company_id,
        actor=access.actor,
        name=typed.needed("name"),
        role=typed.text("role"),
        scopes=typed.text("scopes").split() or EVERYTHING,
        expires_on=typed.checked("expires", lambda text: day_typed(text, today=today())),
    )


def _revoke(access: Access, typed: Typed) -> str:
    done = revoke_token(company=access.company_id, actor=access.actor, name=typed.text("revoke"))
    return _("{token} is shut out.").format(token=done.name)


def _page(access: Access, email: str) -> Page:
    found = tokens(company=access.company_id)
    words = (_("Program"), _("Ends with"), _("Role"), _("Scopes"), _("Until"), _("Last used"), _("Made by"), _("State"))
    rows = tuple(_row(one) for one in found)
    empty = _("No program is let in yet.")
    return Page(
        _("Tokens of programs"),
        _(TOLD),
        (Listing(_("Tokens of programs"), tuple(Head(word) for word in words), rows, empty),),
        (_form(),),
        links=((_("Reference of the API"), "/api/v1/"),),
        notes=(*_of_address(access, email), *(_of_end(one) for one in found if one.ends_soon)),
    )


def _of_address(access: Access, email: str) -> tuple[Note, ...]:
    """For who cannot be mailed what concerns her tokens and how she signs in."""
    if email:
        return ()
    told = _(
        "You have no e-mail address here: nobody can mail you that a token of yours ends soon, or news of sign-ins."
    )
    if access.only_looks:
        ask = _("Ask an administrator to write your address.")
        return (Note(f"{told} {ask}"),)
    mine = f"{reverse('setup_people', args=[access.company_id])}?{urlencode({'edit': access.actor})}"
    return (Note(told, _("Write your address"), mine),)


def _of_end(one: TokenFacts) -> Note:
    told = _("{token} lets its program in until {day}. Make another, give it to the program, and then revoke this one.")
    return Note(told.format(token=one.name, day=value(one.expires_on)))


def _row(one: TokenFacts) -> Row:
    cells = (
        one.name, f"…{one.hint}", role_word(one.role), " ".join(one.scopes), value(one.expires_on),
        value(one.last_used_at) if one.last_used_at else "", one.created_by, state_word(one),
    )  # fmt: skip
    buttons = (Button(_("Revoke"), "revoke", one.name),) if one.state == "active" else ()
    return Row(cells, buttons=buttons)


def _form() -> Form:
    roles = tuple((role, _(may)) for role, may in MAY.items())
    last = today() + timedelta(days=DAYS)
    fields = (
        Field("name", _("Program"), is_needed=True, example="webshop"),
        Field("role", _("Role"), "CLERK", "select", roles),
        Field(
            "scopes", _("Scopes"), " ".join(EVERYTHING), example="entries:read journals:write",
            hint=_("With blanks between: read, write, or a part of them."),
        ),
        Field("expires", _("Until"), last.isoformat(), is_needed=True, hint=_("The last day it is good for.")),
    )  # fmt: skip
    return Form("new", _("Let a program in"), _("Make a token"), fields, at=AT)
