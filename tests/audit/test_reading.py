"""A replica answers for the primary where it has what the one who asks did, and lacks nothing that is old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from reskontra.audit.reading import MOST_LATER, Done, is_good, read_from_replica
from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts
from reskontra.database import replicas
from reskontra.interface.people import add_user, give_role
from reskontra.interface.replicated import HEADER
from reskontra.operation.doctor import BAD, GOOD, findings
from tests import build
from tests.replicated import Replicated, replicated

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def done(number: int, actor: str = build.ALICE, *, seconds: int = 0, digest: str = "") -> Done:
    return Done(number, digest or f"{number:x}", actor, NOON + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("case", "here", "good"),
    [
        ("it has all", [done(4)], True),
        ("it lacks what another did just now", [done(4), done(5, build.BOB)], True),
        ("it lacks what another did long ago", [done(4), done(5, build.BOB, seconds=-31), done(6, build.BOB)], False),
        ("it lacks what she did", [done(4), done(5, build.BOB), done(6)], False),
        ("it lacks too much", [done(4), *(done(5 + one, build.BOB) for one in range(MOST_LATER))], False),
        ("it has what the primary has not", [], False),
        ("its events are of another primary", [done(4, digest="f"), done(5, build.BOB)], False),
    ],
)
def test_what_it_lacks_tells_whether_it_is_good(case: str, here: list[Done], good: bool) -> None:
    assert is_good(last=done(4), here=here, actor=build.ALICE, since=NOON - timedelta(seconds=30)) is good, case


@pytest.mark.django_db
def test_without_replicas_it_is_read_where_the_thread_is(company: CompanyFacts) -> None:
    assert read_from_replica(company=company.id, actor=build.ALICE, read=lambda since: (since, connection.alias)) == (
        None, "default",
    )  # fmt: skip


@pytest.fixture
def servers(django_db_setup: None, django_db_blocker: Any) -> Iterator[Replicated]:
    with django_db_blocker.unblock(), replicated() as found:
        yield found


def _asked(company: CompanyFacts, actor: str) -> tuple[str, bool]:
    """Where a report of hers is read, and whether it lacks something."""
    return read_from_replica(company=company.id, actor=actor, read=lambda since: (_server(), since is not None))


def _server() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        return "standby" if cursor.fetchone()[0] else "primary"


def _do(company: CompanyFacts, actor: str, tolerances: str) -> None:
    change_settings(company=company, actor=actor, values={"tolerances": tolerances})


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="replicas are of PostgreSQL")
def test_a_standby_is_read_as_far_as_it_is(servers: Replicated, settings: Any, caplog: Any) -> None:
    company = build.new_company()
    client = _signed_in(company)
    servers.catch_up()
    assert _asked(company, build.BOB) == ("standby", False)
    with servers.held():
        _do(company, build.BOB, "post")
        assert _asked(company, build.BOB) == ("primary", False)  # what he did he sees
        assert _asked(company, build.ALICE) == ("standby", True)  # she is told since when it may lack something
        _pages_tell_it(client, company)
        settings.REPLICA_LAG_SECONDS = 0
        assert _asked(company, build.ALICE) == ("primary", False)
        settings.REPLICA_LAG_SECONDS = 3600
    assert _asked(company, build.BOB) == ("standby", False)
    with transaction.atomic():
        assert _asked(company, build.BOB) == ("primary", False)
    _nothing_is_written_there(company, caplog)
    assert _doctor_says() == (GOOD, "Reports are read from it.")
    servers.catch_up()
    servers.standby.fall()
    caplog.clear()
    assert [_asked(company, build.ALICE) for _time in range(2)] == [("primary", False)] * 2
    assert caplog.text.count("replica 1") == 1  # the second time it is not asked
    assert replicas.aliases_here() == []
    replicas._left_alone.clear()
    assert _doctor_says()[0] == BAD
    servers.standby.start()


def _doctor_says() -> tuple[str, str]:
    [found] = [one for one in findings() if one.about == "Replica 1"]
    return found.state, found.found


def _signed_in(company: CompanyFacts) -> Client:
    user = add_user(username="alice", password="known to her alone")
    give_role(company=company.id, actor=build.BOB, username="alice", role="READER")
    client = Client()
    client.force_login(user)
    return client


def _pages_tell_it(client: Client, company: CompanyFacts) -> None:
    page = client.get(f"/{company.id}/reports/aged-receivables/")
    file = client.get(f"/{company.id}/vouchers/?format=csv")
    assert (page.status_code, file.status_code) == (200, 200)
    assert "What was done later is not in it yet." in page.content.decode()
    assert page[HEADER] == file[HEADER]


def _nothing_is_written_there(company: CompanyFacts, caplog: Any) -> None:
    tried = []

    def write(_since: datetime | None) -> None:
        tried.append(_server())
        _do(company, build.BOB, "leave")

    read_from_replica(company=company.id, actor=build.ALICE, read=write)
    assert tried == ["standby", "primary"]
    assert "read-only" in caplog.text
