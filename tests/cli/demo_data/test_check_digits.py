from __future__ import annotations

from random import Random

import pytest

from reskontra.cli.demo_data import check_digits

from .conftest import luhn_is_valid, mod97_is_valid


def test_known_numbers() -> None:
    assert check_digits.ocr_reference("1001") == "100164"
    assert check_digits.ocr_reference("123456789") == "12345678911"
    assert check_digits.with_luhn("991234") == "9912346"
    assert check_digits.creditor_reference("539007547034") == "RF18539007547034"
    assert check_digits.iban("SE", "50000000054910000003") == "SE3550000000054910000003"


@pytest.mark.parametrize("seed", range(40))
def test_made_up_numbers_are_valid(seed: int) -> None:
    random = Random(seed)
    organisation_number = check_digits.organisation_number(random, "5599").replace("-", "")
    assert luhn_is_valid(organisation_number)
    assert len(organisation_number) == 10
    bankgiro = check_digits.bankgiro(random).replace("-", "")
    assert luhn_is_valid(bankgiro)
    assert 7 <= len(bankgiro) <= 8
    assert luhn_is_valid(check_digits.plusgiro(random).replace("-", "").replace(" ", ""))
    swedish = check_digits.swedish_iban(random)
    assert mod97_is_valid(swedish)
    assert len(swedish) == 24


@pytest.mark.parametrize(("country", "length"), [("FI", 18), ("NO", 15), ("DK", 18), ("DE", 22)])
def test_foreign_accounts_have_their_country_s_length(country: str, length: int) -> None:
    iban = check_digits.foreign_iban(Random(country), country)
    assert iban.startswith(country)
    assert len(iban) == length
    assert mod97_is_valid(iban)
