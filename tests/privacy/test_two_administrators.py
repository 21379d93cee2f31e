"""Where it takes two administrators, who is alone is told what to do."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.interface.people import let_in
from reskontra.privacy.two_administrators import (
    SecondAdministratorMissing,
    is_one_alone,
    one_alone_notes,
    refuse_asker,
)
from reskontra.privacy.year_asks import YearErasureByTwo
from tests import build

pytestmark = pytest.mark.django_db


def refused(company: CompanyFacts, actor: str) -> str:
    by_two = YearErasureByTwo(actor="adam", year="2010")
    try:
        refuse_asker(company=company, actor=actor, asked_by="adam", what="2010", otherwise=by_two)
    except (SecondAdministratorMissing, YearErasureByTwo) as refusal:
        return refusal.code
    return ""


def test_one_alone_is_told_to_add_another(company: CompanyFacts) -> None:
    for name in ("adam", "eva"):
        build.person(company, name=name, role="ADMINISTRATOR")
    let_in(actor=build.BOB, username="eva", is_active=False)
    assert not is_one_alone(company=company), "one may do it"
    set_setting(company=company, actor=build.BOB, key="four_eyes_above", value="0")
    assert [note.word for note in one_alone_notes(company)] == ["Users"]
    assert (refused(company, "Adam"), refused(company, "eva")) == ("second_administrator_missing", "")
    let_in(actor=build.BOB, username="eva", is_active=True)
    assert one_alone_notes(company) == ()
    assert refused(company, "Adam") == "year_erasure_by_two"
