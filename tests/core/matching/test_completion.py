"""Documents besides those a line names."""

import pytest

from tests.core.matching.small import ALFA, BETA, applied, entry, line, one, rules

BOOK = tuple(
    entry(number, ALFA, f"F1030{number}", kronor)
    for number, kronor in ((12, 1000.15), (13, 500.40), (14, 250.05), (15, 700.35), (16, 131.17), (28, 93.99))
)
NAME = ALFA.name


@pytest.mark.parametrize(
    ("case", "text", "numbers", "rule"),
    [
        ("endings after slashes", "F103012/13/14", (12, 13, 14), "number_ending"),
        ("endings after commas", "fakt 103012, 013, 015", (12, 13, 15), "number_ending"),
        ("an ending and a date", "F103012/14 260508", (12, 14), "number_ending"),
        ("a range", "F103012-F103015", (12, 13, 14, 15), "number_range"),
        ("a range with a word", "103012 till 103014", (12, 13, 14), "number_range"),
        ("a further number with a slip", "F103012, F193014", (12, 14), "similar_number"),
        ("a slip that hits another of theirs", "F103012, F103016", (12, 15), "similar_number"),
        ("only to be seen from the amount", "F103012 m.fl.", (12, 14), "completed_by_amount"),
        ("two more, from the amount", "F103012 m.fl.", (12, 13, 28), "completed_by_amount"),
    ],
)
def test_what_else_is_paid(case, text, numbers, rule):
    total = sum(fact.remaining_minor for fact in BOOK if fact.entry_id in numbers) / 100
    found = one(line(1, total, text, name=NAME), BOOK)
    assert tuple(sorted(applied(found))) == numbers, case
    assert rule in rules(found)


YEARLY = tuple(
    entry(number, ALFA, f"S1041{number}-26", kronor)
    for number, kronor in ((2, 1000.15), (3, 500.40), (4, 250.05), (5, 700.35), (6, 131.17))
)
GLUED = tuple(
    entry(number, ALFA, f"2026{number}", kronor)
    for number, kronor in ((42604, 1000.15), (42711, 500.40), (51003, 250.05))
)
GOING_ON = tuple(
    entry(number, ALFA, f"20260{number:06}", 100.15 + 1.37 * number)
    for number in (998, 1003, 1015, 1100, 1204, 1317, 1422, 1528, 1633, 1741)
)


@pytest.mark.parametrize(
    ("case", "book", "text", "numbers", "rule"),
    [
        ("ends of numbers that went on", GOING_ON, "20260000998 1003 1204", (998, 1003, 1204), "number_ending"),
        (
            "many of them",
            GOING_ON,
            "20260000998 " + " ".join(f"{n.entry_id}" for n in GOING_ON[1:]),
            tuple(n.entry_id for n in GOING_ON),
            "number_ending",
        ),
        ("a range before the year", YEARLY, "S10412-26 till S10415-26", (2, 3, 4, 5), "number_range"),
        ("a range by its ending", YEARLY, "S10412-26 t.o.m. 15", (2, 3, 4, 5), "number_range"),
        ("endings before the year", YEARLY, "S10412-26, 14, 16", (2, 4, 6), "number_ending"),
        ("a range and one more", BOOK, "F103012-F103014, F103028", (12, 13, 14, 28), "number_range"),
        ("numbers without the year before them", GLUED, "fakt 42604 och 51003", (42604, 51003), "similar_number"),
    ],
)
def test_numbers_written_short(case, book, text, numbers, rule):
    total = sum(fact.remaining_minor for fact in book if fact.entry_id in numbers) / 100
    found = one(line(1, total, text, name=NAME), book)
    assert tuple(sorted(applied(found))) == numbers, case
    assert rule in rules(found)
    assert found.confidence == "high"


@pytest.mark.parametrize(
    ("case", "text", "kronor"),
    [
        ("the amount is another", "fakt 42604 och 51003", 1300),
        ("one is nobody's", "fakt 42604 och 51009", "1250.20"),
        ("an end that two documents have", "fakt 604 och 51003", "1250.20"),
    ],
)
def test_numbers_written_short_stay_undecided(case, text, kronor):
    found = one(line(1, kronor, text, name=NAME), [*GLUED, entry(7, ALFA, "202659604", 1000.15)])
    assert found.confidence != "high", case


@pytest.mark.parametrize(("case", "excess"), [("one", 1), ("ten", 10), ("a hundred", 100), ("a thousand", 1000)])
def test_a_round_difference_is_an_overpayment(case, excess):
    found = one(line(1, 1000.15 + excess, "F103012", name=NAME), [*BOOK, entry(99, ALFA, "F109999", excess)])
    assert (tuple(applied(found)), found.state) == ((12,), "overpaid"), case


def test_what_is_inferred_is_never_high():
    assert one(line(1, 1250.20, "F103012 m.fl.", name=NAME), BOOK).confidence == "medium"
    assert one(line(1, 1250.20, "F103012/14", name=NAME), BOOK).confidence == "high"


def test_a_charge_that_is_named_goes_before_what_the_amount_suggests():
    credit = entry(96, ALFA, "F109996", -25)
    found = one(line(1, 975.15, "F103012 less charges 25.00", name=NAME), [*BOOK, credit])
    assert (tuple(applied(found)), found.parts[0].charge_minor) == ((12,), 2500)


def test_two_that_would_complete_are_none():
    twin = entry(98, ALFA, "F109998", 250.05)
    found = one(line(1, 1250.20, "F103012 m.fl.", name=NAME), [*BOOK, twin])
    assert tuple(applied(found)) == (12,)


def test_another_partys_document_never_completes():
    theirs = entry(97, BETA, "F103029", 77.77)
    found = one(line(1, 1077.92, "F103012 m.fl.", name=NAME), [*BOOK, theirs])
    assert tuple(applied(found)) == (12,)


def test_without_a_sign_of_the_payer_nothing_is_inferred():
    assert one(line(1, 1250.20, "faktura F103012"), BOOK).parts == ()
