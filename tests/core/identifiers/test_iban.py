"""IBAN."""

import pytest

from reskontra.core.identifiers import iban


@pytest.mark.parametrize(
    ("case", "text", "compact", "written"),
    [
        ("Sweden", "SE3550000000054910000003", "SE3550000000054910000003", "SE35 5000 0000 0549 1000 0003"),
        ("as people write it", "IBAN: se35 5000 0000 0549 1000 0003", "SE3550000000054910000003", None),
        ("Germany", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "DE89 3704 0044 0532 0130 00"),
        ("Norway, with a check digit inside", "NO93 8601 1117 947", "NO9386011117947", "NO93 8601 1117 947"),
        ("Belgium, a bank the library does not list", "BE68-5390-0754-7034", "BE68539007547034", "BE68 5390 0754 7034"),
    ],
)
def test_valid(case, text, compact, written):
    assert iban.validate(text) == compact
    assert iban.is_valid(text)
    assert iban.format(text) == (written or "SE35 5000 0000 0549 1000 0003")


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", iban.NotAnIban),
        ("too short", "SE355000000005491000000", iban.NotAnIban),
        ("no such country", "ZZ3550000000054910000003", iban.NotAnIban),
        ("a bankgiro", "5050-1055", iban.NotAnIban),
        ("letters where digits are", "SE35500000000549100000A3", iban.NotAnIban),
        ("two digits swapped", "SE3550000000059410000003", iban.IbanCheckDigitsDiffer),
        ("the account inside does not hold", "NO6686011117948", iban.IbanAccountUnsound),
    ],
)
def test_refuses(case, text, refusal):
    assert not iban.is_valid(text)
    with pytest.raises(refusal):
        iban.validate(text)


def test_bban_and_country():
    assert iban.bban_of("SE35 5000 0000 0549 1000 0003") == "50000000054910000003"
    assert iban.country_of("se35 5000") == "SE"
    with pytest.raises(iban.IbanCheckDigitsDiffer) as told:
        iban.bban_of("SE3650000000054910000003")
    assert "36" in str(told.value)
    assert "35" in str(told.value)
