"""The role that serves: it posts and proves the books, and no guard can be switched off with it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.databases import business, rows

ROLE = f"reskontra_app_{os.getpid()}"
REFUSED = (
    "ALTER TABLE ledger_voucherline DISABLE TRIGGER ALL",
    "ALTER TABLE ledger_voucherline DISABLE TRIGGER ledger_voucherline_frozen",
    "DROP TRIGGER ledger_voucherline_frozen ON ledger_voucherline",
    "DROP FUNCTION reskontra_refuse CASCADE",
    "CREATE OR REPLACE FUNCTION reskontra_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "SET session_replication_role = replica",
    "TRUNCATE ledger_voucherline CASCADE",
    "DROP TABLE audit_event CASCADE",
    "DELETE FROM django_migrations",
    "CREATE TABLE mine (id int)",
    "SET ROLE reskontra",
)


@pytest.fixture
def served(stages: Stages) -> Iterator[str]:
    """The URL by which the role reaches a company whose statement is matched."""
    if not stages.databases.is_postgresql:
        pytest.skip("SQLite knows no roles")
    url = stages.fresh("post")
    server = os.environ["RESKONTRA_TEST_SERVER"]
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(programs.done(url, "database", "grants", ROLE).out)
        owner.execute(programs.done(url, "database", "grants", ROLE).out)  # again changes nothing
    yield url.replace(server, server.replace("//", f"//{ROLE}@", 1).replace(f"{ROLE}@reskontra@", f"{ROLE}@"))
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")


def test_it_posts_as_the_owner_does(served: str, stages: Stages) -> None:
    programs.done(served, *stages.commands["post"])
    programs.done(served, "migrate")
    assert business(rows(served)) == business(rows(stages.after["post"]))
    assert "are whole" in programs.done(served, "check").out


def test_it_cannot_switch_a_guard_off(served: str, stages: Stages) -> None:
    with psycopg.connect(served, autocommit=True) as own:
        for statement in REFUSED:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                own.execute(statement)
        with pytest.raises(psycopg.errors.IntegrityError):
            own.execute("DELETE FROM ledger_voucherline")
    notes = programs.run(served, ("doctor",)).out
    assert "cannot switch the guards off" in notes


def test_tables_of_an_earlier_version_are_left_to_their_owner(served: str, stages: Stages) -> None:
    server = os.environ["RESKONTRA_TEST_SERVER"]
    owners = f"{server}/{served.rpartition('/')[2]}"
    with psycopg.connect(owners, autocommit=True) as owner:
        owner.execute("DROP INDEX receivables_entry_owed")
        owner.execute("DELETE FROM django_migrations WHERE name = '0010_cover_what_is_owed'")
    refused = programs.run(served, ("migrate",))
    assert (refused.code, f"{ROLE} is not their owner. Run reskontra migrate" in refused.err) == (1, True)
    assert programs.run(served, ("worker", "--once")).code == 1
    programs.done(owners, "migrate")
    programs.done(served, "worker", "--once")


def test_a_deletion_that_it_could_not_end_does_not_begin(served: str, stages: Stages) -> None:
    """Neither at home nor at a place that is reached as the role."""
    server, there = os.environ["RESKONTRA_TEST_SERVER"], stages.databases.migrated()
    owners = f"{server}/{served.rpartition('/')[2]}"
    (name,) = (one["name"] for one in json.loads(programs.done(owners, "company", "list", "--format", "json").out))
    delete = ("company", "delete", name, "--again", name, "--reason", "too old")
    assert "Let the owner of its tables do it" in programs.run(served, delete).err
    with psycopg.connect(there, autocommit=True) as owner:
        owner.execute(programs.done(there, "database", "grants", ROLE).out)
        programs.done(owners, "place", "add", "there", there.replace(server, served.rpartition("/")[0]))
        programs.done(owners, "company", "move", name, "there")
        refused = programs.run(owners, delete).err
        assert f"the tables in there are reskontra's, not {ROLE}'s" in refused
        assert f"GRANT reskontra TO {ROLE}." in refused
        assert json.loads(programs.done(owners, "company", "list", "--deleted", "--format", "json").out) == []
        owner.execute(f"DROP OWNED BY {ROLE}")


@pytest.mark.django_db
def test_on_a_file_it_is_refused(stages: Stages) -> None:
    if connection.vendor == "postgresql":
        refused = programs.run(stages.before["post"], ("database", "grants", "No;Role"))
        assert refused.err.startswith('"No;Role" cannot be the name of a role here. ')
    else:
        refused = programs.run(stages.before["post"], ("database", "grants", "reskontra_app"))
        assert "is a file, which knows no roles. " in refused.err
    assert refused.code == 1
