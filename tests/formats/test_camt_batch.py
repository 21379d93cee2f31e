"""Batches: split where the parts sum, one line where they give no amounts, a doubt where they miss the sum."""

import pytest
from lxml import etree

from reskontra.core.money import Money
from reskontra.formats.camt_batch import BatchSumDiffers, merge, split
from reskontra.formats.camt_values import DirectionUnknown

ELEMENT = etree.Element("Ntry")
SEK = "SEK"
ONE_LINE = "Entry 3 stays one line: {} of its 2 transactions have no amount in SEK."


def part(minor: int | None, direction: str = "", currency: str = SEK, key: str = "amount") -> dict:
    made: dict = {} if minor is None else {key: (minor, currency)}
    return made | ({"direction": direction} if direction else {})


@pytest.mark.parametrize(
    ("case", "total", "parts", "amounts"),
    [
        ("parts that sum", 1000, [part(400), part(600)], (400, 600)),
        ("money out", -1000, [part(400), part(600)], (-400, -600)),
        ("amounts in TxAmt", 1000, [part(400, key="transaction_amount"), part(600)], (400, 600)),
        ("a part the other way", 1000, [part(1200, "CRDT"), part(200, "DBIT")], (1200, -200)),
        ("parts that contradict the entry's direction", -1000, [part(400, "CRDT"), part(600, "CRDT")], (-400, -600)),
        ("a zero among them", 1000, [part(0), part(1000)], (0, 1000)),
    ],
)
def test_split(case, total, parts, amounts):
    divided = split(parts, total=Money(total, SEK), entry_number=1, element=ELEMENT)
    assert divided.amounts == amounts
    assert sum(divided.amounts) == total


@pytest.mark.parametrize(
    ("case", "parts", "warning"),
    [
        ("no amounts", [part(None), part(None)], ONE_LINE.format(2)),
        ("one lacks it", [part(400), part(None)], ONE_LINE.format(1)),
        ("another currency", [part(4, currency="EUR"), part(6, currency="EUR")],
         ONE_LINE.format(2)),
    ],
)  # fmt: skip
def test_one_line(case, parts, warning):
    divided = split(parts, total=Money(1000, SEK), entry_number=3, element=ELEMENT)
    assert (divided.amounts, divided.warning, divided.finding) == ((), warning, None)


def test_a_missed_sum_is_a_doubt_with_the_figures():
    parts = [part(400) | {"announced": "3"}, part(500)]
    finding = split(parts, total=Money(1000, SEK), entry_number=1, element=ELEMENT).finding
    assert isinstance(finding, BatchSumDiffers)
    assert "Entry 1 is 10.00 SEK, and the 2 transactions in it come to 9.00 SEK (3 announced)." in str(finding)


def test_an_unknown_direction_in_a_part_is_refused():
    with pytest.raises(DirectionUnknown):
        split([part(400, "CREDIT"), part(600)], total=Money(1000, SEK), entry_number=1, element=ELEMENT)


def test_merge_joins_lists_and_keeps_what_agrees():
    parts = [
        {"unstructured": ["a"], "mandate_id": "M", "uetr": "1", "debtor": {"name": "Berg"}},
        {"unstructured": ["b"], "mandate_id": "M", "uetr": "2", "debtor": {"name": "Berg"}, "bank_reference": "R"},
    ]
    assert merge(parts) == {"unstructured": ["a", "b"], "mandate_id": "M", "debtor": {"name": "Berg"}}
