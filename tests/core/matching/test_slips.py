"""Numbers that were written wrong."""

import pytest

from reskontra.core.identifiers import ocr_reference
from reskontra.core.matching.references import luhn_neighbors
from reskontra.core.matching.settings import MatchSettings
from reskontra.core.matching.slips import is_near
from tests.core.matching.small import ALFA, BETA, GAMMA, applied, entry, line, one

KNOWN = entry(1, ALFA, "INV-2026-104012", 1000, external_document_number="555777", payment_reference="202610401277")


@pytest.mark.parametrize(
    ("case", "digits", "near"),
    [
        ("the number", "2026104012", True),
        ("its end", "104012", True),
        ("swapped at the end", "104021", True),
        ("wrong", "104072", True),
        ("missing", "10402", True),
        ("doubled", "1044012", True),
        ("two slips", "105021", False),
        ("the last three", "012", True),
        ("the last two", "12", False),
        ("the other side's number with a slip", "555778", True),
        ("the reference with a slip", "202610401277"[:-1] + "6", True),
        ("something else", "987654", False),
    ],
)
def test_near_numbers(case, digits, near):
    assert is_near(KNOWN, digits) is near, case


BOOK = (entry(1, ALFA, "F104012", 1000), entry(2, BETA, "F104021", 444), entry(3, ALFA, "F104050", 1000))
NAME = ALFA.name


@pytest.mark.parametrize(
    ("case", "kronor", "text", "name", "expected"),
    [
        ("swapped digits hit a stranger's", 1000, "F104021", NAME, {1: "1000"}),
        ("without the payer nothing is guessed", 1000, "F104022", "", {}),
        ("without the amount nothing is guessed", 999, "F104022", NAME, {}),
        ("the end of the number", 1000, "faktura 4012", NAME, {1: "1000"}),
        ("nearer to neither: payer and amount tie", 1000, "F104099", NAME, {1: "1000"}),
    ],
)
def test_bare_numbers(case, kronor, text, name, expected):
    found = one(line(1, kronor, text, name=name), BOOK)
    assert applied(found) == expected, case
    assert not found.is_ready or found.rule == "high-4"


def test_two_near_numbers_with_the_amount_are_none():
    twins = (entry(1, ALFA, "F104012", 1000), entry(2, ALFA, "F104013", 1000))
    found = one(line(1, 1000, "F104014", name=NAME), twins)
    assert found.confidence == "medium"


def test_a_slip_onto_the_payers_own_document_is_seen_by_the_amount():
    own = (entry(1, ALFA, "F104012", 1000), entry(2, ALFA, "F104021", 444))
    found = one(line(1, 1000, "F104021", name=NAME), own)
    assert (applied(found), found.confidence) == ({1: "1000"}, "medium")


WRONG = ocr_reference.make("104012", length_digit=True).replace("104012", "104013")
OCR = entry(1, ALFA, "F104012", 1000, payment_reference=ocr_reference.make("104012", length_digit=True))


@pytest.mark.parametrize(
    ("case", "reference", "kronor", "name", "expected"),
    [
        ("the amount agrees", WRONG, 1000, "", {1: "1000"}),
        ("the payer agrees", WRONG, 700, NAME, {1: "700"}),
        ("neither agrees", WRONG, 700, "", {}),
        ("the payer contradicts", WRONG, 1000, "Zetterlund Import", {}),
        ("two slips", "20411383", 1000, "", {}),
    ],
)
def test_references(case, reference, kronor, name, expected):
    assert applied(one(line(1, kronor, reference=reference, name=name), [OCR])) == expected, case


def repair_meanings(reference):
    """Two open references, each one slip away from the one written."""
    first, second = sorted(luhn_neighbors(reference))[:2]
    return (
        entry(1, ALFA, "F104012", 1000, payment_reference=first),
        entry(2, GAMMA, "F104912", 700, payment_reference=second),
    )


@pytest.mark.parametrize(
    ("case", "kronor", "name", "expected"),
    [
        ("the amount of one", 1000, "", {1: "1000"}),
        ("the amount of the other", 700, "", {2: "700"}),
        ("payer and amount", 1000, NAME, {1: "1000"}),
        ("the amount of neither", 555, "", {}),
        ("the payer alone", 555, NAME, {}),
    ],
)
def test_a_repair_with_two_meanings_wants_the_amount_and_is_not_high(case, kronor, name, expected):
    found = one(line(1, kronor, reference="10481282", name=name), repair_meanings("10481282"))
    assert applied(found) == expected, case
    assert found.confidence != "high"


def test_the_length_digit_narrows_repairs():
    good = ocr_reference.make("104012", length_digit=True)
    without = ocr_reference.make("104012")
    strict = MatchSettings(has_ocr_length_digit=True)
    for reference, is_found in ((good, True), (without, False)):
        wrong = str((int(reference[0]) + 1) % 10) + reference[1:]
        known = entry(1, ALFA, "F104012", 1000, payment_reference=reference)
        assert bool(one(line(1, 1000, reference=wrong), [known], settings=strict).parts) is is_found


ZEROS = (entry(1, ALFA, "0042288", 2500), entry(2, BETA, "0042888", 2500), entry(3, GAMMA, "0042999", 700, left=0))


@pytest.mark.parametrize(
    ("case", "digits", "near"),
    [
        ("without its zeros", "42288", True),
        ("a slip without its zeros", "42888", True),
        ("a slip and other zeros", "00042888", True),
        ("two slips", "42899", False),
        ("too short", "422", False),
    ],
)
def test_zeros_at_the_front_count_for_nothing(case, digits, near):
    assert is_near(entry(1, ALFA, "0042288", 1), digits) is (near or "0042288".endswith(digits)), case


def test_a_slip_that_hits_a_document_of_another_who_owes_as_much_is_a_doubt():
    found = one(line(1, 2500, "Faktura 42888", name=NAME), ZEROS)
    assert (applied(found), found.confidence) == ({1: "2500"}, "medium")


def test_a_slip_that_hits_anothers_settled_document_of_this_amount_is_a_doubt():
    entries = (entry(1, ALFA, "103000", 600, left=0), entry(2, BETA, "103001", 600))
    found = one(line(1, 600, "faktura 103000", name=BETA.name), entries)
    assert (applied(found), found.confidence) == ({2: "600"}, "medium")
