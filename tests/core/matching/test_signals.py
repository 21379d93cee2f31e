"""Each signal on its own."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.matching.signals import (
    Level,
    account_level,
    amount_agrees,
    discount_in_tolerance,
    discount_open,
    is_cut_of,
    name_level,
)
from tests.core.matching.small import ALFA, PAID, entry


@pytest.mark.parametrize(
    ("case", "bank", "party", "level"),
    [
        ("the same", "Larssons El AB", "Larssons El AB", Level.STRONG),
        ("shouted", "LARSSONS EL AB", "Larssons El AB", Level.STRONG),
        ("without marks", "MALMO MOBLER AB", "Malmö Möbler AB", Level.STRONG),
        ("without legal form", "Larssons El", "Larssons El AB", Level.STRONG),
        ("turned", "Larsson Eva", "Eva Larsson", Level.STRONG),
        ("and", "Tak och El AB", "Tak & El AB", Level.STRONG),
        ("another legal form", "Larssons El HB", "Larssons El AB", Level.WEAK),
        ("cut in the legal form", "Larssons Bygg Ekonomisk f", "Larssons Bygg Ekonomisk förening", Level.WEAK),
        ("cut in a word", "WIDE WORLD IMP", "Wide World Importers", Level.WEAK),
        ("too short a cut", "Wide W", "Wide World Importers", Level.CONTRADICTS),
        ("a letter too much", "Nordiska Bygg AB", "Nordisk Bygg AB", Level.WEAK),
        ("a letter missing", "Nordisk Byg AB", "Nordisk Bygg AB", Level.WEAK),
        ("with its town", "Larssons El Stockholm", "Larssons El AB", Level.WEAK),
        ("somebody else", "Zetterlund Import", "Larssons El AB", Level.CONTRADICTS),
        ("half the same", "Larssons Bygg AB", "Larssons El AB", Level.NONE),
        ("three letters", "IBM", "IBX", Level.NONE),
        ("no name", "", "Larssons El AB", Level.NONE),
        ("no letters", "--", "Larssons El AB", Level.NONE),
    ],
)
def test_names(case, bank, party, level):
    assert name_level(bank, party) is level, case


def test_a_cut_wants_ten_letters():
    assert is_cut_of("abcdefghij", "abcdefghijk")
    assert not is_cut_of("abcdefghi", "abcdefghijk")
    assert not is_cut_of("abcdefghix", "abcdefghijk")


@given(st.text(alphabet="abcdeå ", min_size=1, max_size=20))
def test_everybody_has_their_own_name(name):
    assert name_level(name, name) is Level.STRONG


@pytest.mark.parametrize(
    ("case", "accounts", "holders", "level"),
    [
        ("theirs alone", ("SE1",), [1], Level.CERTAIN),
        ("theirs twice over", ("SE1", "SE2"), [1, 1], Level.CERTAIN),
        ("shared", ("SE1",), [1, 2], Level.STRONG),
        ("somebody else's", ("SE1",), [2], Level.CONTRADICTS),
        ("nobody's", ("SE1",), [], Level.NONE),
        ("no account", (), [1], Level.NONE),
    ],
)
def test_accounts(case, accounts, holders, level):
    assert account_level(accounts, holders, 1) is level, case


WITH_DISCOUNT = entry(
    1, ALFA, "1", 1000, discount=20, discount_date=PAID, discount_tolerance_date=PAID + timedelta(days=2)
)


@pytest.mark.parametrize(
    ("case", "days", "still_open", "in_tolerance"),
    [
        ("on the last day", 0, 2000, 0),
        ("a day late", 1, 0, 2000),
        ("on the last day of tolerance", 2, 0, 2000),
        ("after it", 3, 0, 0),
    ],
)
def test_discount_days(case, days, still_open, in_tolerance):
    paid = PAID + timedelta(days=days)
    assert (discount_open(WITH_DISCOUNT, paid), discount_in_tolerance(WITH_DISCOUNT, paid)) == (
        still_open,
        in_tolerance,
    ), case


@pytest.mark.parametrize(
    ("case", "free", "paid", "agrees"),
    [
        ("gross", 100_000, 100_000, True),
        ("net", 100_000, 98_000, True),
        ("a cent off", 100_000, 98_001, False),
        ("net of an entry paid in part", 90_000, 88_000, False),
        ("what is left", 90_000, 90_000, True),
    ],
)
def test_amounts(case, free, paid, agrees):
    assert amount_agrees(WITH_DISCOUNT, free, paid, PAID) is agrees, case
