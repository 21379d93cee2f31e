"""Numbers of customers and firms in a text, names within names, names of payment services."""

import pytest

from reskontra.core.matching.payer_words import (
    is_intermediary,
    name_pieces,
    organisation_forms,
    organisation_numbers,
    party_numbers,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Kundnr C30", []),
        ("Kundnr 10030", ["10030"]),
        ("kundnummer: K-1030 hyra", ["K-1030", "K1030"]),
        ("Kundenr. 01834", ["01834"]),
        ("Kd.-Nr. DEB1030", ["DEB1030", "DEB-1030"]),
        ("Customer no C00123", ["C00123", "C-00123"]),
        ("asiakasnumero 4455", ["4455"]),
        ("C00123 betalning", ["C00123", "C-00123"]),
        ("DEB1801 tack", ["1801", "DEB1801", "DEB-1801"]),
        ("kd-1204", ["1204", "KD1204", "KD-1204"]),
        ("Kund 1042", ["1042", "KUND1042", "KUND-1042"]),
        ("104012", []),
    ],
)
def test_numbers_of_customers(text, numbers):
    assert party_numbers(text) == numbers


@pytest.mark.parametrize(
    ("case", "text", "numbers"),
    [
        ("with a dash", "Org.nr 556012-5790", ["5560125790", "556012-5790"]),
        ("bare", "5560125790", ["5560125790", "556012-5790"]),
        ("with the century", "165560125790", ["5560125790", "556012-5790"]),
        ("of a VAT number", "VAT SE556012579001", ["5560125790", "556012-5790", "SE556012579001"]),
        ("Norwegian, after its word", "orgnr 923 609 016", ["923609016"]),
        ("a wrong check digit", "556012-5791", []),
        ("a birthday", "850101-2384", []),
        ("a longer number", "95560125790", []),
    ],
)
def test_numbers_of_firms(case, text, numbers):
    assert organisation_numbers(text) == numbers, case


def test_a_number_of_a_firm_has_two_forms():
    assert organisation_forms("556012-5790") == organisation_forms("16556012-5790") == ("5560125790", "556012-5790")
    assert organisation_forms("NO 923609016") == ("NO923609016",)


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("Nordisk Bygg AB c/o Visma", ("Nordisk Bygg AB", "Visma")),
        ("Redovisningsbyrån för Malmö Möbler AB", ("Redovisningsbyrån", "Malmö Möbler AB")),
        ("Eva Ek, C/O Alfa AB", ("Eva Ek", "Alfa AB")),
        ("Beta AS obo Gamma AS", ("Beta AS", "Gamma AS")),
        ("c/o Nordisk Bygg AB", ("Nordisk Bygg AB",)),
        ("Nordisk Bygg AB", ()),
        ("Förvaltning & Co", ()),
        ("", ()),
    ],
)
def test_names_within_a_name(name, pieces):
    assert name_pieces(name) == pieces


@pytest.mark.parametrize(
    ("name", "expected"), [("Klarna Bank AB", True), ("STRIPE PAYMENTS", True), ("Stripedal AB", False)]
)
def test_payment_services_are_no_payers(name, expected):
    assert is_intermediary(name) is expected
