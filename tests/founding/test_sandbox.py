"""A sandbox has the same books, and nothing that is done in either touches the other."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from django.db import connection

from reskontra.audit.queries import Wanted, events
from reskontra.bank.feeds.actions import FeedSettings, add_feed
from reskontra.bank.feeds.queries import feeds
from reskontra.companies.actions import CompanyExists
from reskontra.companies.notes import Subject, add_note, notes_beside
from reskontra.companies.queries import CompanyFacts, companies
from reskontra.companies.sandbox import InSandbox, SandboxUnnamed
from reskontra.database.copying import company_tables
from reskontra.founding.sandbox import COPYING, NotASandbox, delete_sandbox, make_sandbox
from reskontra.interface.auth import role_in
from reskontra.interface.people import find_user
from reskontra.ledger.queries import trial_balance
from reskontra.parties.models import Party
from reskontra.receivables.models import Entry
from tests import books, build
from tests.guards import assert_refused
from tests.story import Story
from tests.test_scenarios import FOLDER
from tests.web import Browser

pytestmark = pytest.mark.django_db


def copy_of(company: CompanyFacts, name: str = "Prov") -> CompanyFacts:
    return make_sandbox(company=company, actor=build.BOB, name=name)


def last_story(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rpartition("\nstory ")[2].splitlines()[1:]


def books_of(company: CompanyFacts) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the company in every table."""
    found = {}
    for table in company_tables():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table._meta.db_table} WHERE company_id = %s", [company.id])
            found[table._meta.db_table] = sorted(cursor.fetchall(), key=repr)
    return found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_the_copy_of_any_books_balances_as_they_do(company: CompanyFacts, path: Path) -> None:
    story = Story(company)
    for line in last_story(path):
        if line.strip():
            story.tell(line)
    copy = copy_of(company)
    assert trial_balance(company=copy) == trial_balance(company=company)
    sizes = {
        name: {table: len(rows) for table, rows in books_of(one).items() if table not in COPYING.left_out}
        for name, one in (("copy", copy), ("own", company))
    }
    assert sizes["copy"] == sizes["own"]
    before = books_of(company)
    assert delete_sandbox(company=copy, actor=build.BOB) >= sum(sizes["copy"].values())
    assert not any(books_of(copy).values())
    assert [one.name for one in companies()] == [company.name]
    after = books_of(company)
    assert {name for name, rows in after.items() if rows != before[name]} == {"audit_event", "audit_payload"}
    assert events(company=company.id, wanted=Wanted(), most=1)[0].action == "company.sandbox_deleted"


def test_what_is_no_sandbox_is_not_deleted_and_a_sandbox_is_guarded_until_it_goes(company: CompanyFacts) -> None:
    copy = copy_of(company)
    before = books.contents()
    with pytest.raises(NotASandbox):
        delete_sandbox(company=company, actor=build.BOB)
    assert books.contents() == before
    for table in ("audit_event", "audit_payload"):
        assert_refused(f"DELETE FROM {table} WHERE company_id = {copy.id}", because="never deleted")


def test_notes_come_along_beside_the_same(company: CompanyFacts) -> None:
    build.invoice(company, build.customer(company))
    for kind, model, name in (("PARTY", Party, "C1"), ("ENTRY", Entry, "INV-1")):
        subject = Subject(kind, model.objects.get(company=company.id).id, name)  # type: ignore[attr-defined]
        add_note(company=company, actor=build.ALICE, subject=subject, text=f"About {name}")
    copy = copy_of(company)
    for kind, model, name in (("PARTY", Party, "C1"), ("ENTRY", Entry, "INV-1")):
        id = model.objects.get(company=copy.id).id  # type: ignore[attr-defined]
        assert [one.text for one in notes_beside(company=copy, kind=kind, id=id).rows] == [f"About {name}"]


def test_work_goes_on_in_the_copy_and_the_company_stays_as_it_was(story: Story) -> None:
    story.tells("statement B1 2026-03-02\nline 1000.00 ocr=10017\nimport\nmatch")
    copy = copy_of(story.company)
    before = books_of(story.company)
    told = deepcopy(story)
    told.company = copy
    told.tells(
        """
        on        PRJ000001
        post      all
        remaining INV-1 0.00
        gl        1930 11000.00
        reverse
        customer  C9 "Nya AB"
        invoice   C9 INV-9 70.00 ocr=10090
        statement B1 2026-03-03
        line      70.00 ocr=10090
        import
        match
        """
    )
    assert books_of(story.company) == before
    story.tells("post all\nremaining INV-1 0.00\ngl 1930 11000.00")


def test_its_users_come_along_and_its_feeds_do_not(story: Story, tmp_path: Path) -> None:
    company = story.company
    settings = FeedSettings(options={"path": str(tmp_path)})
    add_feed(company=company, actor=build.BOB, code="SEB", kind="folder", settings=settings)
    Browser(company, role="CLERK", name="alice")
    copy = copy_of(company)
    assert copy.is_sandbox
    assert role_in(company=copy.id, user_id=find_user(username="alice").id) == "CLERK"
    assert feeds(company=copy) == []
    with pytest.raises(InSandbox):
        add_feed(company=copy, actor=build.BOB, code="SEB", kind="folder", settings=settings)


def test_both_trails_tell_of_it(story: Story) -> None:
    copy = copy_of(story.company, " Prov ")
    assert copy.name == "Prov"
    assert [one.action for one in events(company=copy.id, wanted=Wanted(), most=9)] == ["company.sandbox_made"]
    assert events(company=story.company.id, wanted=Wanted(), most=1)[0].action == "company.copied"


@pytest.mark.parametrize(
    ("name", "refusal"), [("", SandboxUnnamed), ("x" * 201, SandboxUnnamed), ("nordan ab", CompanyExists)]
)
def test_a_name_that_does_not_do_is_refused(company: CompanyFacts, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        copy_of(company, name)
    assert len(companies()) == 1


def test_a_sandbox_is_not_copied(company: CompanyFacts) -> None:
    copy = copy_of(company)
    with pytest.raises(InSandbox):
        copy_of(copy, "Prov 2")
