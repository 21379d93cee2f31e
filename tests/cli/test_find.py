"""reskontra find, as a user runs it."""

from __future__ import annotations

import pytest

from reskontra.cli.find import find
from reskontra.cli.program import program
from reskontra.companies.queries import CompanyFacts
from tests.command_line import done, refused
from tests.reported_book import reported

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture(autouse=True)
def _book(company: CompanyFacts) -> None:
    reported(company)


def test_everything_is_shown_part_by_part() -> None:
    assert find.__doc__
    lines = [" ".join(line.split()) for line in done_find("INV-2", "--lang", "en").splitlines()]
    headings = ["Entries", "What moved them", "Entries at the other end", "Vouchers", "Bank entries"]
    assert [line for line in lines if line in (*headings, "On bank statements")] == [*headings, "On bank statements"]
    assert lines[2].replace("\u00a0", " ").startswith("Invoice INV-2 PO-77 C1 Alfa AB 2026-02-10 2026-03-12 500.00 SEK")
    assert sum("INV-2" in line for line in lines) >= 5


def test_what_is_not_there_is_left_out() -> None:
    told = done_find("F-2", "--lang", "sv")
    assert "F-2" in told
    assert "Poster" in told
    assert "PRJ" not in told


def test_a_number_of_nothing() -> None:
    assert refused(program, "find", "INV-77").startswith('"INV-77" is the number of nothing posted')


def done_find(*words: str) -> str:
    return done(program, "find", *words).out
