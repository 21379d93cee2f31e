"""A known payer, no number, and an amount rounded or less a charge; what must stay undecided."""

import pytest

from tests.core.matching.small import ALFA, applied, entry, line, one, rules

ACCOUNT = ALFA.accounts[0]
FIRST = entry(1, ALFA, "104001", "1250.40")
SECOND = entry(2, ALFA, "104002", "9800.25")


@pytest.mark.parametrize(
    ("case", "payment", "entries", "expected"),
    [
        ("rounded down", line(1, 1250, account=ACCOUNT), [FIRST, SECOND], {1: "1250"}),
        ("rounded up", line(1, 1251, account=ACCOUNT), [FIRST, SECOND], {1: "1251"}),
        ("all, rounded", line(1, 11050, account=ACCOUNT), [FIRST, SECOND], {1: "1250.4", 2: "9799.6"}),
        ("a charge named", line(1, "1225.40", "less charges 25.00", account=ACCOUNT), [FIRST, SECOND], {1: "1225.4"}),
        (
            "a charge of the bank",
            line(1, "1225.40", account=ACCOUNT, charges_minor=2500),
            [FIRST, SECOND],
            {1: "1225.4"},
        ),
    ],
)
def test_a_difference_is_explained_for_review(case, payment, entries, expected):
    found = one(payment, entries)
    assert applied(found) == expected, case
    assert (found.confidence, found.is_ready) == ("medium", False)
    assert {"rounding", "bank_charge"}.intersection(rules(found))


@pytest.mark.parametrize(
    ("case", "payment", "entries"),
    [
        ("ore in the payment are no rounding", line(1, "1250.30", account=ACCOUNT), [FIRST, SECOND]),
        ("more than the limit", line(1, 1252, account=ACCOUNT), [FIRST, SECOND]),
        ("two lie as near", line(1, 1250, account=ACCOUNT), [FIRST, SECOND, entry(3, ALFA, "104003", "1250.60")]),
        ("a number of something else", line(1, 1250, "order 887766", account=ACCOUNT), [FIRST, SECOND]),
        ("a charge without its amount", line(1, 1200, "less charges", account=ACCOUNT), [FIRST, SECOND]),
        ("a payer known by a cut name", line(1, 1250, name="Nordisk Byg"), [FIRST, SECOND]),
        ("and a charge", line(1, "1225.40", "less charges 25.00", name="Nordisk Byg"), [FIRST, SECOND]),
        (
            "among many, some always lies near",
            line(1, 1250, account=ACCOUNT),
            [FIRST, *(entry(9 + i, ALFA, f"10410{i}", f"{1250 + 3 * i}.10") for i in range(1, 60))],
        ),
    ],
)
def test_what_stays_undecided(case, payment, entries):
    assert one(payment, entries).parts == (), case
