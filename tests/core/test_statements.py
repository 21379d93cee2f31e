"""Rules about statements: fingerprints, accounts, order, course and gaps."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.statements import (
    Course,
    Gap,
    Notice,
    StatementFacts,
    account_keys,
    compact,
    course_of,
    fingerprint,
    fold,
    gap_of,
    in_order,
    sequence_number,
)

DAY = date(2026, 3, 2)


def facts(
    opening: int | None = 100,
    closing: int | None = 150,
    *,
    id: str = "S",
    sequence: str = "",
    day: int = 2,
    booked: int = 50,
) -> StatementFacts:
    return StatementFacts("S", sequence, date(2026, 3, day), opening, closing, booked)


def test_a_fingerprint_never_changes_between_versions() -> None:
    assert fingerprint(["1", "2026-03-02", "", "100", "SEK"]) == 8150521881338059195


@given(st.lists(st.text(), min_size=1))
def test_a_fingerprint_fits_a_signed_column(parts: list[str]) -> None:
    assert 0 <= fingerprint(parts) < 2**63


def test_parts_do_not_run_into_each_other() -> None:
    assert fingerprint(["1", "23"]) != fingerprint(["12", "3"])


def test_texts_are_folded() -> None:
    assert fold(["Faktura\n 17", "ÅÄÖ "]) == "faktura 17 åäö"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SE45 5000 0000 0583 9825 7466", "se4550000000058398257466", True),
        ("SE4550000000058398257466", "5839-8257466", True),
        ("SE4550000000058398257466", "50000000058398257466", True),
        ("991-2346", "9912346", True),
        ("0012345", "12345", True),
        ("SE4550000000058398257466", "SE3550000000054910000003", False),
        ("DE89370400440532013000", "0532013000", False),
        ("NO8112340567890", "1234.05.67890", True),
        ("FI7947300010416310", "47300010416310", True),
        ("ES9121000418450200051332", "210004180200051332", True),
        ("ES9121000418450200051332", "21000418450200051332", False),
        ("", "", False),
    ],
)
def test_an_account_is_the_same_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert bool(account_keys(one) & account_keys(other)) is same


def test_an_account_is_letters_and_digits() -> None:
    assert compact("se45 5000-0000") == "SE4550000000"


@pytest.mark.parametrize(("text", "number"), [("007", 7), ("", None), ("7/2026", None), ("٧", None)])
def test_a_running_number_is_digits(text: str, number: int | None) -> None:
    assert sequence_number(text) == number


@pytest.mark.parametrize(
    ("case", "statements", "order"),
    [
        ("by day", [facts(day=3), facts(day=2)], [1, 0]),
        ("by running number", [facts(None, None, sequence="10"), facts(None, None, sequence="9")], [1, 0]),
        ("as given", [facts(None, None), facts(None, None)], [0, 1]),
        ("by balance", [facts(150, 170), facts(170, 190), facts(100, 150)], [2, 0, 1]),
        ("by balance from the day before", [facts(0, 100, day=1), facts(150, 100), facts(100, 150)], [0, 2, 1]),
        ("in a ring", [facts(150, 100), facts(100, 150)], [0, 1]),
    ],
)
def test_statements_are_ordered(case: str, statements: list[StatementFacts], order: list[int]) -> None:
    assert in_order(statements) == order


@given(st.lists(st.tuples(st.integers(1, 3), st.none() | st.integers(0, 3), st.none() | st.integers(0, 3))))
def test_an_order_has_every_statement_once(found: list[tuple[int, int | None, int | None]]) -> None:
    statements = [facts(opening, closing, day=day) for day, opening, closing in found]
    order = in_order(statements)
    assert sorted(order) == list(range(len(statements)))
    assert [statements[at].day for at in order] == sorted(one.day for one in statements)


@pytest.mark.parametrize(
    ("case", "statement", "before", "after", "repeated", "course"),
    [
        ("repeated", facts(), facts(0, 100), None, True, Course.OVERLAPS),
        ("alone", facts(), None, None, False, Course.APART),
        ("without balances", facts(None, None), facts(0, 100), None, False, Course.APART),
        ("follows", facts(), facts(0, 100), None, False, Course.FOLLOWS),
        ("follows by closing alone", facts(None, 150), facts(0, 100), None, False, Course.FOLLOWS),
        ("does not follow", facts(), facts(0, 90), None, False, Course.OVERLAPS),
        ("fits between", facts(), facts(0, 100), facts(150, 160), False, Course.FOLLOWS),
        ("does not fit between", facts(), facts(0, 100), facts(120, 160), False, Course.OVERLAPS),
        ("comes before", facts(), None, facts(150, 160), False, Course.FOLLOWS),
    ],
)
def test_the_course_of_a_statement(
    case: str,
    statement: StatementFacts,
    before: StatementFacts | None,
    after: StatementFacts | None,
    repeated: bool,
    course: Course,
) -> None:
    assert course_of(statement, before=before, after=after, is_repeated=repeated) is course


@pytest.mark.parametrize(
    ("case", "statement", "before", "after", "known", "missing"),
    [
        ("joins", facts(), facts(0, 100), None, 0, None),
        ("misses", facts(), facts(0, 90), None, 0, (90, 100)),
        ("joins after what is known", facts(), facts(0, 130), None, 30, None),
        ("misses after what is known", facts(), facts(0, 130), None, 20, (130, 120)),
        ("no balances", facts(None, None), facts(0, 90), None, 0, None),
        ("closing alone", facts(None, 150), facts(0, 100), None, 0, None),
        ("first of the account", facts(), None, None, 0, (70, 100)),
        ("before the first", facts(), None, facts(150, 160), 0, None),
        ("before the first, missing", facts(), None, facts(155, 160), 0, (150, 155)),
    ],
)
def test_a_gap_is_found(
    case: str,
    statement: StatementFacts,
    before: StatementFacts | None,
    after: StatementFacts | None,
    known: int,
    missing: tuple[int, int] | None,
) -> None:
    found = gap_of(statement, before=before, after=after, account_opening_minor=70, known_minor=known)
    assert (found and (found.before_minor, found.after_minor)) == missing


def test_a_gap_names_the_day_before_it() -> None:
    found = gap_of(facts(), before=facts(0, 90, day=1), after=None, account_opening_minor=None, known_minor=0)
    assert found == Gap(date(2026, 3, 1), 90, facts(), 100)


def test_a_notice_is_told_in_words() -> None:
    assert str(Notice("no_closing", {"statement_id": "S-1"})).startswith('Statement "S-1" has no closing balance')
