"""What is said of a currency is listed and changed; what makes no sense is refused."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.companies.currencies import CurrencyChange, Tolerance, currencies, set_currency, tolerances
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_a_currency_that_is_new_and_one_that_is_known(company: CompanyFacts) -> None:
    assert tolerances(company=company) == {}
    set_currency(
        company=company, actor=build.BOB, code="USD", change=CurrencyChange("2.5", "10.00", application_rounding="0.05")
    )
    done = set_currency(company=company, actor=build.BOB, code="USD", change=CurrencyChange(max_tolerance="3"))
    assert (done.tolerance, done.application_rounding_minor) == (Tolerance(250, 3_00), 5)
    assert tolerances(company=company) == {"USD": Tolerance(250, 3_00)}
    assert {one.code for one in currencies(company=company)} >= {"SEK", "USD"}
    assert Event.objects.filter(company=company.id).latest("id").action == "currency.set"


@pytest.mark.parametrize(("code", "change", "refusal"), [
    ("XXQ", CurrencyChange("1"), "not_a_currency"), ("USD", CurrencyChange("101"), "tolerance_percent"),
    ("USD", CurrencyChange("-1"), "tolerance_percent"), ("USD", CurrencyChange("1.234"), "tolerance_percent"),
    ("USD", CurrencyChange("nan"), "tolerance_percent"), ("USD", CurrencyChange("x"), "tolerance_percent"),
    ("USD", CurrencyChange(max_tolerance="-1"), "limit_negative"),
])  # fmt: skip
def test_what_is_refused(company: CompanyFacts, code: str, change: CurrencyChange, refusal: str) -> None:
    before = books.contents()
    with pytest.raises((Refused, Malformed)) as told:
        set_currency(company=company, actor=build.BOB, code=code, change=change)
    assert told.value.code == refusal
    assert books.contents() == before
