"""Claims on documents that the line names."""

from datetime import timedelta

import pytest

from reskontra.core.matching.records import LineReference
from tests.core.matching.small import ALFA, BETA, GAMMA, PAID, applied, entry, line, one, rules

FIRST = entry(1, ALFA, "F103021", 1000)
SECOND = entry(2, ALFA, "F103022", 500, discount=10, discount_date=PAID)
THIRD = entry(3, ALFA, "F103023", 250)
THEIRS = entry(4, BETA, "F103024", 700)
BOOK = (FIRST, SECOND, THIRD, THEIRS)
NAME = ALFA.name


@pytest.mark.parametrize("glue", [", ", " ", "/", " + ", ";", " och ", "\n", " - "])
def test_several_numbers_in_any_writing(glue):
    found = one(line(1, 1750, "Fakturor " + glue.join(["F103021", "F103022", "F103023"]), name=NAME), BOOK)
    assert applied(found) == {1: "1000", 2: "500", 3: "250"}
    assert found.rule == "high-2"


@pytest.mark.parametrize("glue", [", ", " ", "/", " + "])
def test_several_bare_numbers(glue):
    found = one(line(1, 1750, glue.join(["103021", "103022", "103023"]), name=NAME), BOOK)
    assert applied(found) == {1: "1000", 2: "500", 3: "250"}


@pytest.mark.parametrize(
    ("case", "kronor", "text", "expected"),
    [
        ("discounts in a sum", 1490, "F103021 F103022", {1: "1000", 2: "490"}),
        ("one of the numbers was not paid", 1250, "F103021 F103022 F103023", {1: "1000", 3: "250"}),
        ("several payers' documents in one payment", 1700, "F103021 F103024", {1: "1000", 4: "700"}),
        ("short over two", 1200, "F103021 F103022", {1: "1000", 2: "200"}),
    ],
)
def test_sums_of_named_documents(case, kronor, text, expected):
    assert applied(one(line(1, kronor, text, name=NAME), BOOK)) == expected, case


def test_another_party_pays_for_two():
    found = one(line(1, 1700, "F103021 F103024", name="Zetterlund Holding"), BOOK)
    assert (applied(found), found.party_id, found.confidence) == ({1: "1000", 4: "700"}, None, "medium")


def test_external_numbers_are_proven_by_their_sum():
    entries = [entry(n, GAMMA, f"F20{n:04d}", 100 * n, external_document_number=f"77712{n}") for n in (1, 2)]
    found = one(line(1, 300, "er ref 777121, 777122"), entries)
    assert applied(found) == {1: "100", 2: "200"}


def test_a_single_external_number_that_is_contradicted_is_nothing():
    entries = [entry(1, GAMMA, "F200001", 100, external_document_number="777121")]
    assert one(line(1, 100, "777121", name="Åkessons Bageri"), entries).parts == ()


@pytest.mark.parametrize(
    ("case", "kronor", "text", "name", "is_applied"),
    [
        ("a part that is called so", 400, "delbet F103021", "", True),
        ("a part that is not", 400, "faktura F103021", "", False),
        ("ten kronor too much", 1010, "faktura F103021", "", True),
        ("more than ten kronor too much", 1010.01, "faktura F103021", "", False),
        ("a part from the payer", 400, "faktura F103021", NAME, True),
        ("much too much from the payer", 1900, "faktura F103021", NAME, True),
        ("a part from a name that says nothing", 400, "delbet F103021", "Nordbygg Holdings", False),
        ("a supposed charge from nobody", 990, "faktura F103021", "", False),
        ("a charge that is named, from nobody", 990, "faktura F103021 less fee 10.00", "", True),
    ],
)
def test_a_difference_wants_a_sign_of_the_payer(case, kronor, text, name, is_applied):
    assert bool(one(line(1, kronor, text, name=name), [FIRST]).parts) is is_applied, case


def test_a_valid_reference_takes_a_part_payment_from_nobody():
    known = entry(1, ALFA, "F103021", 1000, payment_reference="10302180")
    found = one(line(1, 400, reference="10302180"), [known])
    assert (applied(found), found.state, found.party_id) == ({1: "400"}, "underpaid", 1)


def test_a_valid_reference_from_another_name_is_not_high():
    known = entry(1, ALFA, "F103021", 1000, payment_reference="10302180")
    found = one(line(1, 1000, reference="10302180", name="Zetterlund Import"), [known])
    assert (applied(found), found.confidence) == ({1: "1000"}, "medium")
    assert "payer_contradicts" in rules(found)


def test_a_part_payment_goes_to_the_oldest_due_first():
    old = entry(8, ALFA, "F103030", 300, due_date=PAID - timedelta(days=20))
    found = one(line(1, 400, "F103021 F103030", name=NAME), [FIRST, old])
    assert applied(found) == {8: "300", 1: "100"}


def test_stated_amounts_are_followed_only_if_they_make_the_payment():
    references = (LineReference("F103021", False, 60_000), LineReference("F103023", False, 25_000))
    assert applied(one(line(1, 850, references=references, name=NAME), BOOK)) == {1: "600", 3: "250"}
    other = one(line(1, 1250, references=references, name=NAME), BOOK)
    assert applied(other) == {1: "1000", 3: "250"}


FEE = "brutto 1700,00 avgift 34,00 netto 1666,00"


@pytest.mark.parametrize(
    ("case", "payment", "confidence"),
    [
        ("a payment service", line(1, 1666, f"F103021 F103024 {FEE}", name="Klarna Bank AB"), "medium"),
        ("a name nobody knows", line(1, 1666, f"F103021 F103024 {FEE}", name="Zonk Pay"), "medium"),
        ("nobody", line(1, 1666, f"F103021 F103024 {FEE}"), "medium"),
    ],
)
def test_documents_of_several_less_a_fee(case, payment, confidence):
    found = one(payment, BOOK)
    assert set(applied(found)) == {1, 4}, case
    assert sum(part.charge_minor for part in found.parts) == 3400
    assert (found.confidence, found.is_ready) == (confidence, False)


def test_the_fee_of_several_must_be_named():
    assert one(line(1, 1666, "F103021 F103024", name="Klarna Bank AB"), BOOK).parts == ()


def test_a_selection_that_leaves_a_sure_number_out_is_never_high():
    book = [FIRST, entry(8, ALFA, "F103028", 250), entry(9, ALFA, "F103029", 750)]
    found = one(line(1, 1250, "F103021 F103028 F103029", name=NAME), book)
    assert (set(applied(found)), found.confidence) == ({1, 8}, "medium")


@pytest.mark.parametrize(
    ("case", "payment", "confidence"),
    [
        ("the name contradicts", line(1, 700, "F103024", name="Nordisk Bygg AB"), "medium"),
        ("another hand, the firm in the text", line(1, 700, "F103024 för Malmö Möbler", name="Eva Ek"), "high"),
        ("within the name", line(1, 700, "F103024", name="Eva Ek c/o Malmö Möbler AB"), "high"),
    ],
)
def test_the_payer_of_a_named_document(case, payment, confidence):
    found = one(payment, BOOK)
    assert (applied(found), found.confidence) == ({4: "700"}, confidence), case


def test_the_charge_of_one_payers_documents_is_sure():
    found = one(line(1, 1225, "F103021 F103023 less charges 25.00", name=NAME), BOOK)
    assert (set(applied(found)), found.confidence) == ({1, 3}, "high")


@pytest.mark.parametrize(("name", "contradicts"), [("Klarna Bank AB", False), ("Zonk Pay", True)])
def test_a_payment_services_name_contradicts_nobody(name, contradicts):
    found = one(line(1, 700, "F103024", name=name), BOOK)
    assert (applied(found), "payer_contradicts" in rules(found)) == ({4: "700"}, contradicts)


def test_amounts_stated_for_documents_with_slashes_count():
    """A structured number that is written like a text is read as one too, where it has no amount."""
    book = (entry(1, ALFA, "2026/00412", 500), entry(2, ALFA, "2026/00417", 300))
    stated = (LineReference("2026/00412", True, 25_000), LineReference("2026/00417", True, 30_000))
    found = one(line(1, 550, references=stated, name=ALFA.name), book)
    assert (applied(found), found.confidence) == ({1: "250", 2: "300"}, "high")
