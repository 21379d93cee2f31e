"""An archived company is all in its folder, and nobody writes it until it is opened again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from django.db import connection, transaction

from reskontra.audit.queries import Wanted, events
from reskontra.companies.archiving import archive_of
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.companies.sandbox import InSandbox
from reskontra.database import places
from reskontra.database.locks import CompanyArchived, lock_company
from reskontra.database.moving import sums
from reskontra.founding.archiving import (
    ARCHIVE,
    Archived,
    CompanyHasJobs,
    CompanyNotArchived,
    OpenedMeanwhile,
    archive_company,
    reopen_company,
)
from reskontra.founding.sandbox import make_sandbox
from reskontra.interface.auth import role_in
from reskontra.interface.jobs import start_job
from reskontra.interface.people import find_user, give_role
from reskontra.interface.tokens import create_token, revoke_token
from reskontra.operation.new_folders import FolderNotEmpty
from reskontra.privacy.erasing import erase
from reskontra.privacy.persons import person_of
from tests import books, build
from tests.cli.running import done
from tests.placed import a_place, moved
from tests.privacy.a_person import tell_of_anna
from tests.program import Program
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(company: CompanyFacts) -> Story:
    return Story(company)  # of which nothing has been told yet


def archived(company: CompanyFacts, folder: Path) -> Archived:
    return archive_company(company=company, actor=build.BOB, folder=folder, told=lambda done, total: None)


def test_the_archive_proves_what_is_in_it_and_what_stays(story: Story, tmp_path: Path) -> None:
    tell_of_anna(story)
    company = story.company
    done = archived(company, tmp_path / "archive")
    text = (tmp_path / "archive" / ARCHIVE).read_bytes()
    assert hashlib.sha256(text).hexdigest() == done.sha256 == archive_of(company.id)[1]
    told = json.loads(text)
    manifest = (tmp_path / "archive" / "manifest.json").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == told["manifest_sha256"]
    for table in json.loads(manifest)["tables"]:
        assert hashlib.sha256((tmp_path / "archive" / table["file"]).read_bytes()).hexdigest() == table["sha256"]
    rows = {name: one for name, one in sums(places.own(), company.id).items() if one.rows}
    assert told["rows"] == {name: {"rows": one.rows, "sha256": one.sha256} for name, one in rows.items()}
    assert done.files == 2
    assert books.violations() == []


def test_nobody_writes_it_by_any_way_and_everybody_may_read(story: Story, tmp_path: Path) -> None:
    tell_of_anna(story)
    browser, program = Browser(story.company), Program(story.company)
    archived(story.company, tmp_path / "archive")
    before = books.contents()
    page = browser.post("setup/series/", {"form": "series", "code": "PAY", "prefix": "P-", "digits": "4"})
    assert page.status == 422
    said = "Nordan AB is archived, and is only read. Open it again first: reskontra company reopen NAME."
    assert said in page.text
    answer = program.ask("PATCH", "company", {"city": "Lund"})
    assert (answer.status, answer.data["detail"]) == (422, said)
    with pytest.raises(CompanyArchived):
        start_job(company=story.company.id, actor=build.BOB, kind="match", subject="1", arguments={})
    with pytest.raises(CompanyArchived):
        archived(story.company, tmp_path / "again")
    assert books.contents() == before
    assert "Archived: these books are only read." in browser.get("").text
    assert program.get("company").data["name"] == "Nordan AB"


def test_who_may_see_it_is_still_decided(company: CompanyFacts, tmp_path: Path) -> None:
    Browser(company, role="ADMINISTRATOR", name="adam")
    Browser(company, role="CLERK", name="alice")
    create_token(company=company.id, actor="adam", name="webshop", role="READER", scopes=["read"])
    archived(company, tmp_path / "archive")
    give_role(company=company.id, actor="adam", username="alice", role="")
    assert revoke_token(company=company.id, actor="adam", name="webshop").state == "revoked"
    assert role_in(company=company.id, user_id=find_user(username="alice").id) == ""
    assert books.violations() == []


def test_what_is_known_of_a_person_is_still_handed_out_and_a_hold_is_set(story: Story, tmp_path: Path) -> None:
    tell_of_anna(story)
    company = story.company
    browser, program = Browser(company, role="ADMINISTRATOR"), Program(company, role="ADMINISTRATOR")
    archived(company, tmp_path / "archive")
    before = books.contents()
    assert program.post("customers/K1/personal-data").status == 200
    assert browser.client.get(f"/{company.id}/customers/K1/privacy/file/").status_code == 200
    done("privacy", "export", "--customer", "K1", "--out", tmp_path / "k1")
    page = browser.post("setup/retention/", {"form": "hold", "fiscal_year": "2026", "reason": "a lawsuit"})
    assert "Legal hold 1 is set." in page.text
    told = [one.action for one in events(company=company.id, wanted=Wanted(), most=4)]
    assert told == ["legal_hold.set", *["privacy.exported"] * 3]
    after = books.contents()
    written = {table for table in after if after[table] != before.get(table)}
    assert written == {"audit_event", "audit_payload", "privacy_legalhold"}
    with pytest.raises(CompanyArchived):
        erase(company=company, actor="adam", person=person_of(company=company, customer="K1"), reason="asked for")
    assert books.violations() == []


def test_it_is_written_again_once_it_is_opened(company: CompanyFacts, tmp_path: Path) -> None:
    with pytest.raises(CompanyNotArchived):
        reopen_company(company=company, actor=build.BOB)
    archived(company, tmp_path / "archive")
    reopen_company(company=company, actor=build.BOB)
    assert not company_by_id(id=company.id).is_archived
    told = [one.action for one in events(company=company.id, wanted=Wanted(), most=2)]
    assert told == ["company.reopened", "company.archived"]
    with transaction.atomic():
        lock_company(company.id)


def test_one_that_was_opened_while_it_was_written_is_not_archived(company: CompanyFacts, tmp_path: Path) -> None:
    def told(done: int, total: int) -> None:
        if company_by_id(id=company.id).is_archived:
            reopen_company(company=company, actor=build.BOB)

    with pytest.raises(OpenedMeanwhile):
        archive_company(company=company, actor=build.BOB, folder=tmp_path / "archive", told=told)
    assert archive_of(company.id) == (None, "")


def test_what_cannot_be_archived_stays_as_it_is(company: CompanyFacts, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("")
    copy = make_sandbox(company=company, actor=build.BOB, name="Prov")
    before = books.contents()
    with pytest.raises(FolderNotEmpty):
        archived(company, tmp_path / "full")
    with pytest.raises(InSandbox):
        archived(copy, tmp_path / "copy")
    assert books.contents() == before
    start_job(company=company.id, actor=build.BOB, kind="match", subject="1", arguments={})
    with pytest.raises(CompanyHasJobs, match="1 job is under way in Nordan AB"):
        archived(company, tmp_path / "archive")
    assert not (tmp_path / "archive").exists()
    assert not company_by_id(id=company.id).is_archived


def test_a_company_in_a_place_of_its_own_is_archived_there(company: CompanyFacts, tmp_path: Path) -> None:
    with a_place(tmp_path):
        away = moved(company)
        with places.at("there"):
            archived(away, tmp_path / "archive")
            with pytest.raises(CompanyArchived), transaction.atomic():
                lock_company(company.id)
            with connection.cursor() as cursor:
                cursor.execute("SELECT archive_sha256 FROM companies_company WHERE id = %s", [company.id])
                assert cursor.fetchone() == (archive_of(company.id)[1],)
            reopen_company(company=away, actor=build.BOB)
