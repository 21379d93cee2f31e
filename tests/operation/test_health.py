"""Ready is who has a database with the tables of this version; who works off the queue is told beside it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from reskontra.companies.placing import drop_place, keep_place
from reskontra.companies.queries import CompanyFacts
from reskontra.database import places
from reskontra.database.bulk import moment
from reskontra.interface.database import NoBooks
from reskontra.interface.jobs import start_job
from reskontra.operation.health import (
    ABSENT,
    AHEAD,
    BEHIND,
    OK,
    SILENT,
    WORKER_SILENT,
    BooksOfLaterVersion,
    Readiness,
    is_worker_absent,
    later_migrations,
    missing_migrations,
    readiness,
    require_nothing_taken_away,
    require_tables,
    silent_places,
    states_of_places,
)
from reskontra.operation.last_done import WORKER, note_done
from reskontra.operation.metrics import metrics
from tests import build
from tests.placed import a_place, nowhere

pytestmark = pytest.mark.django_db


def test_a_migrated_database_is_ready() -> None:
    assert readiness() == Readiness(OK, OK, OK)
    assert readiness().is_ready


def test_one_that_lacks_a_migration_is_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'operation'")
    assert missing_migrations() == [("operation", "0001_create_room")]
    assert readiness() == Readiness(OK, BEHIND, OK)
    assert not readiness().is_ready
    with pytest.raises(NoBooks):
        require_tables()
    require_nothing_taken_away()  # reskontra serve brings it up itself


def test_one_with_what_a_later_version_added_is_and_one_that_lacks_what_it_took_away_is_not() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("parties", "0099_keep_nicknames")
    recorder.record_applied("another", "0001_take_away_all")  # no room of ours
    assert later_migrations() == [("parties", "0099_keep_nicknames")]
    assert readiness() == Readiness(OK, OK, OK)
    require_tables()
    recorder.record_applied("parties", "0100_take_away_names")
    assert readiness() == Readiness(OK, AHEAD, OK)
    assert not readiness().is_ready
    with pytest.raises(BooksOfLaterVersion, match="0100_take_away_names in parties"):
        require_tables()


def test_a_worker_is_missed_when_something_waits_for_it(company: CompanyFacts) -> None:
    later = moment() + WORKER_SILENT + timedelta(seconds=5)
    assert not is_worker_absent(now=later)
    start_job(company=company.id, actor=build.ALICE, kind="match", subject="PRJ1", arguments={"journal": "PRJ1"})
    assert not is_worker_absent(now=moment())
    assert is_worker_absent(now=later)
    note_done(WORKER)
    assert not is_worker_absent(now=later - timedelta(seconds=6))
    assert is_worker_absent(now=later + WORKER_SILENT)
    assert Readiness(OK, OK, ABSENT).is_ready


def test_a_place_that_is_silent_is_told_and_nobody_else_is_held_up(tmp_path: Path) -> None:
    with a_place(tmp_path):
        keep_place(nowhere("gone"))
        assert states_of_places() == {"gone": SILENT, "there": OK}
        assert (silent_places(), readiness().is_ready) == (["gone"], True)
        lines = metrics().splitlines()
        assert {'reskontra_place_up{place="gone"} 0', 'reskontra_place_up{place="there"} 1'} <= set(lines)
        assert 'reskontra_jobs{state="waiting"} 0' in lines
        drop_place("gone")
        assert states_of_places() == {"there": OK}
        places.forget("gone")
