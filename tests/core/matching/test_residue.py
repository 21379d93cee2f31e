"""From documents and an amount to parts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.matching.claims import closed_with
from reskontra.core.matching.residue import advised_plan, exact_plan, residue_plan, sheet
from reskontra.core.matching.settings import ChargeLimit, MatchSettings
from reskontra.core.matching.signals import Level
from reskontra.core.matching.text import read_text
from reskontra.core.matching.work import Outcome, Work
from tests.core.matching.small import ALFA, PAID, VENDOR, entry, line, minor

TWO_PERCENT = entry(1, ALFA, "1", 1000, discount=20, discount_date=PAID)
PLAIN = entry(2, ALFA, "2", 500)
OTHER = entry(3, ALFA, "3", 300, discount=5, discount_date=PAID)
LATE = entry(4, ALFA, "4", 1000, discount=20, discount_date=PAID - timedelta(1), discount_tolerance_date=PAID)
CREDIT = entry(5, ALFA, "5", -100)
LENIENT = entry(6, ALFA, "6", 1000, max_tolerance_minor=500)


def documents(kronor, entries, text="", free=None, wish=None, **values):
    payment = line(1, kronor, text, **values)
    facts = read_text(text, booked=PAID, amount_minor=payment.amount_minor, currency="SEK")
    left = {fact.entry_id: fact.remaining_minor for fact in entries}
    left.update(free or {})
    return sheet(Work(payment, 0, facts, ()), entries, left, wish or MatchSettings())


def shares(plan):
    return {
        part.entry_id: tuple(
            value / 100
            for value in (
                part.cash_minor,
                part.discount_minor,
                part.tolerance_minor,
                part.charge_minor,
                part.rounding_minor,
            )
        )
        for part in plan.parts
    }


@pytest.mark.parametrize(
    ("case", "kronor", "entries", "outcome", "discounts"),
    [
        ("gross before net", 1000, [TWO_PERCENT], Outcome.EXACT, [0]),
        ("net", 980, [TWO_PERCENT], Outcome.DISCOUNT, [2000]),
        ("all discounts", 1275, [TWO_PERCENT, OTHER], Outcome.DISCOUNT, [2000, 500]),
        ("one of two discounts", 1295, [TWO_PERCENT, OTHER], Outcome.DISCOUNT, [0, 500]),
        ("with a document that has none", 1480, [TWO_PERCENT, PLAIN], Outcome.DISCOUNT, [2000, 0]),
        ("late within tolerance", 980, [LATE], Outcome.LATE_DISCOUNT, [2000]),
        ("a credit comes first", 400, [PLAIN, CREDIT], Outcome.EXACT, [0, 0]),
    ],
)
def test_exact(case, kronor, entries, outcome, discounts):
    plan = exact_plan(documents(kronor, entries))
    assert plan is not None, case
    assert (plan.outcome, [part.discount_minor for part in plan.parts]) == (outcome, discounts)
    assert sum(part.cash_minor for part in plan.parts) == minor(kronor)


@pytest.mark.parametrize(
    ("case", "kronor", "entries", "values"),
    [
        ("an öre off", 980.01, [TWO_PERCENT], {}),
        ("a discount too late", 980, [TWO_PERCENT], {"date": PAID + timedelta(1)}),
        ("a discount on an entry paid in part", 880, [TWO_PERCENT], {"free": {1: 90_000}}),
        ("no late discounts here", 980, [LATE], {"wish": MatchSettings(accepts_late_discount=False)}),
    ],
)
def test_not_exact(case, kronor, entries, values):
    assert exact_plan(documents(kronor, entries, **values)) is None, case


def test_two_mixes_of_discounts_that_do_are_none():
    twin = entry(7, ALFA, "7", 700, discount=20, discount_date=PAID)
    assert exact_plan(documents(1680, [TWO_PERCENT, twin])) is None


@pytest.mark.parametrize(
    ("case", "kronor", "entries", "text", "expected"),
    [
        ("a named charge", 475, [PLAIN], "less bank charges 25.00", {2: (475, 0, 0, 25, 0)}),
        ("a charge without its size", 495, [PLAIN], "avgift avdragen", {2: (495, 0, 0, 5, 0)}),
        ("a charge after the discount", 955, [TWO_PERCENT], "fee 25.00", {1: (955, 20, 0, 25, 0)}),
        (
            "the charge closes the largest",
            775,
            [OTHER, PLAIN],
            "charges 25.00",
            {2: (475, 0, 0, 25, 0), 3: (300, 0, 0, 0, 0)},
        ),
        ("rounded down", 499, [entry(2, ALFA, "2", 499.60)], "", {2: (499, 0, 0, 0, 0.6)}),
        ("rounded up", 500, [entry(2, ALFA, "2", 499.60)], "", {2: (500, 0, 0, 0, -0.4)}),
        ("tolerance", 996, [LENIENT], "", {6: (996, 0, 4, 0, 0)}),
        ("a supposed charge", 490, [PLAIN], "", {2: (490, 0, 0, 10, 0)}),
        ("short", 300, [PLAIN], "", {2: (300, 0, 0, 0, 0)}),
        ("short over two, the first due first", 900, [TWO_PERCENT, PLAIN], "", {1: (900, 0, 0, 0, 0)}),
        ("short with a credit", 300, [PLAIN, CREDIT], "", {5: (-100, 0, 0, 0, 0), 2: (400, 0, 0, 0, 0)}),
        ("too much", 510, [PLAIN], "", {2: (500, 0, 0, 0, 0)}),
    ],
)
def test_residue(case, kronor, entries, text, expected):
    plan = residue_plan(documents(kronor, entries, text), level=Level.STRONG)
    assert plan is not None, case
    assert shares(plan) == expected


@pytest.mark.parametrize(
    ("case", "kronor", "text", "level", "outcome"),
    [
        ("a named charge", 475, "charges 25.00", Level.NONE, Outcome.CHARGE),
        ("another amount is named", 475, "charges 30.00", Level.NONE, Outcome.UNDERPAID),
        ("more than the largest charge", 350, "charges 150.00", Level.STRONG, Outcome.UNDERPAID),
        ("within three per cent", 485, "", Level.STRONG, Outcome.SUPPOSED_CHARGE),
        ("beyond three per cent", 484.99, "", Level.STRONG, Outcome.UNDERPAID),
        ("a charge of no known size", 495, "charges deducted", Level.NONE, Outcome.CHARGE),
        ("99 öre", 499.01, "", Level.STRONG, Outcome.ROUNDING),
        ("99 öre for a payer hardly known", 499.01, "", Level.WEAK, Outcome.SUPPOSED_CHARGE),
        ("a whole krona", 499, "", Level.STRONG, Outcome.SUPPOSED_CHARGE),
        ("99 öre too much", 500.99, "", Level.CERTAIN, Outcome.ROUNDING),
        ("a krona too much", 501, "", Level.CERTAIN, Outcome.OVERPAID),
    ],
)
def test_limits(case, kronor, text, level, outcome):
    plan = residue_plan(documents(kronor, [PLAIN], text), level=level)
    assert plan is not None
    assert plan.outcome is outcome, case


def test_net_of_a_discount_a_charge_wants_its_size():
    plan = residue_plan(documents(945, [TWO_PERCENT], "charges deducted"), level=Level.STRONG)
    assert plan is not None
    assert plan.outcome is Outcome.UNDERPAID


def test_the_banks_own_charge_is_taken():
    plan = residue_plan(documents(465, [PLAIN], charges_minor=3500), level=Level.NONE)
    assert plan is not None
    assert (plan.outcome, plan.parts[0].charge_minor) == (Outcome.CHARGE, 3500)


def test_a_currency_without_rounding_has_none():
    plan = residue_plan(documents(499.5, [PLAIN], wish=MatchSettings(rounding_limits={})), level=Level.CERTAIN)
    assert plan is not None
    assert plan.outcome is Outcome.SUPPOSED_CHARGE


def test_without_charge_limits_the_payment_is_short():
    plan = residue_plan(documents(490, [PLAIN], wish=MatchSettings(charge_limits=())), level=Level.CERTAIN)
    assert plan is not None
    assert plan.outcome is Outcome.UNDERPAID


def test_the_charge_limit_of_the_payers_country_decides():
    wish = MatchSettings(charge_limits=(ChargeLimit(), ChargeLimit(0, 0, country="NO")))
    plan = residue_plan(documents(490, [PLAIN], wish=wish, account="NO9386011117947"), level=Level.CERTAIN)
    assert plan is not None
    assert plan.outcome is Outcome.UNDERPAID


def test_money_out_is_the_mirror_image():
    bill = entry(8, VENDOR, "8", -500)
    plan = residue_plan(documents(-475, [bill], "charges 25.00"), level=Level.STRONG)
    assert plan is not None
    assert shares(plan) == {8: (-475, 0, 0, -25, 0)}


def test_credits_alone_take_no_money_in():
    assert residue_plan(documents(100, [CREDIT]), level=Level.CERTAIN) is None
    assert residue_plan(documents(100, []), level=Level.CERTAIN) is None


@pytest.mark.parametrize(
    ("case", "kronor", "advised", "expected"),
    [
        ("parts", 900, {1: 60_000, 2: 30_000}, {1: (600, 0, 0, 0, 0), 2: (300, 0, 0, 0, 0)}),
        ("net of a discount", 1480, {1: 98_000, 2: 50_000}, {1: (980, 20, 0, 0, 0), 2: (500, 0, 0, 0, 0)}),
        ("another sum", 901, {1: 60_000, 2: 30_000}, None),
        ("more than is left", 1100, {1: 50_000, 2: 60_000}, None),
        ("one is missing", 600, {1: 60_000}, None),
    ],
)
def test_advised_amounts(case, kronor, advised, expected):
    plan = advised_plan(documents(kronor, [TWO_PERCENT, PLAIN]), advised)
    assert (shares(plan) if plan else None) == expected, case


@given(
    st.lists(st.integers(1, 500_000), min_size=1, max_size=4),
    st.integers(1, 1_500_000),
    st.sampled_from(list(Level)),
    st.sampled_from(["", "charges 25.00", "avgift"]),
)
def test_cash_is_the_line_or_less_and_no_entry_is_overdrawn(amounts, paid, level, text):
    entries = [
        entry(index, ALFA, str(index), minor_amount / 100, discount=1, discount_date=PAID, max_tolerance_minor=50)
        for index, minor_amount in enumerate(amounts, 1)
    ]
    plan = residue_plan(documents(paid / 100, entries, text), level=level)
    assert plan is not None
    cash = sum(part.cash_minor for part in plan.parts)
    assert cash == paid or (plan.outcome is Outcome.OVERPAID and cash == sum(amounts) < paid)
    for part in plan.parts:
        assert 0 < closed_with(part) <= entries[(part.entry_id or 0) - 1].remaining_minor


@pytest.mark.parametrize(
    ("case", "kronor", "text", "outcome"),
    [
        (
            "a fee above the limit, with its amount",
            950,
            "brutto 1000,00 avgift 50,00 netto 950,00",
            Outcome.LARGE_CHARGE,
        ),
        ("the same without its amount", 950, "brutto 1000,00 avgift", Outcome.UNDERPAID),
        ("the amount without a word of charge", 950, "1000,00 minus 50,00", Outcome.UNDERPAID),
        ("more than a tenth", 850, "avgift 150,00", Outcome.UNDERPAID),
        ("within the limit it is a charge", 975, "avgift 25,00", Outcome.CHARGE),
    ],
)
def test_a_fee_named_with_its_amount(case, kronor, text, outcome):
    wish = MatchSettings(charge_limits=(ChargeLimit(max_minor=3_000),))
    plan = residue_plan(documents(kronor, [entry(7, ALFA, "7", 1000)], text, wish=wish), level=Level.NONE)
    assert plan.outcome is outcome, case
