"""A company is made whole, with its years."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.actions import CompanyExists
from reskontra.companies.queries import companies, fiscal_years
from reskontra.core.errors import Refused
from reskontra.founding.company import add_years, make_company
from reskontra.ledger.queries import accounts, posting_groups
from reskontra.matching.setup import rules_of
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize(
    ("case", "preset", "country", "currency", "expected"),
    [
        ("the preset's own", "se-bas", "", "", ("SE", "SEK")),
        ("chosen", "se-bas", "FI", "EUR", ("FI", "EUR")),
        ("another preset", "ifrs", "DE", "EUR", ("DE", "EUR")),
    ],
)
def test_every_room_installs_its_part(
    case: str, preset: str, country: str, currency: str, expected: tuple[str, str]
) -> None:
    company = make_company(name="Nordan AB", actor=build.BOB, preset_code=preset, country=country, currency=currency)
    assert (company.country, company.currency) == expected
    assert len(accounts(company=company)) > 10
    assert posting_groups(company=company)
    assert rules_of(company=company)


def test_a_company_that_cannot_be_made_leaves_nothing() -> None:
    before = books.contents()
    with pytest.raises(Refused):
        make_company(name="Nordan AB", actor=build.BOB, preset_code="no-such", country="", currency="")
    assert books.contents() == before
    build.new_company()
    with pytest.raises(CompanyExists):
        build.new_company()
    assert len(companies()) == 1


@pytest.mark.parametrize(
    ("case", "first_month", "today", "expected"),
    [
        ("calendar years", 1, date(2026, 3, 2), ["2025: 2025-01-01 2025-12-31", "2026: 2026-01-01 2026-12-31"]),
        ("on new year's day", 1, date(2026, 1, 1), ["2025: 2025-01-01 2025-12-31", "2026: 2026-01-01 2026-12-31"]),
        (
            "a broken year, before it begins",
            7,
            date(2026, 6, 30),
            ["2024/25: 2024-07-01 2025-06-30", "2025/26: 2025-07-01 2026-06-30"],
        ),
        (
            "a broken year, as it begins",
            7,
            date(2026, 7, 1),
            ["2025/26: 2025-07-01 2026-06-30", "2026/27: 2026-07-01 2027-06-30"],
        ),
    ],
)
def test_the_year_of_today_and_the_one_before(case: str, first_month: int, today: date, expected: list[str]) -> None:
    company = make_company(name="Nordan AB", actor=build.BOB, preset_code="se-bas", country="", currency="")
    codes = add_years(company=company, actor=build.BOB, first_month=first_month, today=today)
    assert [f"{code}: {start} {end}" for code, start, end in fiscal_years(company=company)] == expected
    assert codes == [text.partition(":")[0] for text in expected]
