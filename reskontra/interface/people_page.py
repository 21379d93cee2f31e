"""Users and roles of a company, for its administrators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.core.errors import Refused
from reskontra.interface.auth import Access, demands
from reskontra.interface.forms import Choices, Field, Form, stamp
from reskontra.interface.models import ROLES
from reskontra.interface.people import Person, add_user, give_role, people_of
from reskontra.interface.setup import Change, Head, Listing, Page, Row, answer
from reskontra.interface.typed_form import Typed

ROLE_WORDS = {
    "READER": noop("Reader"),
    "CLERK": noop("Clerk"),
    "ACCOUNTANT": noop("Accountant"),
    "ADMINISTRATOR": noop("Administrator"),
}
MAY = {
    "READER": noop("Reader: sees everything, changes nothing"),
    "CLERK": noop("Clerk: imports, applies, posts"),
    "ACCOUNTANT": noop("Accountant: sets up too, and sees the audit trail"),
    "ADMINISTRATOR": noop("Administrator: users and roles too"),
}
AT = {
    "user_exists": "username", "user_name_unreadable": "username", "user_unknown": "username", "role_unknown": "role",
    "password_weak": "password", "last_administrator": "role", "has_role_already": "username",
}  # fmt: skip


class HasRoleAlready(Refused):
    code = "has_role_already"
    template = "{user} is {role} in the company already. Open the user in the list to change that."


@demands("ADMINISTRATOR")
def people_page(request: HttpRequest, access: Access) -> HttpResponse:
    def do(typed: Typed) -> str:
        return {"new": _add, "known": _let_in}.get(typed.form, _change)(access, typed)

    def present(typed: Typed) -> object:
        if typed.form != "change":
            return None
        return _role(access.company_id, typed.text("edit"))

    change = Change(do, present, lambda typed: typed.text("edit"))
    return answer(request, access, lambda typed: _page(access.company_id, typed.text("edit")), change)


def _role(company: int, username: str) -> tuple[str, str]:
    found = next((one for one in people_of(company=company) if one.username == username), None)
    return (username, found.roles[company] if found else "")


def _add(access: Access, typed: Typed) -> str:
    username, password = typed.needed("username"), typed.needed("password")
    made = add_user(username=username, password=password, name=typed.text("name"), language=typed.text("language"))
    return _given(access, made.username, typed.text("role"))


def _let_in(access: Access, typed: Typed) -> str:
    username = typed.needed("username")
    held = _role(access.company_id, username)[1]
    if held:
        raise HasRoleAlready(user=username, role=_(ROLE_WORDS[held]).lower())
    return _given(access, username, typed.text("role"))


def _change(access: Access, typed: Typed) -> str:
    return _given(access, typed.text("edit"), typed.text("role"))


def _given(access: Access, username: str, role: str) -> str:
    give_role(company=access.company_id, actor=access.actor, username=username, role=role, keeps_administrator=True)
    if not role:
        return _("{user} has no role in the company any more.").format(user=username)
    return _("{user} is {role} in the company.").format(user=username, role=_(ROLE_WORDS[role]).lower())


def _page(company: int, edited: str) -> Page:
    found = people_of(company=company)
    heads = (Head(_("User")), Head(_("Name")), Head(_("Role")), Head(_("Two steps")), Head(_("May sign in")))
    rows = tuple(_row(one, company, edited) for one in found)
    chosen = next((one for one in found if one.username == edited), None)
    forms = (_role_form(chosen, company),) if chosen else (_new_form(), _known_form())
    told = _("Who may see and do what in this company. What a person did stays under her name.")
    return Page(_("Users and roles"), told, (Listing(_("Users"), heads, rows),), forms)


def _row(one: Person, company: int, edited: str) -> Row:
    words = (_("Yes"), _("No"))
    cells = (
        one.username, one.name, _(ROLE_WORDS[one.roles[company]]), words[not one.has_two_steps],
        words[not one.is_active],
    )  # fmt: skip
    return Row(cells, url=f"?edit={one.username}", is_current=one.username == edited)


def _roles() -> Choices:
    return tuple((role, _(MAY[role])) for role in ROLES)


def _role_form(one: Person, company: int) -> Form:
    fields = (
        Field("edit", value=one.username, kind="hidden"),
        Field("role", _("Role"), one.roles[company], "select", (*_roles(), ("", _("None: does not see the company")))),
    )
    title = _("Change {code}").format(code=one.username)
    seen = stamp((one.username, one.roles[company]))
    return Form("change", title, _("Save"), fields, seen=seen, at=AT, leave="?")


def _new_form() -> Form:
    languages = (("", _("As the browser")), ("sv", "Svenska"), ("en", "English"))
    fields = (
        Field("username", _("User"), is_needed=True, hint=_("The name to sign in with.")),
        Field("name", _("Name")),
        Field("password", _("Password"), "", "password", is_needed=True, hint=_("At least 12 characters.")),
        Field("language", _("Language"), "", "select", languages),
        Field("role", _("Role"), "CLERK", "select", _roles()),
    )
    hint = _("Tell her the password; she changes it in her menu.")
    return Form("new", _("Add a user"), _("Add"), fields, hint, at=AT)


def _known_form() -> Form:
    fields = (
        Field("username", _("User"), is_needed=True, hint=_("The name to sign in with.")),
        Field("role", _("Role"), "CLERK", "select", _roles()),
    )
    return Form("known", _("Let in a user of another company"), _("Give the role"), fields, at=AT)
