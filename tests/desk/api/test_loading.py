"""Books of another system loaded by a program: looked at, loaded, proved; in the background where they are large."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reskontra.bank.models import Upload
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.worker import run_waiting
from reskontra.receivables.models import Entry
from tests.desk.test_migration import CENTRAL, CUSTOMERS, ENTRIES
from tests.program import Answer, Program

pytestmark = pytest.mark.django_db


def sent(program: Program, text: str, **said: str) -> Answer:
    return program.upload("loads", file=SimpleUploadedFile("file.csv", text.encode()), system=CENTRAL, **said)


def test_customers_and_what_they_owe_are_looked_at_loaded_and_proved(company: CompanyFacts) -> None:
    program = Program(company)
    assert sent(program, CUSTOMERS, kind="customers").data["counts"] == {"new": 2, "changed": 0, "unchanged": 0}
    seen = sent(program, ENTRIES, kind="entries", preview="true").data
    assert not Entry.objects.exists()
    done = sent(program, ENTRIES, kind="entries").data
    assert done == seen | {"preview": False}
    assert done["counts"] == {"new": 2, "unchanged": 0}
    assert done["rows_left_out"] == [{"reason": "", "rows": 1}]
    (total,) = done["totals"]
    assert (total["currency"], total["file"], total["before"], total["after"]) == ("SEK", "1299.50", "0.00", "1299.50")
    assert done["differing"] == []
    assert sent(program, ENTRIES, kind="entries").data["counts"] == {"new": 0, "unchanged": 2}
    assert not Upload.objects.exists()


def test_in_the_background_the_same_is_told_by_the_job(company: CompanyFacts) -> None:
    program = Program(company)
    sent(program, CUSTOMERS, kind="customers")
    expected = sent(program, ENTRIES, kind="entries", preview="true").data
    waits = sent(program, ENTRIES, kind="entries", background="true")
    assert (waits.status, waits.data["state"]) == (202, "waiting")
    run_waiting()
    done = program.get(f"jobs/{waits.data['job']}").data
    assert (done["state"], done["outcome"]) == ("done", {**expected, "preview": False})
    assert Entry.objects.count() == 2


REFUSED = [
    ({"kind": "customers", "columns": "name"}, 422, "migration_column_not_named"),
    ({"kind": "entries"}, 422, "other_books_titles_missing"),
    ({"kind": "debts"}, 400, "request_unread"),
    ({"kind": "entries", "days": "D/M"}, 400, "request_unread"),
    ({"kind": "entries", "colums": "a=b"}, 400, "field_unknown"),
]


@pytest.mark.parametrize(("said", "status", "code"), REFUSED)
def test_what_is_refused_leaves_nothing(company: CompanyFacts, said: dict[str, str], status: int, code: str) -> None:
    answer = sent(Program(company), CUSTOMERS, **said)
    found = answer.data.get("findings") or [answer.data]
    assert (answer.status, found[0]["code"]) == (status, code)
    assert not Upload.objects.exists()
