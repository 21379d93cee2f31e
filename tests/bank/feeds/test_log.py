"""Runs are written as they go, one of a feed at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from reskontra.bank.feeds.actions import FeedSettings, add_feed
from reskontra.bank.feeds.log import Counts, FeedRunning, begin_run, end_run, finish_file, note_file
from reskontra.bank.feeds.provider import FeedTrouble, NewFile
from reskontra.bank.feeds.queries import (
    RUN_HOURS_MAX,
    RunFacts,
    feed_runs,
    files_of_run,
    find_feed,
    is_noted,
    keys_known,
    unfinished_imports,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.findings import told_again
from tests import build
from tests.bank.feeds.places import statement
from tests.bank.files import Pay, account, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
TROUBLE = FeedTrouble(place="the bank", reason="it sleeps")


@pytest.fixture
def begun(company: CompanyFacts) -> RunFacts:
    settings = FeedSettings(options={"path": "/srv/in"})
    add_feed(company=company, actor=build.BOB, code="SEB", kind="folder", settings=settings)
    return begin_run(company=company, actor=build.ALICE, code="SEB", now=NOW)[1]


def test_a_feed_is_run_once_at_a_time(company: CompanyFacts, begun: RunFacts) -> None:
    with pytest.raises(FeedRunning, match="is run by Alice since"):
        begin_run(company=company, actor=build.BOB, code="SEB", now=NOW + timedelta(minutes=1))
    later = NOW + timedelta(hours=RUN_HOURS_MAX)
    assert begin_run(company=company, actor=build.BOB, code="SEB", now=later)[1].number == 2


def test_a_run_ends_done_or_failed(company: CompanyFacts, begun: RunFacts) -> None:
    done = end_run(company=company, run=begun, counts=Counts(found=3, imported=1, known=1, refused=1, lines=9))
    assert (done.state, done.found, done.imported, done.lines, done.finding) == ("DONE", 3, 1, 9, "")
    _, second = begin_run(company=company, actor=build.ALICE, code="SEB", now=NOW + timedelta(hours=1))
    failed = end_run(company=company, run=second, counts=Counts(), refusal=TROUBLE)
    assert [str(one) for one in told_again(failed.finding)] == [str(TROUBLE)]
    assert [run.state for run in feed_runs(company=company)] == ["FAILED", "DONE"]
    assert find_feed(company=company, code="SEB").last == failed


def test_files_are_noted_and_finished(company: CompanyFacts, begun: RunFacts) -> None:
    account(company)
    load(company, statement(2, Pay("5.00")))
    feed = find_feed(company=company, code="SEB")
    note = note_file(company=company, run=begun, file=NewFile("a|1", "a.xml"), import_number=1)
    note_file(company=company, run=begun, file=NewFile("b|1", "b.xml"), import_number=1, is_known=True)
    note_file(company=company, run=begun, file=NewFile("c|1", "c.xml"), refusal=TROUBLE)
    noted = files_of_run(company=company, run_id=begun.id)
    assert [(one.name, one.state, one.import_number, one.is_finished) for one in noted] == [
        ("a.xml", "IMPORTED", 1, False),
        ("b.xml", "KNOWN", 1, True),
        ("c.xml", "REFUSED", None, True),
    ]
    assert keys_known(company=company, feed_id=feed.id, with_refused=True) == {"a|1", "b|1", "c|1"}
    assert keys_known(company=company, feed_id=feed.id, with_refused=False) == {"a|1", "b|1"}
    assert (is_noted(company=company, import_number=1), is_noted(company=company, import_number=2)) == (True, False)
    assert unfinished_imports(company=company, feed_id=feed.id) == [(note, 1)]
    finish_file(company=company, id=note, refusal=TROUBLE)
    assert unfinished_imports(company=company, feed_id=feed.id) == []
    assert find_feed(company=company, code="SEB").last_new_at is not None


def test_a_file_that_was_refused_is_noted_anew(company: CompanyFacts, begun: RunFacts) -> None:
    file = NewFile("c|1", "c.xml")
    first = note_file(company=company, run=begun, file=file, refusal=TROUBLE)
    assert note_file(company=company, run=begun, file=file, is_known=True) == first
    assert [one.state for one in files_of_run(company=company, run_id=begun.id)] == ["KNOWN"]
