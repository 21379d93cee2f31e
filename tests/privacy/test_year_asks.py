"""With four eyes one administrator asks for the files of a year to be erased, and another one does it."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.queries import events_of
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.interface.second_pair import SecondPairUnproven, actor_is_told
from reskontra.privacy.erasing_years import YearFiles, YearHeld, erase_year, preview
from reskontra.privacy.legal_holds import lift_hold, set_hold
from reskontra.privacy.two_administrators import SecondAdministratorMissing
from reskontra.privacy.year_asks import YearErasureByTwo, YearErasureNotAsked, asked_years, withdraw
from tests import books, build
from tests.privacy.test_erasing_years import LATER, Killed, closed, stored, there

pytestmark = pytest.mark.django_db


def erase(company: CompanyFacts, actor: str, *, year: str = "2025", until: int = 10) -> YearFiles:
    def told(done: int, total: int) -> None:
        if done >= until:
            raise Killed

    return erase_year(company=company, actor=actor, year=year, reason="too old", today=LATER, told=told, at_a_time=2)


def four_eyes(company: CompanyFacts, above: str) -> None:
    set_setting(company=company, actor=build.BOB, key="four_eyes_above", value=above)


def test_one_asks_and_another_does_it_however_often_it_is_broken_off(company: CompanyFacts) -> None:
    ids = [stored(company, date(2025, 2, 3), bytes([number])) for number in range(5)]
    closed(company, "2025")
    four_eyes(company, "0")
    for name in ("adam", "eva"):
        build.person(company, name=name, role="ADMINISTRATOR")
    found = erase(company, "adam")
    assert (found.count, found.asked_by, there(company, ids)) == (5, "adam", ids)
    before = books.contents()
    with pytest.raises(YearErasureByTwo, match="adam asked to erase the files of 2025"):
        erase(company, "Adam")
    with actor_is_told(), pytest.raises(SecondPairUnproven):
        erase(company, "eva")
    assert books.contents() == before
    with pytest.raises(Killed):
        erase(company, "eva", until=4)
    assert there(company, ids) == ids[4:]
    assert erase(company, "eva") == YearFiles("2025", date(2032, 12, 31), 1, 1, ())
    (asked,) = events_of(company=company.id, action="retention.asked")
    assert (asked.actor, asked.subject, asked.content) == ("adam", "2025", {"reason": "too old"})
    erased = events_of(company=company.id, action="retention.erased")
    assert [(one.actor, one.content["asked_by"]) for one in erased if one.content] == [("eva", "adam")] * 3
    stored(company, date(2025, 2, 3), b"more")
    assert erase(company, "eva").asked_by == "eva", "the next time takes two again"


def test_an_ask_is_withdrawn_and_the_year_is_asked_for_anew(company: CompanyFacts) -> None:
    """Also while another is at it: the rest stays."""
    ids = [stored(company, date(2025, 2, 3), bytes([number])) for number in range(5)]
    closed(company, "2025")
    four_eyes(company, "0")
    with pytest.raises(YearErasureNotAsked, match="Use one of –, or ask for it anew"):
        withdraw(company=company, actor="eva", year="2025")
    erase(company, "adam")
    withdraw(company=company, actor="eva", year="2025")
    (gone,) = events_of(company=company.id, action="retention.withdrawn")
    assert (gone.actor, gone.subject, gone.content) == ("eva", "2025", {"asked_by": "adam", "reason": "too old"})
    assert (asked_years(company=company), erase(company, "eva").asked_by) == ({}, "eva")

    def told(done: int, total: int) -> None:
        if done:
            withdraw(company=company, actor="eva", year="2025")

    order = {"year": "2025", "reason": "too old", "today": LATER, "at_a_time": 2}
    with pytest.raises(YearErasureNotAsked):
        erase_year(company=company, actor="adam", told=told, **order)  # type: ignore[arg-type]
    assert there(company, ids) == ids[2:]


def test_nothing_is_asked_for_that_may_not_go(company: CompanyFacts) -> None:
    stored(company, date(2010, 2, 3), b"old")
    four_eyes(company, "0")
    hold = set_hold(company=company, actor=build.BOB, fiscal_year="", reason="a lawsuit")
    with pytest.raises(YearHeld):
        erase(company, "adam", year="2010")
    lift_hold(company=company, actor=build.BOB, number=hold, reason="settled")
    assert asked_years(company=company) == {}
    erase(company, "adam", year="2010")
    hold = set_hold(company=company, actor=build.BOB, fiscal_year="", reason="another lawsuit")
    with pytest.raises(YearHeld):
        erase(company, "eva", year="2010")
    lift_hold(company=company, actor=build.BOB, number=hold, reason="settled")
    four_eyes(company, "none")
    assert preview(company=company, year="2010", today=LATER).asked_by == ""
    assert erase(company, "adam", year="2010").asked_by == ""


def test_set_while_one_alone_is_at_it_the_rest_waits_for_another(company: CompanyFacts) -> None:
    ids = [stored(company, date(2025, 2, 3), bytes([number])) for number in range(5)]
    closed(company, "2025")

    def told(done: int, total: int) -> None:
        if done:
            four_eyes(company, "0")

    order = {"year": "2025", "reason": "too old", "today": LATER, "at_a_time": 2}
    found = erase_year(company=company, actor="adam", told=told, **order)  # type: ignore[arg-type]
    assert (found.count, found.asked_by, there(company, ids)) == (2, "adam", ids[2:])
    with pytest.raises(SecondAdministratorMissing):
        erase(company, "adam")
    assert (erase(company, "eva").count, there(company, ids)) == (3, [])
