"""A company goes whole, and nothing else does; what a law or a hold keeps does not go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from reskontra.audit.queries import Wanted, events
from reskontra.audit.trail import last_digest
from reskontra.companies.actions import move_periods
from reskontra.companies.archiving import CompanyBeingDeleted, archive_of, being_deleted, deletion_of
from reskontra.companies.queries import CompanyFacts, companies
from reskontra.core.errors import Refused
from reskontra.database import places
from reskontra.founding.archiving import CompanyNotArchived, reopen_company
from reskontra.founding.deleting import CompanyHeld, CompanyKeptByLaw, delete_company
from reskontra.interface.auth import role_in
from reskontra.interface.people import find_user
from reskontra.interface.tokens import access_by, create_token
from reskontra.privacy.legal_holds import set_hold
from tests import books, build
from tests.founding.test_archiving import archived
from tests.placed import a_place, moved
from tests.privacy.a_person import tell_of_anna
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
LATER = date(2060, 1, 1)


class Killed(BaseException):
    """The end of the process, midway."""


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    return Story(company)  # of which nothing has been told yet


def delete(company: CompanyFacts, *, today: date = LATER, until: int = 10**6) -> int:
    def told(done: int, total: int) -> None:
        if done == until:
            raise Killed

    return delete_company(company=company, actor=build.BOB, reason="too old", today=today, told=told).rows


def rows_of(company: CompanyFacts) -> dict[str, int]:
    """Table → rows of the company, over every table that the models have and every one that the database has."""
    tables = {one._meta.db_table for one in apps.get_models()}
    found = {}
    with connection.cursor() as cursor:
        tables |= set(connection.introspection.table_names(cursor))
        for table in sorted(tables):
            names = {one.name for one in connection.introspection.get_table_description(cursor, table)}
            column = "id" if table == "companies_company" else "company_id"
            if column in names and (table == "companies_company" or "company_id" in names):
                cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [company.id])
                if count := cursor.fetchone()[0]:
                    found[table] = count
    return found


def closed(company: CompanyFacts) -> None:
    for code in ("2025", "2026"):
        move_periods(company=company, actor=build.BOB, fiscal_year=code, move="close", through=None)


def paid_books(story: Story) -> CompanyFacts:
    """Books in which everything is paid, posted and closed."""
    story.tells(
        """
        bank      B1 1000.00
        customer  K1 "Anna Andersson" email=anna@example.org iban=SE3550000000054910000003
        invoice   K1 INV-1 1000.00 ocr=10017
        statement B1 2026-03-02
        line      1000.00 name="Anna Andersson" iban=SE3550000000054910000003 ocr=10017
        import
        match
        post      all
        """
    )
    closed(story.company)
    return story.company


def test_no_row_of_it_is_left_and_other_books_are_as_they_were(story: Story, tmp_path: Path) -> None:
    other = build.new_company(name="Sunnan AB")
    build.invoice(other, build.customer(other))
    company = paid_books(story)
    Browser(company, role="ADMINISTRATOR", name="adam")
    with pytest.raises(CompanyNotArchived):
        delete(company)
    sha256 = archived(company, tmp_path / "archive").sha256
    with pytest.raises(CompanyKeptByLaw, match="2026 → 2033-12-31"):
        delete(company, today=date(2033, 12, 31))
    trail, digest = events(company=other.id, wanted=Wanted(), most=100), last_digest(company=company.id)
    kept, before = rows_of(other), rows_of(company)
    assert {"ledger_voucherline", "audit_event", "companies_storedfile", "interface_membership"} < set(before)
    assert delete(company) == sum(before.values()) - 1 - before["interface_membership"]
    assert rows_of(company) == {}
    assert rows_of(other) == kept
    assert events(company=other.id, wanted=Wanted(), most=100) == trail
    assert books.violations() == []
    assert [one.name for one in companies()] == ["Sunnan AB"]
    done = deletion_of(company=company.id)
    assert done is not None
    assert (done.name, done.reason, done.deleted_by, done.archive_sha256) == ("Nordan AB", "too old", build.BOB, sha256)
    assert (done.trail_digest, done.deleted_at is None) == (digest, False)


@pytest.mark.parametrize("until", [0, 30, 131])
def test_broken_off_it_is_only_gone_on_with(story: Story, tmp_path: Path, until: int) -> None:
    company = paid_books(story)
    Browser(company, role="ADMINISTRATOR", name="adam")
    secret = create_token(company=company.id, actor="adam", name="webshop", role="READER", scopes=["read"])
    archived(company, tmp_path / "archive")
    with pytest.raises(Killed):
        delete(company, until=until)
    assert access_by(secret) is None
    assert being_deleted() == {company.id}
    assert role_in(company=company.id, user_id=find_user(username="adam").id) == ""
    with pytest.raises(CompanyBeingDeleted):
        reopen_company(company=company, actor=build.BOB)
    assert delete(company) > 0
    assert (rows_of(company), being_deleted()) == ({}, set())


def test_business_that_is_not_done_keeps_it(story: Story, tmp_path: Path) -> None:
    tell_of_anna(story)
    closed(story.company)
    archived(story.company, tmp_path / "archive")
    with pytest.raises(CompanyKeptByLaw, match="2026: 1 open entry"):
        delete(story.company)
    set_hold(company=story.company, actor=build.BOB, fiscal_year="", reason="a lawsuit")
    with pytest.raises(CompanyHeld, match="1 legal hold"):
        delete(story.company)


def test_one_made_by_mistake_goes_at_once_unless_it_is_held(company: CompanyFacts) -> None:
    other = build.new_company(name="Sunnan AB")
    set_hold(company=other, actor=build.BOB, fiscal_year="", reason="a lawsuit")
    with pytest.raises(CompanyHeld, match="1 legal hold"):
        delete(other)
    with pytest.raises(Refused, match="Say why in 1 to 250 letters"):
        delete_company(company=company, actor=build.BOB, reason="", today=LATER, told=lambda done, total: None)
    assert delete(company, today=date(2026, 1, 1)) > 0
    assert rows_of(company) == {}
    assert archive_of(other.id) == (None, "")


def test_a_company_in_a_place_of_its_own_goes_there_and_at_home(story: Story, tmp_path: Path) -> None:
    company = paid_books(story)
    with a_place(tmp_path):
        away = moved(company)  # what it left at home is there still
        with places.at("there"):
            archived(away, tmp_path / "archive")
            assert delete(away) > 0
            assert rows_of(company) == {}
        assert rows_of(company) == {}
