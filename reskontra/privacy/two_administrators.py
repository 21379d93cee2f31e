"""Where four eyes are set, what is erased is asked for by one administrator and done by another."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts, setting
from reskontra.core.errors import Refused
from reskontra.interface.people import administrators_of
from reskontra.interface.second_pair import is_another
from reskontra.interface.setup import Note


class SecondAdministratorMissing(Refused):
    code = "second_administrator_missing"
    template = (
        "{actor} asked to erase {what}, four eyes are set, and nobody else is an administrator. "
        "Add a user with that role, on the page of users or with reskontra user add, and let that one do it."
    )


def takes_two(*, company: CompanyFacts) -> bool:
    return bool(setting(company=company, key="four_eyes_above", default=""))


def is_one_alone(*, company: CompanyFacts) -> bool:
    """Whether it takes two administrators and there are not so many: what is asked for nobody can do."""
    return takes_two(company=company) and administrators_of(company=company.id) < 2


def refuse_asker(*, company: CompanyFacts, actor: str, asked_by: str, what: str, otherwise: Refused) -> None:
    """otherwise: the refusal where another administrator could do it.

    refuses   SecondAdministratorMissing, otherwise, what is_another() refuses
    """
    if is_another(company=company.id, actor=actor, prepared_by=[asked_by], role="ADMINISTRATOR"):
        return
    if is_one_alone(company=company):
        raise SecondAdministratorMissing(actor=asked_by, what=what)
    raise otherwise


def one_alone_text() -> str:
    """What an administrator is to do who is alone where it takes two."""
    return _(
        "Four eyes are set: one administrator asks for an erasure, and another does it. There is one alone: add a user "
        "with that role, or nothing is erased."
    )


def one_alone_notes(company: CompanyFacts) -> tuple[Note, ...]:
    """The same on a page, with where users are added; none where there are two, or where one may do it."""
    if not is_one_alone(company=company):
        return ()
    return (Note(one_alone_text(), _("Users"), reverse("setup_people", args=[company.id])),)
