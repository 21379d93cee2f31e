"""What an application is refused for, in the order it is checked."""

from datetime import timedelta

import pytest

from reskontra.core import application_checks as checks
from reskontra.core.application import plan_application
from reskontra.core.entries import Ledger
from reskontra.core.exchange import RateUnknown
from tests.core.application_build import DAY, C, I, P, R, entry, on, part

LATER = DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("case", "applying", "parts", "targets", "circumstances", "refusal"),
    [
        ("payment settled", entry(1, P, 0), [part(2, 1)], [entry(2, I, 1)], on(), checks.EntryNotOpen),
        (
            "dated before the payment",
            entry(1, P, -1, posting_date=LATER),
            [part(2, 1)],
            [entry(2, I, 1)],
            on(),
            checks.AppliedBeforePosted,
        ),
        ("no parts", entry(1, P, -1), [], [], on(), checks.NothingToApply),
        ("to itself", entry(1, P, -1), [part(1, -1)], [entry(1, P, -1)], on(), checks.AppliedTwice),
        ("twice", entry(1, P, -2), [part(2, 1), part(2, 1)], [entry(2, I, 5)], on(), checks.AppliedTwice),
        ("invoice settled", entry(1, P, -1), [part(2, 1)], [entry(2, I, 0)], on(), checks.EntryNotOpen),
        (
            "dated before the invoice",
            entry(1, P, -1),
            [part(2, 1)],
            [entry(2, I, 1, posting_date=LATER)],
            on(),
            checks.AppliedBeforePosted,
        ),
        ("another customer", entry(1, P, -1), [part(2, 1)], [entry(2, I, 1, party_id=2)], on(), checks.PartiesDiffer),
        (
            "another ledger",
            entry(1, P, -1),
            [part(2, 1)],
            [entry(2, C, 1, ledger=Ledger.VENDOR)],
            on(),
            checks.PartiesDiffer,
        ),
        (
            "currencies not allowed",
            entry(1, P, -10),
            [part(2, 10)],
            [entry(2, I, 1, "USD", 10)],
            on(allows=False),
            checks.CurrencyMismatch,
        ),
        ("against its sign", entry(1, P, -1), [part(2, -1)], [entry(2, I, 1)], on(), checks.PartAgainstSign),
        ("nothing of it", entry(1, P, -1), [part(2, 0)], [entry(2, I, 1)], on(), checks.PartAgainstSign),
        (
            "more discount than possible",
            entry(1, P, -979),
            [part(2, 979, discount=21)],
            [entry(2, I, 1000, discount_minor=20_00)],
            on(),
            checks.DiscountNotPossible,
        ),
        (
            "both discounts together",
            entry(1, P, -979),
            [part(2, 979, discount=11, late=10)],
            [entry(2, I, 1000, discount_minor=20_00)],
            on(),
            checks.DiscountNotPossible,
        ),
        (
            "two discounts that cancel",
            entry(1, P, -1000),
            [part(2, 1000, discount=10, late=-10)],
            [entry(2, I, 1000, discount_minor=20_00)],
            on(),
            checks.DiscountNotPossible,
        ),
        (
            "a discount of a credit memo's application",
            entry(1, C, -980),
            [part(2, 980, discount=20)],
            [entry(2, I, 1000, discount_minor=20_00)],
            on(),
            checks.DiscountNotPossible,
        ),
        (
            "more than tolerated",
            entry(1, P, -994),
            [part(2, 994, tolerance=6)],
            [entry(2, I, 1000, max_tolerance_minor=5_00)],
            on(),
            checks.ToleranceNotPossible,
        ),
        (
            "tolerance on a credit memo paid",
            entry(1, R, 994),
            [part(2, -994, tolerance=-6)],
            [entry(2, P, -1000, max_tolerance_minor=-10_00)],
            on(),
            checks.ToleranceNotPossible,
        ),
        ("more than the payment", entry(1, P, -9), [part(2, 10)], [entry(2, I, 10)], on(), checks.OverApplied),
        ("its own sign alone", entry(1, P, -9), [part(2, -5)], [entry(2, C, -5)], on(), checks.NothingToApply),
        (
            "more comes to it than goes",
            entry(1, P, -9),
            [part(2, -5), part(3, 4)],
            [entry(2, C, -5), entry(3, I, 4)],
            on(),
            checks.NothingToApply,
        ),
        ("more than the invoice", entry(1, P, -20), [part(2, 11)], [entry(2, I, 10)], on(), checks.OverApplied),
        (
            "a discount that leaves a rest",
            entry(1, P, -900),
            [part(2, 900, discount=20)],
            [entry(2, I, 1000, discount_minor=20_00)],
            on(),
            checks.GrantLeavesRest,
        ),
        (
            "tolerances that leave a rest",
            entry(1, P, -900),
            [part(2, 900, tolerance=5)],
            [entry(2, I, 1000, max_tolerance_minor=5_00)],
            on(),
            checks.GrantLeavesRest,
        ),
        ("no rate", entry(1, P, -10), [part(2, 10)], [entry(2, I, 1, "USD", 10)], on(), RateUnknown),
        (
            "more than the foreign invoice",
            entry(1, P, -1200),
            [part(2, 1200)],
            [entry(2, I, 99, "USD", 10)],
            on(rates=[("USD", 12)]),
            checks.OverApplied,
        ),
        (
            "too little for a foreign cent",
            entry(1, P, -1),
            [part(2, 0.01)],
            [entry(2, I, 99, "USD", 10)],
            on(rates=[("USD", 12)]),
            checks.PartAgainstSign,
        ),
    ],
)
def test_refuses(case, applying, parts, targets, circumstances, refusal):
    with pytest.raises(refusal) as told:
        plan_application(applying=applying, parts=parts, targets=targets, circumstances=circumstances)
    text = str(told.value)
    assert text.endswith(".")
    assert "{" not in text


def test_refusal_shows_what_is_left():
    with pytest.raises(checks.OverApplied) as told:
        plan_application(
            applying=entry(1, P, -300), parts=[part(2, 300)], targets=[entry(2, I, 250)], circumstances=on()
        )
    assert str(told.value) == ("I-2 has 250.00 SEK left, and 300.00 SEK was to be applied. Apply at most 250.00 SEK.")


def test_application_date_is_the_latest():
    assert checks.application_date([entry(1, P, -1), entry(2, I, 1, posting_date=LATER)]) == LATER


def test_an_entry_is_named_by_its_number():
    assert checks.named(entry(1, I, 1)) == "I-1"
