"""Users and roles of a company, for its administrators."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST

from reskontra.core.errors import Refused
from reskontra.interface.asking_again import asks_again
from reskontra.interface.auth import Access, demands
from reskontra.interface.clock import today
from reskontra.interface.forms import Choices, Field, Form, stamp
from reskontra.interface.password_meter import judged_part, new_person, person_fields
from reskontra.interface.passwords import name_of
from reskontra.interface.people import (
    Person,
    UserUnknown,
    add_user,
    change_email,
    find_user,
    give_role,
    let_in,
    people_of,
    refuse_beyond_administered,
)
from reskontra.interface.role_words import ROLE_WORDS, role_word
from reskontra.interface.roles import ROLES
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.typed_form import Typed

MAY = {
    "READER": noop("Reader: sees everything, changes nothing"),
    "AUDITOR": noop("Auditor: sees set-up, users and the audit trail too, draws samples, changes nothing"),
    "CLERK": noop("Clerk: imports, decides, applies"),
    "ACCOUNTANT": noop("Accountant: posts and sets up too, and sees the audit trail"),
    "ADMINISTRATOR": noop("Administrator: users and roles too"),
}
AT = {
    "user_exists": "username", "user_name_unreadable": "username", "user_unknown": "username", "role_unknown": "role",
    "password_weak": "password", "password_too_long": "password", "last_administrator": "role",
    "has_role_already": "username",
}  # fmt: skip


class HasRoleAlready(Refused):
    code = "has_role_already"
    template = "{user} is {role} in the company already. Open the user in the list to change that."


@demands("ADMINISTRATOR", shows=True)
@asks_again()
def people_page(request: HttpRequest, access: Access) -> HttpResponse:
    def do(typed: Typed) -> str:
        return {"new": _add, "known": _let_in}.get(typed.form, _change)(access, typed)

    def present(typed: Typed) -> object:
        if typed.form != "change":
            return None
        return _held(_person(access.company_id, typed.text("edit")), access.company_id)

    change = Change(do, present, lambda typed: typed.text("edit"))
    return answer(request, access, lambda typed: _page(access, typed.text("edit")), change)


@require_POST
@demands("ADMINISTRATOR")
def new_password(request: HttpRequest, access: Access) -> HttpResponse:
    """Of the one that a user is to be added with, as typed so far."""
    typed = Typed(request.POST, today())
    joins = name_of(company=access.company_id)
    return judged_part(request, request.POST.get("password", ""), user=new_person(typed, joins=joins))


def _person(company: int, username: str) -> Person | None:
    return next((one for one in people_of(company=company) if one.username == username), None)


def _held(one: Person | None, company: int) -> tuple[object, ...] | None:
    """What the form about a person shows."""
    return (one.username, one.roles[company], one.email, one.is_active) if one else None


def _add(access: Access, typed: Typed) -> str:
    username, password = typed.needed("username"), typed.as_is("password")
    made = add_user(
        username=username, password=password, name=typed.text("name"), language=typed.text("language"),
        joins=name_of(company=access.company_id), is_lent=True,
    )  # fmt: skip
    return _given(access, made.username, typed.text("role"))


def _let_in(access: Access, typed: Typed) -> str:
    username = typed.needed("username")
    known = _person(access.company_id, username)
    if known:
        raise HasRoleAlready(user=username, role=role_word(known.roles[access.company_id]))
    return _given(access, username, typed.text("role"))


def _change(access: Access, typed: Typed) -> str:
    """How she signs in first: the trail tells it where she has a role."""
    username = typed.text("edit")
    if _person(access.company_id, username) is None:
        raise UserUnknown(user=username)
    told = _sign_in_changed(access, typed, username) if "email" in typed.values else []
    typed.wrong = "role"
    said = _given(access, username, typed.text("role"))
    typed.wrong = ""
    return " ".join([said, *told])


def _sign_in_changed(access: Access, typed: Typed, username: str) -> list[str]:
    """What was changed of her address and of whether she may sign in, in words."""
    known = find_user(username=username)
    told, email, is_active = [], typed.text("email"), typed.is_on("active")
    if (email, is_active) != (known.email, known.is_active):
        typed.wrong = "email" if email != known.email else "active"
        refuse_beyond_administered(actor=access.actor, username=username)
    if email != known.email:
        change_email(actor=access.actor, username=username, email=email)
        told.append(_("{user} is known by {email}.").format(user=username, email=email or "–"))
    if is_active != known.is_active:
        typed.wrong = "active"
        let_in(actor=access.actor, username=username, is_active=is_active)
        told.append((_("{user} may sign in.") if is_active else _("{user} may not sign in.")).format(user=username))
    return told


def _given(access: Access, username: str, role: str) -> str:
    give_role(company=access.company_id, actor=access.actor, username=username, role=role)
    if not role:
        return _("{user} has no role in the company any more.").format(user=username)
    return _("{user} is {role} in the company.").format(user=username, role=role_word(role))


def _page(access: Access, edited: str) -> Page:
    company = access.company_id
    found = people_of(company=company)
    heads = tuple(
        Head(word)
        for word in (_("User"), _("Name"), _("Role"), _("E-mail"), _("Two steps"), _("May sign in"))
    )  # fmt: skip
    rows = tuple(_row(one, company, edited) for one in found)
    chosen = next((one for one in found if one.username == edited), None)
    forms = (_person_form(chosen, company),) if chosen else (_new_form(company), _known_form())
    told = _("Who may see and do what in this company. What a person did stays under her name.")
    return Page(_("Users and roles"), told, (Listing(_("Users"), heads, rows),), forms)


def _row(one: Person, company: int, edited: str) -> Row:
    words = (_("Yes"), _("No"))
    cells = (
        one.username, one.name, _(ROLE_WORDS[one.roles[company]]), one.email, words[not one.has_two_steps],
        words[not one.is_active],
    )  # fmt: skip
    return Row(cells, url=f"?{urlencode({'edit': one.username})}", is_current=one.username == edited)


def _roles() -> Choices:
    return tuple((role, _(MAY[role])) for role in ROLES)


def _person_form(one: Person, company: int) -> Form:
    fields = (
        Field("edit", value=one.username, kind="hidden"),
        Field("role", _("Role"), one.roles[company], "select", (*_roles(), ("", _("None: does not see the company")))),
        Field(
            "email", _("E-mail"), one.email, example="anna@example.se",
            hint=_("Changes to her sign-in are mailed there; single sign-on knows her by it; in all companies."),
        ),
        Field(
            "active", _("May sign in"), "on" if one.is_active else "", "switch",
            hint=_("In all companies; without it she is out from the next click on."),
        ),
    )  # fmt: skip
    title = _("Change {code}").format(code=one.username)
    return Form("change", title, _("Save"), fields, seen=stamp(_held(one, company)), at=AT, leave="?")


def _new_form(company: int) -> Form:
    languages = (("", _("As the browser")), ("sv", "Svenska"), ("en", "English"))
    fields = (
        *person_fields(_("Name"), judged_at=reverse("setup_people_password", args=[company])),
        Field("language", _("Language"), "", "select", languages),
        Field("role", _("Role"), "CLERK", "select", _roles()),
    )
    hint = _("Tell her the password; she chooses her own when she first signs in with it.")
    return Form("new", _("Add a user"), _("Add"), fields, hint, at=AT)


def _known_form() -> Form:
    fields = (
        Field("username", _("User"), is_needed=True, hint=_("The name to sign in with.")),
        Field("role", _("Role"), "CLERK", "select", _roles()),
    )
    return Form("known", _("Let in a user of another company"), _("Give the role"), fields, at=AT)
