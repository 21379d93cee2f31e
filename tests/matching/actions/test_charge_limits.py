"""Charge limits by own account, country and currency: set, used, explained, removed, refused."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.core.errors import Refused
from reskontra.core.matching.settings import ChargeLimit
from reskontra.matching.actions.charge_limits import (
    limits_in_order,
    parse_limit,
    remove_charge_limit,
    set_charge_limit,
)
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def set_(story: Story, amount: str, percent: str = "100", **scope: str) -> None:
    limit = parse_limit(company=story.company, amount=amount, percent=percent, **scope)
    set_charge_limit(company=story.company, actor=build.BOB, limit=limit)


def test_the_limit_of_an_account_decides_for_its_lines_and_is_told(story: Story) -> None:
    set_(story, "150.00", bank="B1", currency="SEK")
    story.tells(
        """
        bank      B2
        statement B1 2026-03-02
        line      380.00 name="Alfa AB" text="INV-2, 10025, charges deducted 120.00"
        statement B2 2026-03-02
        line      680.00 name="Beta AB" text="INV-3, 10033, charges deducted 120.00"
        import
        match     all
        shows     1 underpaid medium INV-3=680.00
        on        PRJ000001
        shows     1 ready high INV-2=380.00/charge=120.00
        because   1 charge_limit 150.00 B1
        """
    )


def test_one_is_set_anew_and_the_rest_stay(story: Story) -> None:
    set_(story, "50", "2.5", bank="B1")
    set_(story, "60,50", "3", bank="B1")
    set_(story, "70", country="DE", currency="EUR")
    assert limits_in_order(company=story.company) == [
        ChargeLimit(7_000, 1_000, "EUR", "DE"),
        ChargeLimit(6_050, 30, bank="B1"),
        ChargeLimit(),
    ]
    remove_charge_limit(company=story.company, actor=build.BOB, scope=("B1", "", ""))
    assert [limit.bank for limit in limits_in_order(company=story.company)] == ["", ""]
    assert Event.objects.filter(company=story.company.id, action="matching.rules.set", actor=build.BOB).count() == 4


def test_yen_have_no_decimals(story: Story) -> None:
    assert parse_limit(company=story.company, currency="JPY", amount="500", percent="1").max_minor == 500


@pytest.mark.parametrize(
    ("case", "values", "code", "told"),
    [
        ("no such account", {"bank": "B9"}, "bank_account_unknown", 'There is no bank account "B9"'),
        ("a country's name", {"country": "Germany"}, "charge_limit_for_nobody", 'country was to be "Germany"'),
        ("a currency's sign", {"currency": "€"}, "charge_limit_for_nobody", "Write EUR, or leave it out"),
        ("small letters", {"currency": "eur"}, "charge_limit_for_nobody", '"eur"'),
        ("below zero", {"amount": "-1"}, "charge_limit_not_written", 'max was to be "-1"'),
        ("too much", {"amount": "1000001"}, "charge_limit_not_written", "from 0 to 1000000"),
        ("too fine", {"amount": "1.005"}, "charge_limit_not_written", "at most 2 decimals"),
        ("half a yen", {"amount": "1.5", "currency": "JPY"}, "charge_limit_not_written", "0 decimals"),
        ("beyond all", {"percent": "100.1"}, "charge_limit_not_written", "percent was to be"),
        ("words", {"percent": "3 %"}, "charge_limit_not_written", "at most 1 decimal."),
    ],
)
def test_what_is_refused(story: Story, case: str, values: dict[str, str], code: str, told: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_limit(company=story.company, **values)
    assert refusal.value.code == code
    assert told in str(refusal.value)


def test_what_is_not_there_is_not_removed(story: Story) -> None:
    before = books.contents()
    with pytest.raises(Refused, match="no charge limit of B1, EUR") as refusal:
        remove_charge_limit(company=story.company, actor=build.BOB, scope=("B1", "", "EUR"))
    assert refusal.value.code == "charge_limit_unknown"
    assert books.contents() == before
