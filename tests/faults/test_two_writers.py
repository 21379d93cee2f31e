"""Two programs at the same books: what the first did is not done again, and the second is told plainly.

The second has read the books before the first writes, once held until the first is done, and once waiting for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.faults import programs
from tests.faults.conftest import Stages
from tests.faults.databases import Rows, business, rows
from tests.faults.programs import Ended

HELD, WAITING = "held until the first is done", "waiting for the first"
COURSES = (HELD, WAITING)


def both(url: str, first: tuple[str, ...], second: tuple[str, ...], course: str) -> tuple[Ended, Ended]:
    """Run two commands so that the second has read the books as they were before the first."""
    with (
        programs.started(url, first, stops=["before commit"]) as one,
        programs.started(url, second, stops=["transaction"]) as other,
    ):
        other.is_at("transaction")
        one.is_at("before commit")
        if course == WAITING:
            other.go_on()
        one.go_on()
        done = one.end()
        if course == HELD:
            other.go_on()
        return done, other.end()


@contextmanager
def whole(url: str) -> Iterator[None]:
    """After whatever happened, the books hold."""
    yield
    assert "are whole" in programs.done(url, "check").out


def posted_lines(found: Rows) -> list[int]:
    return [row["transaction_id"] for row in found["journals_journalline"].values() if row["state"] == "POSTED"]


@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("load customers", 0, "customers.csv: 0 new, 0 changed, 30 unchanged."),
        ("load entries", 0, "entries.csv: 0 new, 200 loaded before."),
        ("import", 0, "statement.xml was imported on "),
        ("post", 1, "Of 14 open lines, none is ready."),
        ("reverse", 1, "PRJ000001 has 0 posted lines."),
    ],
)
def test_the_same_twice_is_done_once(name: str, code: int, told: str, course: str, stages: Stages) -> None:
    url, words = stages.fresh(name), stages.commands[name]
    with whole(url):
        one, other = both(url, words, words, course)
        assert (one.code, one.err) == (0, "")
        assert (other.code, told in other.out + other.err) == (code, True), other
        assert business(rows(url)) == business(rows(stages.after[name]))


@pytest.mark.parametrize("course", COURSES)
def test_lines_are_posted_once_by_two_with_other_choices(course: str, stages: Stages) -> None:
    url = stages.fresh("post")
    with whole(url):
        one, other = both(url, ("journal", "post", "PRJ000001"), stages.commands["post"], course)
        assert (one.code, other.code, other.err) == (0, 0, "")
        found = rows(url)
        once = posted_lines(found)
        assert len(once) == len(set(once)) == len(posted_lines(rows(stages.after["post"])))
        assert sum(row["source"] == "BANK" for row in found["ledger_voucher"].values()) == len(once)


@pytest.mark.parametrize("course", COURSES)
def test_matching_notices_that_another_posted(course: str, stages: Stages) -> None:
    url = stages.fresh("post")
    programs.done(url, "setting", "set", "tolerances", "ask")  # so that matching is no mere repetition
    with whole(url):
        post, match = both(url, stages.commands["post"], stages.commands["match"], course)
        assert (post.code, match.code, match.err) == (0, 0, "")
        assert match.out.startswith("14 lines matched")
        assert business(rows(url))["ledger_voucher"] == business(rows(stages.after["post"]))["ledger_voucher"]


@pytest.mark.parametrize("course", COURSES)
def test_posting_takes_what_another_has_matched_meanwhile(course: str, stages: Stages) -> None:
    url = stages.fresh("match")
    with whole(url):
        match, post = both(url, stages.commands["match"], stages.commands["post"], course)
        assert (match.code, post.code, post.err) == (0, 0, "")
        assert business(rows(url)) == business(rows(stages.after["post"]))


@pytest.mark.parametrize("course", COURSES)
def test_two_who_match_agree(course: str, stages: Stages) -> None:
    url = stages.fresh("match")
    with whole(url):
        one, other = both(url, stages.commands["match"], stages.commands["match"], course)
        assert (one.code, other.code, other.err) == (0, 0, "")
        assert business(rows(url)) == business(rows(stages.after["match"]))


@pytest.mark.parametrize("course", COURSES)
def test_an_entry_is_applied_once(course: str, stages: Stages) -> None:
    """Two people apply different lines to the same document, each seeing it free."""
    url = stages.fresh("post")
    programs.done(url, "journal", "apply", "PRJ000001", "1", "--unapply")
    with whole(url):
        ways = [("journal", "apply", "PRJ000001", line, "--document", "customer:100035") for line in ("1", "2")]
        one, other = both(url, ways[0], ways[1], course)
        assert (one.code, "635.96 applied, difference 0.00" in one.out) == (0, True)
        assert (other.code, "100035 has 0.00\xa0SEK free" in other.err) == (1, True), other


@pytest.mark.parametrize("course", COURSES)
def test_two_who_match_different_journals_reserve_no_money_twice(course: str, stages: Stages) -> None:
    url = stages.fresh("match")
    with whole(url):
        ways = [("journal", "match", journal) for journal in ("PRJ000001", "PRJ000002")]
        one, other = both(url, ways[0], ways[1], course)
        assert (one.code, one.err, other.code, other.err) == (0, "", 0, "")
        assert len({row["journal_id"] for row in rows(url)["matching_proposal"].values()}) == 2
