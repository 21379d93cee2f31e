"""A company, its fiscal years with their periods, its rates and settings."""

from __future__ import annotations

import json
from datetime import date

import pytest

from reskontra.audit.models import Event, Payload
from reskontra.companies import actions
from reskontra.companies.actions import add_fiscal_year, change_settings, create_company, move_periods, set_rate
from reskontra.companies.models import Currency, NumberSeries, Terms
from reskontra.companies.queries import CompanyFacts, companies, fiscal_years, periods, rates, setting
from reskontra.core.dates import FiscalYearBackwards, FiscalYearTooLong
from reskontra.core.presets import preset_of
from tests import books, build

pytestmark = pytest.mark.django_db


def last_event(company: CompanyFacts) -> tuple[str, str, object]:
    event = Event.objects.filter(company=company.id).order_by("-number")[0]
    return event.action, event.subject, json.loads(Payload.objects.get(event=event).content)


def states(company: CompanyFacts, year: str = "2026") -> str:
    """The first letter of each period's state: OOC…"""
    return "".join(p.state[0] for p in periods(company=company) if p.fiscal_year_code == year)


@pytest.mark.parametrize("code", ["se-bas", "ifrs"])
def test_a_company_starts_with_its_preset(code: str) -> None:
    preset = preset_of(code)
    company = create_company(name="Nordan AB", actor=build.BOB, preset=preset, country="NO", currency="NOK")
    assert (company.country, company.currency, company.language) == ("NO", "NOK", preset.language)
    assert Terms.objects.filter(company=company.id).count() == len(preset.terms)
    assert NumberSeries.objects.filter(company=company.id).count() == len(preset.series)
    currencies = set(Currency.objects.filter(company=company.id).values_list("code", flat=True))
    assert currencies == {"NOK", *preset.rounding_limits}
    assert last_event(company)[:2] == ("company.created", "Nordan AB")


def test_a_name_is_taken_whatever_its_case(company: CompanyFacts) -> None:
    before = books.contents()
    with pytest.raises(actions.CompanyExists, match='"NORDAN ab" exists already'):
        create_company(name="NORDAN ab", actor=build.BOB, preset=preset_of("ifrs"), country="SE", currency="SEK")
    assert books.contents() == before


@pytest.mark.parametrize(
    ("case", "start", "end", "code", "months", "last_begins"),
    [
        ("a calendar year", date(2030, 1, 1), date(2030, 12, 31), "2030", 12, date(2030, 12, 1)),
        ("a broken year", date(2030, 7, 1), date(2031, 6, 30), "2030/31", 12, date(2031, 6, 1)),
        ("over a century", date(2099, 7, 1), date(2100, 6, 30), "2099/00", 12, date(2100, 6, 1)),
        ("a short first year", date(2030, 10, 17), date(2030, 12, 31), "2030", 3, date(2030, 12, 1)),
        ("a long first year", date(2030, 7, 1), date(2031, 12, 31), "2030/31", 18, date(2031, 12, 1)),
    ],
)
def test_a_fiscal_year_has_a_period_for_each_month(
    company: CompanyFacts, case: str, start: date, end: date, code: str, months: int, last_begins: date
) -> None:
    assert add_fiscal_year(company=company, actor=build.BOB, start=start, end=end) == code
    found = [p for p in periods(company=company) if p.fiscal_year_code == code]
    assert [p.number for p in found] == list(range(1, months + 1))
    assert (found[0].start_date, found[-1].start_date, found[-1].end_date) == (start, last_begins, end)
    assert {p.state for p in found} == {"OPEN"}
    assert last_event(company)[:2] == ("fiscal_year.added", code)


def test_two_short_years_within_a_calendar_year_are_told_apart(company: CompanyFacts) -> None:
    halves = [(date(2030, 1, 1), date(2030, 6, 30)), (date(2030, 7, 1), date(2030, 12, 31))]
    codes = [add_fiscal_year(company=company, actor=build.BOB, start=start, end=end) for start, end in halves]
    assert codes == ["2030", "2030b"]
    assert [code for code, _, _ in fiscal_years(company=company)] == ["2025", "2026", "2030", "2030b"]


@pytest.mark.parametrize(
    ("case", "start", "end", "refusal"),
    [
        ("backwards", date(2030, 12, 31), date(2030, 1, 1), FiscalYearBackwards),
        ("19 months", date(2030, 1, 1), date(2031, 7, 31), FiscalYearTooLong),
        ("one day of another", date(2026, 12, 31), date(2027, 12, 30), actions.FiscalYearOverlaps),
        ("around another", date(2025, 12, 31), date(2027, 1, 1), actions.FiscalYearOverlaps),
    ],
)
def test_a_fiscal_year_is_refused(
    company: CompanyFacts, case: str, start: date, end: date, refusal: type[Exception]
) -> None:
    before = books.contents()
    with pytest.raises(refusal):
        add_fiscal_year(company=company, actor=build.BOB, start=start, end=end)
    assert books.contents() == before


def test_periods_are_closed_opened_again_and_locked(company: CompanyFacts) -> None:
    def move(how: str, through: date | None = None) -> list[date]:
        return move_periods(company=company, actor=build.BOB, fiscal_year="2026", move=how, through=through)

    assert move("close", date(2026, 3, 31)) == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert states(company) == "CCC" + "O" * 9
    move("reopen", date(2026, 1, 31))
    assert states(company) == "OCC" + "O" * 9
    move("lock", date(2026, 2, 28))
    assert states(company) == "OLC" + "O" * 9
    move("close")
    assert states(company) == "CLC" + "C" * 9
    assert states(company, "2025") == "O" * 12
    assert last_event(company)[:2] == ("period.closed", "2026")


@pytest.mark.parametrize(
    ("case", "year", "move", "through", "text"),
    [
        ("no such year", "2031", "close", None, 'There is no fiscal year "2031". Use one of 2025, 2026.'),
        ("in the midst of the first month", "2026", "close", date(2026, 1, 30), "up to 2026-01-30 is open"),
        ("none is closed", "2026", "reopen", None, "up to 2026-12-31 is closed"),
        ("an open one is not locked", "2026", "lock", None, "up to 2026-12-31 is closed"),
    ],
)
def test_periods_are_refused(
    company: CompanyFacts, case: str, year: str, move: str, through: date | None, text: str
) -> None:
    with pytest.raises(actions.Refused, match=text):
        move_periods(company=company, actor=build.BOB, fiscal_year=year, move=move, through=through)
    assert states(company) == "O" * 12


def test_a_locked_period_stays_locked(company: CompanyFacts) -> None:
    for move in ("close", "lock"):
        move_periods(company=company, actor=build.BOB, fiscal_year="2025", move=move)
    with pytest.raises(actions.NothingToMove):
        move_periods(company=company, actor=build.BOB, fiscal_year="2025", move="reopen")


def test_a_rate_holds_from_its_day_on_and_may_be_corrected(company: CompanyFacts) -> None:
    day = date(2026, 2, 1)
    set_rate(company=company, actor=build.BOB, currency="EUR", day=day, rate_e8=11_10000000)
    set_rate(company=company, actor=build.BOB, currency="EUR", day=day, rate_e8=11_20000000)
    assert rates(company=company, currency="EUR") == [(day, 11_20000000)]
    assert last_event(company)[2] == {"date": "2026-02-01", "rate_e8": 11_20000000, "before": 11_10000000}


def test_settings_keep_in_the_audit_what_they_were(company: CompanyFacts) -> None:
    change_settings(company=company, actor=build.BOB, values={"review": True})
    change_settings(company=company, actor=build.BOB, values={"review": False, "limit": [1, 2]})
    assert setting(company=company, key="review", default=None) is False
    assert setting(company=company, key="limit", default=None) == [1, 2]
    assert last_event(company) == (
        "settings.changed",
        "limit, review",
        {"before": {"review": True}, "after": {"review": False, "limit": [1, 2]}},
    )


def test_companies_know_nothing_of_each_other(company: CompanyFacts) -> None:
    other = build.new_company(name="Sydan AB")
    change_settings(company=other, actor=build.BOB, values={"review": True})
    move_periods(company=other, actor=build.BOB, fiscal_year="2026", move="close")
    assert setting(company=company, key="review", default="none") == "none"
    assert states(company) == "O" * 12
    assert [each.name for each in companies()] == ["Nordan AB", "Sydan AB"]
