"""Two administrators who shut each other out at once: the second is told that she is the last."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Queue

import pytest
from django.db import connection, transaction

from reskontra.database.bulk import is_postgresql
from reskontra.interface.auth import role_in
from reskontra.interface.people import LastAdministrator, add_user, find_user, give_role, let_in
from tests import build

pytestmark = pytest.mark.django_db(transaction=True)
ADMIN = "ADMINISTRATOR"


def demote(company: int, actor: str, username: str) -> None:
    give_role(company=company, actor=actor, username=username, role="CLERK")


def remove(company: int, actor: str, username: str) -> None:
    give_role(company=company, actor=actor, username=username, role="")


def shut_out(company: int, actor: str, username: str) -> None:
    let_in(actor=actor, username=username, is_active=False)


def in_another_session(do: Callable[[], None]) -> tuple[int, Queue[Exception | None]]:
    """Start it; gives the number of its session at once, and what became of it when that is known."""
    pids: Queue[int] = Queue()
    ended: Queue[Exception | None] = Queue()

    def work() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                pids.put(cursor.fetchone()[0])
            do()
            ended.put(None)
        except Exception as fault:
            ended.put(fault)
        finally:
            connection.close()

    threading.Thread(target=work).start()
    return pids.get(timeout=60), ended


def waits_for_this(pid: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid() = ANY(pg_blocking_pids(%s))", [pid])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(("first", "second"), [(demote, remove), (shut_out, shut_out), (shut_out, demote)])
def test_one_of_two_stays(first: Callable[..., None], second: Callable[..., None]) -> None:
    if not is_postgresql():
        pytest.skip("SQLite has one writer anyway")
    company = build.new_company().id
    for name in ("anna", "berit"):
        add_user(username=name, password="kastanj i maj 1914")
        give_role(company=company, actor=build.BOB, username=name, role=ADMIN)
    with transaction.atomic():
        first(company, "anna", "berit")
        pid, ended = in_another_session(lambda: second(company, "berit", "anna"))
        while ended.empty() and not waits_for_this(pid):
            pass
    assert isinstance(ended.get(timeout=60), LastAdministrator)
    anna = find_user(username="anna")
    assert (role_in(company=company, user_id=anna.id), anna.is_active) == (ADMIN, True)
