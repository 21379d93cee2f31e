"""reskontra feeds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from reskontra.bank.models import Feed, FeedRun
from reskontra.database import bulk
from reskontra.matching.cli_feeds import app
from tests.bank.feeds.places import put, statement
from tests.bank.files import Pay
from tests.command_line import done, refused, run
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(story: Story, tmp_path: Path) -> Path:
    """A feed over a folder with a statement and a page of the bank's."""
    path = tmp_path / "in"
    path.mkdir()
    put(path, "a.xml", statement(2, Pay("1000.00", ocr="10017"), opening="10000.00"))
    put(path, "b.html", b"<html>")
    words = ("--option", f"path={path}", "--bank-account", "B1", "--every", 60, "--silent-after", 24, "--post")
    assert done(app, "add", "SEB", "folder", *words).out == "Feed SEB (folder) is run every 60 minutes.\n"
    return path


def test_a_run_tells_each_file_and_ends_with_one_on_trouble(folder: Path) -> None:
    answer = run(app, "run", "SEB")
    assert (answer.code, answer.err) == (1, "")
    assert answer.out.splitlines()[:3] == [
        "Run 1 of SEB: 2 new files, 1 imported, 0 known, 1 refused; 1 line, 1 posted.",
        "  a.xml  imported  import 1",
        "  b.html  refused",
    ]
    assert "web page" in answer.out.splitlines()[3]
    assert done(app, "show", 1).out == answer.out
    assert done(app, "run", "SEB").out.splitlines() == [
        "Run 2 of SEB: 0 new files, 0 imported, 0 known, 0 refused; 0 lines, 0 posted."
    ]
    assert run(app, "run", "SEB", "--again").code == 1
    assert [one["refused"] for one in done(app, "runs", "--format", "json").json["runs"]] == [1, 0, 1]
    assert len(done(app, "runs", "SEB").out.splitlines()) == 4


def test_what_is_due_is_run(folder: Path) -> None:
    assert run(app, "run", "--due").code == 1
    assert done(app, "run", "--due").out == ""


def test_feeds_are_listed_with_how_they_stand(folder: Path) -> None:
    (feed,) = done(app, "list", "--format", "json").json["feeds"]
    assert (feed["state"], feed["last_run"], feed["posts"], feed["bank_account"]) == ("waiting", None, True, "B1")
    (folder / "b.html").unlink()
    done(app, "run", "SEB")
    (feed,) = done(app, "list", "--format", "json").json["feeds"]
    assert (feed["state"], feed["last_run"]["imported"]) == ("ok", 1)
    assert "SEB   folder  B1       ok" in done(app, "list").out


def test_silence_and_failure_are_told(folder: Path) -> None:
    assert done(app, "check").out == "All feeds are well.\n"
    Feed.objects.update(created_at=bulk.moment() - timedelta(days=3))
    answer = run(app, "check")
    assert answer.code == 1
    assert "Feed SEB has brought nothing new since" in answer.out
    done(app, "change", "SEB", "--option", f"path={folder / 'nowhere'}", "--silent-after", 0)
    assert run(app, "run", "SEB").code == 1
    answer = run(app, "check")
    assert (answer.code, "there is no such folder" in answer.out) == (1, True)
    assert FeedRun.objects.get().state == "FAILED"


def test_refused_files_are_told(folder: Path) -> None:
    run(app, "run", "SEB")
    answer = run(app, "check")
    assert answer.code == 1
    assert answer.out.startswith("Files of feed SEB were refused: b.html. reskontra feeds run SEB --again")


def test_feeds_are_changed_and_removed(folder: Path) -> None:
    assert done(app, "change", "SEB", "--off", "--no-post").out == "Feed SEB is changed.\n"
    (feed,) = done(app, "list", "--format", "json").json["feeds"]
    assert (feed["state"], feed["posts"], feed["every_minutes"]) == ("off", False, 60)
    assert done(app, "remove", "SEB").out == "Feed SEB is removed.\n"
    assert "There is no feed" in refused(app, "run", "SEB")


def test_what_is_wrong_usage_ends_with_two(folder: Path) -> None:
    wrong = ("run",), ("run", "SEB", "--due"), ("add", "X", "folder", "--option", "path")
    assert [run(app, *words).code for words in wrong] == [2, 2, 2]


def test_kinds_are_listed_with_their_options(folder: Path) -> None:
    told = done(app, "kinds").out
    assert "settle-seconds" in told
    assert "host-key" in told
