"""Swedish clearing numbers and accounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.identifiers import clearing, luhn
from reskontra.core.identifiers.clearing import AccountRule
from reskontra.core.identifiers.data import clearing_ranges


@pytest.mark.parametrize(
    ("case", "text", "compact", "rule"),
    [
        ("comment 1", "5839-8257466", "58398257466", AccountRule.TYPE_1_COMMENT_1),
        ("comment 2", "4000-1234567", "40001234567", AccountRule.TYPE_1_COMMENT_2),
        ("Nordea personal account", "3300-8803200016", "33008803200016", AccountRule.TYPE_2_TEN_DIGITS),
        ("nine digits", "6000-806967498", "6000806967498", AccountRule.TYPE_2_NINE_DIGITS),
        ("filled to ten", "8327-18", "83270000000018", AccountRule.TYPE_2_SHORTENED),
        ("a fifth clearing digit, apart", "8327-9,18", "83270000000018", AccountRule.TYPE_2_SHORTENED),
        ("a fifth clearing digit, unbroken", "832790000000018", "83270000000018", AccountRule.TYPE_2_SHORTENED),
        ("Plusgirot", "9960-1234566", "99601234566", AccountRule.TYPE_2_SHORTENED),
        ("an unknown range", "9999-1234567", "99991234567", AccountRule.UNKNOWN),
    ],
)
def test_valid(case, text, compact, rule):
    assert clearing.validate(text) == compact
    assert clearing.is_valid(text)
    assert clearing.parse(text).rule is rule
    assert clearing.format(text) == f"{compact[:4]}-{compact[4:]}"


@pytest.mark.parametrize(
    ("case", "text", "refusal"),
    [
        ("blank", "", clearing.NotAClearingAccount),
        ("no account", "5839", clearing.NotAClearingAccount),
        ("letters", "SEB 8257466", clearing.NotAClearingAccount),
        ("a clearing number from 0", "0839-8257466", clearing.NotAClearingAccount),
        ("a digit too few", "5839-825746", clearing.AccountLengthDiffers),
        ("a digit too many for the bank", "6000-8069674981", clearing.AccountLengthDiffers),
        ("the fifth clearing digit", "832780000000018", clearing.ClearingCheckDigitDiffers),
        ("mod 11", "5839-8257467", clearing.AccountCheckDigitDiffers),
        ("mod 10", "3300-8803200017", clearing.AccountCheckDigitDiffers),
    ],
)
def test_refuses(case, text, refusal):
    assert not clearing.is_valid(text)
    with pytest.raises(refusal):
        clearing.validate(text)


def test_unknown_range_warns():
    assert clearing.warnings_of("9999-1234567") == ("unknown_clearing_range",)
    assert clearing.warnings_of("5839-8257466") == ()


@pytest.mark.parametrize(
    ("number", "bank"),
    [
        ("5000", "SEB"),
        ("6000", "Handelsbanken"),
        ("7000", "Swedbank"),
        ("8000", "Swedbank"),
        ("1100", "Nordea"),
        ("2099", "Nordea"),
        ("3401", "Länsförsäkringar Bank"),
        ("9025", "Länsförsäkringar Bank"),
        ("1200", "Danske Bank"),
        ("2400", "Danske Bank"),
        ("9150", "Skandiabanken"),
        ("9270", "ICA Banken"),
        ("9500", "Plusgirot"),
        ("9960", "Plusgirot"),
        ("1000", ""),
        ("9999", ""),
    ],
)
def test_bank_of(number, bank):
    assert clearing.bank_of(number)[0] == bank


def test_table_is_in_order_and_dated():
    last = 0
    for first, end, bank, rule in clearing_ranges.RANGES:
        assert last < first <= end
        assert bank
        assert AccountRule(rule) is not AccountRule.UNKNOWN
        last = end
    assert clearing_ranges.AS_OF.year >= 2026


@given(st.integers(8000, 8999), st.integers(1, 10**9 - 1))
def test_the_fifth_digit_changes_nothing(number, body):
    account = luhn.with_check_digit(str(body).zfill(9))
    fifth = luhn.check_digit(str(number))
    assert clearing.validate(f"{number}-{fifth}, {account}") == clearing.validate(f"{number}-{account}")


@given(st.text(max_size=25))
def test_any_text_is_judged(text):
    assert clearing.is_valid(text) in (True, False)
    assert isinstance(clearing.format(text), str)
