"""What is noted by the way waits for nobody."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from reskontra.database.bulk import is_postgresql
from reskontra.database.noting import note
from reskontra.interface.models import BrowserSession

EARLIER, NOW = datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def session() -> BrowserSession:
    return BrowserSession.objects.create(
        session_key="s", session_data="", expire_date=NOW, began_at=EARLIER, used_at=EARLIER
    )


def used() -> datetime:
    return BrowserSession.objects.values_list("used_at", flat=True).get()


@pytest.mark.django_db(transaction=True)
def test_it_is_noted_where_nobody_writes(session: BrowserSession) -> None:
    note(BrowserSession.objects.filter(pk=session.pk), used_at=NOW)
    assert used() == NOW


@pytest.mark.django_db
def test_it_is_noted_within_a_command(session: BrowserSession) -> None:
    note(BrowserSession.objects.filter(pk=session.pk), used_at=NOW)
    assert used() == NOW


@pytest.mark.django_db(transaction=True)
def test_it_waits_for_no_writer(session: BrowserSession) -> None:
    if is_postgresql():
        pytest.skip("PostgreSQL locks the row, not the books")
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("UPDATE interface_browsersession SET device = 'elsewhere'")
            note(BrowserSession.objects.filter(pk=session.pk), used_at=NOW)
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert used() == EARLIER
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] > 0
