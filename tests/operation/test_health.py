"""Ready is who has a database with the tables of this version; who works off the queue is told beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from reskontra.companies.queries import CompanyFacts
from reskontra.database.bulk import moment
from reskontra.interface.jobs import start_job
from reskontra.operation.health import (
    ABSENT,
    BEHIND,
    OK,
    WORKER_SILENT,
    Readiness,
    is_worker_absent,
    missing_migrations,
    readiness,
)
from reskontra.operation.last_done import WORKER, note_done
from tests import build

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
