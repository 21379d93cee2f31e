"""What a company may decide."""

import pytest

from reskontra.core.matching.settings import ChargeLimit, MatchSettings

LIMITS = (
    ChargeLimit(10_000, 30),
    ChargeLimit(5_000, 1000, currency="EUR"),
    ChargeLimit(2_000, 1000, country="DE"),
    ChargeLimit(1_000, 1000, currency="EUR", country="DE"),
)


@pytest.mark.parametrize(
    ("case", "currency", "country", "limit"),
    [
        ("any", "SEK", "SE", 10_000),
        ("its currency", "EUR", "FI", 5_000),
        ("its country", "SEK", "DE", 2_000),
        ("both", "EUR", "DE", 1_000),
    ],
)
def test_the_limit_that_names_most_decides(case, currency, country, limit):
    for order in (LIMITS, LIMITS[::-1]):
        found = MatchSettings(charge_limits=order).charge_limit(currency=currency, country=country)
        assert found.max_minor == limit, case


@pytest.mark.parametrize(("permille", "percent"), [(30, "3.0"), (25, "2.5"), (5, "0.5"), (1000, "100.0")])
def test_the_share_of_a_limit_as_people_write_it(permille, percent):
    assert ChargeLimit(10_000, permille).percent == percent


def test_country_goes_before_currency():
    limits = (ChargeLimit(1, currency="EUR"), ChargeLimit(2, country="DE"))
    assert MatchSettings(charge_limits=limits).charge_limit(currency="EUR", country="DE").max_minor == 2


def test_the_own_account_goes_before_country_and_currency():
    limits = (ChargeLimit(1, currency="EUR"), ChargeLimit(2, country="DE"), ChargeLimit(3, bank="B1"))
    settings = MatchSettings(charge_limits=limits)
    assert settings.charge_limit(currency="EUR", country="DE", bank="B1").max_minor == 3
    assert settings.charge_limit(currency="EUR", country="DE", bank="B2").max_minor == 2
    both = MatchSettings(charge_limits=(*limits, ChargeLimit(4, country="DE", currency="EUR")))
    assert both.charge_limit(currency="EUR", country="DE", bank="B1").max_minor == 4


@pytest.mark.parametrize(("gross", "most"), [(100_000, 3_000), (1_000_000, 10_000), (-100_000, 3_000), (10, 0)])
def test_a_charge_is_bounded_by_amount_and_share(gross, most):
    assert ChargeLimit().on(gross) == most


def test_without_limits_there_is_no_charge():
    assert MatchSettings(charge_limits=()).charge_limit(currency="SEK", country="").on(10**9) == 0


def test_kronor_are_rounded_and_euros_are_not():
    assert MatchSettings().rounding_limits.get("SEK") == 99
    assert "EUR" not in MatchSettings().rounding_limits
