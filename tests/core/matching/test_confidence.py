"""The rule table."""

import pytest

from reskontra.core.matching.confidence import (
    DEFAULT_RULES,
    AmountResult,
    Confidence,
    DirectDebitResult,
    DocumentResult,
    MatchRule,
    PartyResult,
    PriorityOutOfRange,
    PriorityTaken,
    rule_table,
    validate_rules,
)

TABLE = rule_table(DEFAULT_RULES)
DOCUMENTS = ("MULTIPLE", "YES", "NO")
AMOUNTS = ("ONE", "MULTIPLE", "NONE")


@pytest.mark.parametrize(
    ("party", "rules"),
    [
        ("FULLY", "high-2 high-3 medium-1 high-4 high-5 medium-2 high-9 medium-3 low-1"),
        ("PARTIALLY", "high-6 high-7 medium-4 high-8 medium-5 medium-5 medium-8 low-2 low-3"),
        ("NO", "high-10 high-11 medium-7 medium-6 medium-9 medium-9 low-4 low-5 -"),
    ],
)
def test_the_27_cells(party, rules):
    cells = [
        (PartyResult(party), DocumentResult(document), AmountResult(amount), DirectDebitResult.NOT_CONSIDERED)
        for document in DOCUMENTS
        for amount in AMOUNTS
    ]
    found = [TABLE[cell].name if cell in TABLE else "-" for cell in cells]
    assert " ".join(found) == rules


@pytest.mark.parametrize("party", [PartyResult.FULLY, PartyResult.PARTIALLY, PartyResult.NO])
def test_a_direct_debit_outdoes_everything(party):
    assert TABLE[party, DocumentResult.NO, AmountResult.NONE, DirectDebitResult.YES].name == "high-1"
    without = TABLE.get((party, DocumentResult.NO, AmountResult.ONE, DirectDebitResult.NO))
    assert without == TABLE.get((party, DocumentResult.NO, AmountResult.ONE, DirectDebitResult.NOT_CONSIDERED))


@pytest.mark.parametrize(
    ("confidence", "priority", "score"),
    [(Confidence.HIGH, 1, 3999), (Confidence.MEDIUM, 9, 2991), (Confidence.LOW, 1, 1999), (Confidence.NONE, 1, 999)],
)
def test_scores(confidence, priority, score):
    assert MatchRule(confidence, priority).score == score


def test_only_high_rules_go_without_review():
    assert {rule.confidence for rule in DEFAULT_RULES if not rule.review_required} == {Confidence.HIGH}
    assert all(not rule.review_required for rule in DEFAULT_RULES if rule.confidence is Confidence.HIGH)


@pytest.mark.parametrize(
    ("case", "confidence", "priority", "is_refused"),
    [
        ("zero", Confidence.LOW, 0, True),
        ("the first", Confidence.LOW, 1, False),
        ("the last", Confidence.LOW, 999, False),
        ("a thousand", Confidence.LOW, 1000, True),
        ("the last high", Confidence.HIGH, 499, False),
        ("high inside the band of text mappings", Confidence.HIGH, 500, True),
    ],
)
def test_priorities(case, confidence, priority, is_refused):
    rules = [MatchRule(confidence, priority)]
    if is_refused:
        with pytest.raises(PriorityOutOfRange, match=str(priority)):
            validate_rules(rules)
    else:
        validate_rules(rules)


def test_a_priority_is_taken_once_within_a_confidence():
    with pytest.raises(PriorityTaken) as told:
        rule_table([MatchRule(Confidence.LOW, 7), MatchRule(Confidence.MEDIUM, 7), MatchRule(Confidence.LOW, 7)])
    assert str(told.value) == "Two low rules have priority 7. Give one of them a free number."


def test_the_strongest_rule_decides_whatever_the_order():
    rules = [MatchRule(Confidence.LOW, 1), MatchRule(Confidence.MEDIUM, 1, party=PartyResult.FULLY)]
    table = rule_table(rules)
    cell = (DocumentResult.NO, AmountResult.NONE, DirectDebitResult.NOT_CONSIDERED)
    assert table[(PartyResult.FULLY, *cell)].confidence is Confidence.MEDIUM
    assert table[(PartyResult.NO, *cell)].confidence is Confidence.LOW
    assert table == rule_table(rules[::-1])
