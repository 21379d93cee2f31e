"""Telephone numbers, end-to-end ids and bare customer numbers as evidence of the payer."""

from __future__ import annotations

import pytest

from reskontra.core.matching.confidence import DEFAULT_RULES
from reskontra.core.matching.proposals import match_lines
from reskontra.core.matching.records import BankLine, LineProposal, PartyFact
from reskontra.core.matching.settings import MatchSettings
from tests.core.matching.book import MemoryBook
from tests.core.matching.small import ALFA, BETA, VENDOR, entry, line

DELTA = PartyFact(4, "CUSTOMER", "10440", "Delta Data AB")
PHONE = "46701234567"


def book() -> MemoryBook:
    parties = (ALFA, BETA, VENDOR, DELTA)
    made = MemoryBook(parties, [entry(1, BETA, "103050", 500), entry(2, DELTA, "103060", 700), entry(3, ALFA, "1", 5)])
    made.phones = {PHONE: [2], "46709999999": [2, 4]}
    made.paid_under = {"STO-4711-8": {2: 2}, "ONCE-4711": {2: 1}, "BOTH-4711": {2: 3, 4: 1}}
    return made


def match(paid: BankLine) -> LineProposal:
    (found,) = match_lines(lines=[paid], book=book(), rules=DEFAULT_RULES, settings=MatchSettings())
    return found


@pytest.mark.parametrize(
    ("case", "paid", "confidence", "rule"),
    [
        ("phone in the text", line(1, 500, "Swish 070-123 45 67"), "high", "payer_phone"),
        ("phone as the account", line(1, 500, "Swish", account=PHONE), "high", "payer_phone"),
        ("phone with the name", line(1, 500, "Swish 0701234567", name="Malmö Möbler"), "high", "payer_name"),
        ("an id that came before", line(1, 500, end_to_end_id="STO-4711-8"), "high", "payer_end_to_end_id"),
        ("an id that came once", line(1, 500, end_to_end_id="ONCE-4711"), "medium", "payer_end_to_end_id"),
        ("a bare number", line(1, 700, "10440"), "medium", "payer_number"),
        ("a number with its word", line(1, 700, "Kundnr 10440"), "high", "payer_number"),
    ],
)
def test_a_key_tells_the_payer(case, paid, confidence, rule):
    found = match(paid)
    assert found.confidence == confidence, case
    assert rule in [evidence.rule for evidence in found.explanation], case
    assert len(found.parts) == 1


@pytest.mark.parametrize(
    ("case", "paid"),
    [
        ("a phone on two cards", line(1, 500, "Swish 0709999999")),
        ("an id of two payers", line(1, 500, end_to_end_id="BOTH-4711")),
        ("an id that everybody uses", line(1, 500, end_to_end_id="NOTPROVIDED")),
        ("a customer's number that is a date", line(1, 700, "2026-05-10")),
        ("a number with another amount", line(1, 701, "10440")),
        ("two keys at odds", line(1, 500, "0701234567 10440")),
    ],
)
def test_what_tells_nobody_applies_nothing(case, paid):
    found = match(paid)
    assert not found.parts, case


def test_a_bare_number_says_nothing_beside_a_name():
    found = match(line(1, 500, "10440", name="Malmö Möbler AB"))
    assert [part.party_id for part in found.parts] == [2]
    assert found.confidence == "medium"  # it may be a document's number, written wrong


@pytest.mark.parametrize(
    ("case", "others", "parties"),
    [
        ("the only one with these digits", (), [5]),
        ("one of two", (PartyFact(6, "CUSTOMER", "D-1002", "Zeta AB"),), []),
        ("beside one who has no letters", (PartyFact(6, "CUSTOMER", "1002", "Zeta AB"),), [6]),
    ],
)
def test_a_customer_number_without_its_letters_is_a_hint(case, others, parties):
    lettered = PartyFact(5, "CUSTOMER", "K1002", "Epsilon AB")
    open_entries = [entry(number, party, f"1077{number}", 900) for number, party in enumerate((lettered, *others), 1)]
    made = MemoryBook((lettered, *others), open_entries)
    paid = line(1, 900, "Kundnr 1002")
    (found,) = match_lines(lines=[paid], book=made, rules=DEFAULT_RULES, settings=MatchSettings())
    assert [part.party_id for part in found.parts] == parties, case
    if parties == [5]:
        assert found.confidence == "medium"
        assert ("payer_number", "1002") in [(one.rule, one.values.get("evidence")) for one in found.explanation]
