"""Lump sums."""

from datetime import timedelta

import pytest

from reskontra.core.matching.records import PartyFact
from tests.core.matching.small import ALFA, PAID, applied, entry, line, match, one, rules

AMOUNTS = {1: 1234.57, 2: 987.13, 3: 4550.21, 4: 7777.77, 5: 310.07, 6: 6500.03}
BOOK = tuple(entry(n, ALFA, f"F{n}", kronor, due_date=PAID + timedelta(days=n)) for n, kronor in AMOUNTS.items())
ACCOUNT = ALFA.accounts[0]


def total(*numbers):
    return round(sum(AMOUNTS[number] for number in numbers), 2)


@pytest.mark.parametrize(
    ("case", "numbers", "rule"),
    [
        ("all", (1, 2, 3, 4, 5, 6), "sum_of_all"),
        ("the oldest three", (1, 2, 3), "sum_of_oldest"),
        ("two of them", (2, 5), "sum_of_documents"),
        ("three of them", (2, 4, 6), "sum_of_documents"),
        ("all but one", (1, 2, 4, 5, 6), "sum_of_all_but_few"),
    ],
)
def test_sums(case, numbers, rule):
    found = one(line(1, total(*numbers), "Betalning", account=ACCOUNT), BOOK)
    assert (tuple(sorted(applied(found))), found.confidence) == (numbers, "high"), case
    assert rule in rules(found)


def test_two_sets_stay_open():
    twin = entry(7, ALFA, "F7", AMOUNTS[5], due_date=PAID + timedelta(days=70))
    found = one(line(1, total(2, 5), account=ACCOUNT), [*BOOK, twin])
    assert (found.parts, found.state) == ((), "ambiguous")
    assert 0 < len(found.alternatives) <= 5


def test_many_documents_prove_nothing():
    crowd = [entry(n, ALFA, f"F{n}", 100 + n * 0.37) for n in range(1, 200)]
    amount = round(sum(100 + n * 0.37 for n in (20, 71, 150)), 2)
    assert one(line(1, amount, account=ACCOUNT), crowd).parts == ()


def test_a_sum_that_might_be_an_accident_is_not_high():
    amounts = [pow(index + 40, 5, 1_000_003) + 1_009 for index in range(1, 41)]
    crowd = [
        entry(n, ALFA, f"F{n:03d}", minor / 100, due_date=PAID + timedelta(days=n))
        for n, minor in enumerate(amounts, 1)
    ]
    found = one(line(1, (amounts[4] + amounts[17] + amounts[30]) / 100, account=ACCOUNT), crowd)
    assert (sorted(applied(found)), found.confidence) == ([5, 18, 31], "medium")


def test_a_name_alone_is_less_than_high():
    found = one(line(1, total(2, 5), name="Nordisk Byg AB"), BOOK)
    assert (tuple(sorted(applied(found))), found.confidence) == ((2, 5), "medium")


def test_of_two_namesakes_only_one_may_owe_the_sum():
    twins = [PartyFact(n, "CUSTOMER", f"T{n}", "Tvilling AB") for n in (11, 12)]
    mine = [entry(n, twins[0], f"F{n}", kronor) for n, kronor in AMOUNTS.items()]
    theirs = [entry(n + 10, twins[1], f"G{n}", kronor + 0.11) for n, kronor in AMOUNTS.items()]
    payment = line(1, total(2, 5), name="Tvilling AB")
    assert sorted(applied(one(payment, [*mine, *theirs], parties=twins))) == [2, 5]
    same = [entry(n + 10, twins[1], f"G{n}", kronor) for n, kronor in AMOUNTS.items()]
    assert one(payment, [*mine, *same], parties=twins).state == "ambiguous"


def test_documents_of_tomorrow_are_left_out():
    later = entry(7, ALFA, "F7", 55.55, posting_date=PAID + timedelta(days=1))
    found = one(line(1, total(*AMOUNTS), account=ACCOUNT), [*BOOK, later])
    assert sorted(applied(found)) == sorted(AMOUNTS)


def test_what_one_line_takes_helps_the_next():
    payments = [line(1, total(3, 4), account=ACCOUNT), line(2, total(1, 2, 5, 6), account=ACCOUNT)]
    found = match(payments, BOOK)
    assert [sorted(applied(proposal)) for proposal in found] == [[3, 4], [1, 2, 5, 6]]


def test_a_sum_proves_a_name_with_one_letter_wrong():
    found = one(line(1, total(2, 5), name="Nordsk Bygg AB"), BOOK)
    assert (tuple(sorted(applied(found))), found.confidence) == ((2, 5), "high")
