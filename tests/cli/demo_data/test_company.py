from __future__ import annotations

from reskontra.cli.demo_data import company

from .conftest import luhn_is_valid, mod97_is_valid


def test_numbers_are_valid() -> None:
    assert luhn_is_valid(company.ORGANISATION_NUMBER.replace("-", ""))
    assert luhn_is_valid(company.BANKGIRO.replace("-", ""))
    assert mod97_is_valid(company.IBAN)
    assert mod97_is_valid(company.SAVINGS_IBAN)
    assert company.IBAN != company.SAVINGS_IBAN
