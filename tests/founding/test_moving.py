"""What a move refuses, and that pages and programs find the books where they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, transaction

from reskontra.audit.queries import Wanted, events
from reskontra.companies.edit import change_company, company_values
from reskontra.companies.placing import say_at_home
from reskontra.companies.queries import CompanyFacts, companies
from reskontra.core.integrity import Violation
from reskontra.database import places
from reskontra.database.locks import CompanyMoved, CompanyMoving, lock_company
from reskontra.database.moving import row_counts
from reskontra.founding.moving import (
    BooksThere,
    CompanyAtWork,
    CompanyThere,
    MoveUnlike,
    MoveUnproved,
    NotMoving,
    RowsLeftThere,
    clear_left,
    give_up,
    move_company,
)
from reskontra.founding.sandbox import delete_sandbox, make_sandbox
from reskontra.interface.jobs import start_job
from reskontra.interface.people import give_role, people_of
from reskontra.interface.worker import run_waiting
from tests import build
from tests.placed import a_place, moved
from tests.program import Program
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_what_cannot_be_moved_stays(company: CompanyFacts, tmp_path: Path) -> None:
    def move(to: str = "there", told: CompanyFacts = company, unproved: tuple[Violation, ...] = ()) -> None:
        move_company(company=told, actor=build.BOB, to=to, prove=lambda _moved: unproved)

    with a_place(tmp_path):
        with pytest.raises(CompanyThere):
            move("")
        with pytest.raises(NotMoving):
            give_up(company=company, actor=build.BOB)
        with pytest.raises(BooksThere):
            clear_left(company=company, actor=build.BOB, place="")
        job = {"kind": "match", "subject": "1", "arguments": {}}
        with places.at(""):
            start_job(company=company.id, actor=build.BOB, **job)  # type: ignore[arg-type]
            with pytest.raises(CompanyAtWork, match="1"):
                move()
            run_waiting()
        with pytest.raises(MoveUnproved, match="lost the guard x"):
            move(unproved=(Violation("trigger_missing", {"trigger": "x"}),))
        with places.at("there"):
            assert row_counts(company.id) == {}
        (moving,) = companies()
        assert (moving.place, moving.moving_to) == ("", "there")
        for refused in (lambda: move("elsewhere", moving), lambda: clear_left(company=moving, actor="", place="")):
            with pytest.raises((CompanyMoving, places.PlaceUnknown)):
                refused()
        with pytest.raises(CompanyMoving), transaction.atomic(), places.at(""):
            lock_company(company.id)
        give_up(company=moving, actor=build.BOB)
        away = moved(company)
        with pytest.raises(CompanyMoved), transaction.atomic(), places.at(""):
            lock_company(company.id)
        with pytest.raises(RowsLeftThere, match=company.name):
            move("", away)
        say_at_home(company.id, place="")
        with pytest.raises(RowsLeftThere):
            move("there", replace(company, place=""))


ODD = {  # a trigger at the target that makes another row of what is written
    "sqlite": [
        "CREATE TRIGGER odd AFTER INSERT ON companies_terms BEGIN "
        "UPDATE companies_terms SET name = 'odd' WHERE id = NEW.id; END"
    ],
    "postgresql": [
        "CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := 'odd'; RETURN NEW; END $$",
        "CREATE TRIGGER odd BEFORE INSERT ON companies_terms FOR EACH ROW EXECUTE FUNCTION odd()",
    ],
}


def test_rows_that_came_otherwise_are_not_taken(company: CompanyFacts, tmp_path: Path) -> None:
    with a_place(tmp_path):
        with places.at("there"), connection.cursor() as cursor:
            for statement in ODD[connection.vendor]:
                cursor.execute(statement)
        with pytest.raises(MoveUnlike, match="companies_terms"):
            moved(company)
        with places.at("there"):
            assert row_counts(company.id) == {}


def test_pages_programs_and_people_find_the_books(company: CompanyFacts, tmp_path: Path) -> None:
    browser = Browser(company, role="ADMINISTRATOR")
    Browser(company, role="ADMINISTRATOR", name="bob")
    program = Program(company)
    with a_place(tmp_path):
        away = moved(company)
        clear_left(company=away, actor=build.BOB, place="")
        assert row_counts(company.id) == {}
        for path in (
            "",
            "setup/",
            "setup/company/",
            "journals/",
            "customers/",
            "reports/",
            "vouchers/",
            "setup/people/",
        ):
            page = browser.get(path)
            assert (page.status, company.name in page.source) == (200, True), path
        assert program.get("company").status == 200
        first = program.post("parties", {"ledger": "customer", "number": "C9", "name": "Kund AB"}, key="one")
        again = program.post("parties", {"ledger": "customer", "number": "C9", "name": "Kund AB"}, key="one")
        assert first.status == again.status
        assert first.data == again.data
        give_role(company=company.id, actor=build.BOB, username="alice", role="ACCOUNTANT")
        roles = {one.username: one.roles[company.id] for one in people_of(company=company.id)}
        assert roles == {"alice": "ACCOUNTANT", "bob": "ADMINISTRATOR"}
        with places.at("there"):
            change_company(company=away, actor=build.BOB, wanted={"city": "Malmö"})
            assert company_values(company=away)["city"] == "Malmö"
            copy = make_sandbox(company=away, actor=build.BOB, name="Prov")
            assert [one.place for one in companies()] == ["there", "there"]
            delete_sandbox(company=copy, actor=build.BOB)
            actions = [one.action for one in events(company=company.id, wanted=Wanted(), most=50)]
        assert {"company.move_begun", "company.moved", "company.left_rows_deleted", "company.changed"} <= set(actions)
        assert [one.name for one in companies()] == [company.name]
