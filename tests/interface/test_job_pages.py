"""What a page says of a job in each of its states."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from reskontra.database import bulk
from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import JobFacts

POSTED = {"count": 2, "first": "B-1", "last": "B-2", "left": 1, "waiting": 0, "payments": 2, "applied": 3}


def job(**said: Any) -> JobFacts:
    facts: dict[str, Any] = {
        "id": 1, "company": 1, "number": 1, "kind": "post", "subject": "PRJ000001",
        "arguments": {"journal": "PRJ000001"}, "actor": "alice", "state": "WAITING", "created_at": bulk.moment(),
        "started_at": None, "ended_at": None, "outcome": {}, "refusals": (), "event": "", "done": 0, "total": 0,
        "is_stop_asked": False,
    }  # fmt: skip
    return JobFacts(**(facts | said))


def test_one_that_waits_says_so() -> None:
    found = shown(job())
    assert (found.title, found.word, found.far, found.next_url) == (
        "Posting of PRJ000001", "Waits for its turn", "", "",
    )  # fmt: skip
    assert found.safe.startswith("All of it is posted, or nothing.")


@pytest.mark.parametrize(("seconds", "left"), [(3, "About 3 seconds left."), (300, "About 5 minutes left.")])
def test_one_under_way_says_how_far_it_is_and_how_long_it_takes(seconds: int, left: str) -> None:
    started = bulk.moment() - timedelta(seconds=seconds)
    found = shown(job(state="RUNNING", started_at=started, done=6_000, total=12_000))
    assert (found.far, found.left) == ("6,000 of 12,000 lines", left)


@pytest.mark.parametrize(
    ("kind", "subject", "far"),
    [
        ("letter_mail", "", "1 of 2 letters"),
        ("statements", "", "1 of 2 customers"),
        ("reminders_issue", "", "1 of 2 drafts"),
        ("policy", "X", "1 of 2 in this step"),
        ("erase_files", "2019", "1 of 2 files"),
        ("post_proposal", "1", "1 of 2 payments"),
    ],
)
def test_how_far_it_is_names_what_is_counted(kind: str, subject: str, far: str) -> None:
    arguments = {"proposal": 1}
    assert shown(job(kind=kind, subject=subject, arguments=arguments, state="RUNNING", done=1, total=2)).far == far


def test_one_that_is_asked_to_stop_says_so() -> None:
    assert shown(job(state="RUNNING", is_stop_asked=True)).word == "Is being stopped"


@pytest.mark.parametrize(
    ("said", "word", "told"),
    [
        (
            {"state": "DONE", "outcome": POSTED | {"closed": True}},
            "Done",
            "2 lines posted, B-1 to B-2. 1 line remains.",
        ),
        ({"state": "REFUSED", "refusals": ("It is so. Do this.",)}, "Not done", "It is so. Do this."),
        ({"state": "BROKEN", "event": "ab12"}, "Something is wrong here", "It could not be done"),
        ({"state": "STOPPED"}, "Stopped", "is not stored"),
        ({"state": "INTERRUPTED"}, "Interrupted", "start it again"),
    ],
)
def test_one_that_ended_says_what_came_of_it(said: dict[str, Any], word: str, told: str) -> None:
    found = shown(job(**said))
    assert found.word == word
    assert told in found.told[0]
    assert found.next_url == "/1/journals/PRJ000001/"
