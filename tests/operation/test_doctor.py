"""What the doctor finds: as it should be, and each thing that is not, with its remedy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from reskontra.companies.queries import CompanyFacts
from reskontra.database import spans
from reskontra.database.bulk import moment
from reskontra.interface.jobs import start_job
from reskontra.interface.people import add_user
from reskontra.operation import doctor
from reskontra.operation.doctor import BAD, GOOD, NOTE, Finding, findings
from reskontra.operation.last_done import BACKUP, TICK, WORKER, note_done
from tests import build

pytestmark = pytest.mark.django_db


def found(about: str) -> Finding:
    (one,) = [one for one in findings() if one.about == about]
    return one


def test_a_new_installation_lacks_a_back_up_and_people(company: CompanyFacts) -> None:
    states = {one.about: one.state for one in findings()}
    assert states["Tables"] == states["Secret key"] == states["Webhooks"] == GOOD
    assert (states["Back-up"], states["People"], states["Tick"]) == (BAD, NOTE, NOTE)
    assert all(one.remedy for one in findings() if one.state != GOOD)


def test_what_was_done_is_told_until_it_is_long_ago(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = tmp_path / "one.zip"
    made.touch()
    note_done(BACKUP, file=str(made))
    note_done(TICK)
    note_done(WORKER)
    assert (found("Back-up").state, found("Tick").state, found("Worker").state) == (GOOD, GOOD, GOOD)
    assert found("Back-up").found.endswith(f": {made}")
    made.unlink()
    assert (found("Back-up").state, found("Back-up").found.endswith(f", and {made} is not there.")) == (NOTE, True)
    later = moment() + timedelta(days=3)
    monkeypatch.setattr(doctor, "moment", lambda: later)
    assert (found("Back-up").state, found("Tick").state) == (BAD, NOTE)


def test_work_that_nobody_does_is_told(company: CompanyFacts, monkeypatch: pytest.MonkeyPatch) -> None:
    start_job(company=company.id, actor=build.ALICE, kind="match", subject="PRJ1", arguments={"journal": "PRJ1"})
    assert found("Worker") == Finding("Worker", GOOD, "None was ever there. 1 job waits.")
    later = moment() + timedelta(hours=1)
    monkeypatch.setattr(doctor, "moment", lambda: later)
    assert (found("Worker").state, found("Worker").remedy[:22]) == (BAD, "Start reskontra worker")


def test_without_the_tables_of_this_version_the_rest_is_left_out() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'operation'")
    assert found("Tables") == Finding("Tables", BAD, "1 migration is not applied.", "Run reskontra migrate.")
    assert "Back-up" not in {one.about for one in findings()}


def test_what_a_later_version_added_is_noted_and_what_it_took_away_is_to_be_mended() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("parties", "0099_keep_nicknames")
    assert (found("Tables").state, found("Tables").found[:30]) == (NOTE, "1 migration of a later version")
    assert found("People").remedy
    recorder.record_applied("parties", "0100_take_away_names")
    assert (found("Tables").state, found("Tables").remedy) == (BAD, "Install that version here, too.")


def test_traces_that_nobody_can_send_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in spans.ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    assert found("Traces").state == GOOD
    monkeypatch.setenv(spans.ADDRESSES[0], "http://collector:4318")
    monkeypatch.setattr(spans, "PACKAGES", ("opentelemetry_that_is_not_there.sdk",))
    assert (found("Traces").state, found("Traces").found[:33]) == (NOTE, "They are to be sent to collector:")


def test_who_lacks_the_second_step_that_is_demanded_is_noted(settings: Any) -> None:
    assert (found("Second step").state, found("Second step").found) == (NOTE, "None is demanded at sign-in.")
    settings.SECOND_STEP = "everybody"
    assert found("Second step").state == GOOD
    for name in ("carla", "dora"):
        add_user(username=name, password="kastanj i maj 1914")
    assert (found("Second step").state, found("Second step").found) == (NOTE, "2 users lack it: carla, dora")


def test_a_key_that_is_not_set_is_noted(settings: Any) -> None:
    settings.SECRET_KEY = settings.NO_SECRET
    assert found("Secret key").state == NOTE


@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="of a file")
def test_a_file_that_others_read_and_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "books.sqlite3"
    path.touch(mode=0o644)
    monkeypatch.setattr(doctor, "database_name", lambda: str(path))
    monkeypatch.setattr(doctor, "ROOM_LEFT", 1 << 62)
    told = [one for one in findings() if one.about == "Folders"]
    assert [one.state for one in told] == [BAD, NOTE, GOOD, GOOD]
    assert told[1].remedy == f"Take that away: chmod o-rwx {path}"
    monkeypatch.setattr(doctor, "database_name", lambda: str(tmp_path / "none" / "books.sqlite3"))
    assert [one.found for one in findings() if one.state == BAD][1] == f"{tmp_path}/none cannot be written."


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="of a server")
def test_a_server_that_may_lose_what_it_stored_is_told() -> None:
    """The tests' own server is one."""
    told = [one.found for one in findings() if one.state == BAD]
    assert "fsync is off: a power cut can destroy the books." in told
    assert found("Clock").state == GOOD
