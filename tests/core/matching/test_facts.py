"""What a fact is worth beside others about the same."""

from __future__ import annotations

import pytest

from reskontra.core.matching.facts import choose_account, fact_level, text_value
from reskontra.core.matching.records import LearnedFact
from reskontra.core.matching.signals import Level


def fact(number: int = 1, party: int | None = 10, **values: object) -> LearnedFact:
    return LearnedFact(**{"number": number, "kind": "ACCOUNT", "value": "SE1", "party_id": party, **values})


@pytest.mark.parametrize(
    ("case", "values", "others", "expected"),
    [
        ("one decision is a hint", {}, [], Level.WEAK),
        ("two make an account certain", {"hits": 2}, [], Level.CERTAIN),
        ("two make a name strong", {"hits": 2, "kind": "NAME"}, [], Level.STRONG),
        ("as many against as for it", {"hits": 2, "contradictions": 2}, [], Level.NONE),
        ("more for than against", {"hits": 2, "contradictions": 1}, [], Level.WEAK),
        ("thrice as many", {"hits": 3, "contradictions": 1}, [], Level.STRONG),
        ("somebody else by the same", {"hits": 3}, [fact(2, 11, hits=3)], Level.NONE),
        ("a mistake beside many", {"hits": 6}, [fact(2, 11)], Level.STRONG),
        ("the mistake itself", {}, [fact(2, 11, hits=6)], Level.NONE),
        ("a person's word", {"hits": 0, "is_confirmed": True}, [], Level.CERTAIN),
        ("against a person's word", {"hits": 9}, [fact(2, 11, hits=0, is_confirmed=True)], Level.NONE),
        ("two words of persons", {"is_confirmed": True}, [fact(2, 11, is_confirmed=True)], Level.STRONG),
        ("itself is no rival", {"hits": 2}, [fact(1, 10, hits=2)], Level.CERTAIN),
        ("a payer of several", {"hits": 2, "kind": "PAYS_FOR"}, [fact(2, 11, hits=9, kind="PAYS_FOR")], Level.STRONG),
    ],
)
def test_how_well_a_fact_says_who_sent_the_money(
    case: str, values: dict[str, object], others: list[LearnedFact], expected: Level
) -> None:
    assert fact_level(fact(**values), others) == expected


@pytest.mark.parametrize(
    ("case", "texts", "name", "expected"),
    [
        ("numbers are left out", ["SHELL 4711 STOCKHOLM", "2026-03-02"], "", "shell stockholm"),
        ("marks and case are folded", ["Månadsavgift  MARS"], "", "manadsavgift mars"),
        ("the name where there is no text", ["1234"], "Telia Sverige AB", "telia sverige ab"),
        ("too little is left", ["OK 12"], "", ""),
        ("nothing", [], "", ""),
    ],
)
def test_the_words_that_come_again(case: str, texts: list[str], name: str, expected: str) -> None:
    assert text_value(texts, name) == expected


def test_facts_at_odds_about_a_text_choose_nothing() -> None:
    one = LearnedFact(1, "TEXT", "shell", None, hits=2, account_number="5611")
    other = LearnedFact(2, "TEXT", "shell", None, hits=2, account_number="6570")
    assert choose_account([one, other]) is None
    assert choose_account([one]) == (one, Level.STRONG)
    assert choose_account([]) is None
