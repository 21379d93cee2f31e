"""Which text mapping a bank line gets: every condition must hold, then priority, then the longest text."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.matching.mappings import MappedLine, Mapping, choose_mapping

DAY = date(2026, 3, 2)
LINE = MappedLine(DAY, -125_00, 1, ("BANKAVGIFT  Mars", "Storbanken AB"))
FEE = Mapping("bankavgift", "GL", "6570")


@pytest.mark.parametrize(
    ("case", "change", "fits"),
    [
        ("the text alone", {}, True),
        ("case and blanks do not count", {"text": "  Bankavgift   MARS "}, True),
        ("the counterparty's name", {"text": "storbanken"}, True),
        ("over the border of two texts", {"text": "mars storbanken"}, True),
        ("another text", {"text": "hyra"}, False),
        ("no text at all fits nothing", {"text": "  "}, False),
        ("money out", {"direction": "OUT"}, True),
        ("money in", {"direction": "IN"}, False),
        ("this bank account", {"bank_account_id": 1}, True),
        ("another bank account", {"bank_account_id": 2}, False),
        ("at least so much, the bound included", {"min_amount_minor": 125_00}, True),
        ("at least more", {"min_amount_minor": 125_01}, False),
        ("at most so much, the bound included", {"max_amount_minor": 125_00}, True),
        ("at most less", {"max_amount_minor": 124_99}, False),
        ("from this day", {"valid_from": DAY}, True),
        ("from the next", {"valid_from": date(2026, 3, 3)}, False),
        ("to this day", {"valid_to": DAY}, True),
        ("to the day before", {"valid_to": date(2026, 3, 1)}, False),
    ],
)
def test_conditions(case, change, fits):
    mapping = replace(FEE, **change)
    assert choose_mapping(line=LINE, mappings=[mapping]) == (mapping if fits else None)


@pytest.mark.parametrize(
    ("case", "mappings", "account"),
    [
        ("the lowest priority number", [replace(FEE, priority=10, account_number="A"), FEE], "A"),
        ("then the longest text", [FEE, replace(FEE, text="bankavgift mars", account_number="B")], "B"),
        ("priority before length", [replace(FEE, text="mars", priority=1, account_number="C"), FEE], "C"),
        ("none", [], None),
    ],
)
def test_choice(case, mappings, account):
    chosen = choose_mapping(line=LINE, mappings=mappings)
    assert (chosen.account_number if chosen else None) == account


@given(st.permutations([replace(FEE, text=text) for text in ("mars", "bank", "avgift", "storbanken", "hyra")]))
def test_the_order_of_the_mappings_does_not_matter(mappings):
    assert choose_mapping(line=LINE, mappings=mappings) == replace(FEE, text="storbanken")
