"""The rule table as a file: what it says, what is wrong with it and where, and that it comes back the same."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.errors import Findings, Refused
from reskontra.core.matching.confidence import (
    DEFAULT_RULES,
    AmountResult,
    Confidence,
    DirectDebitResult,
    DocumentResult,
    MatchRule,
    PartyResult,
)
from reskontra.core.matching.rulebook import Rulebook, read_rulebook, write_rulebook
from reskontra.core.matching.settings import ChargeLimit, MatchSettings, NameMode

RULE = '[[rule]]\nconfidence = "high"\npriority = 7\n'
LIMIT = '[[charge_limit]]\nmax_amount = "1"\nmax_percent = 1\n'


def read(text: str) -> Rulebook:
    return read_rulebook(text.encode(), file="r.toml", currency="SEK")


def test_the_defaults_come_back_the_same() -> None:
    text = write_rulebook(rules=DEFAULT_RULES, settings=MatchSettings(), currency="SEK")
    book = read(text)
    assert sorted(book.rules or (), key=lambda rule: rule.name) == sorted(DEFAULT_RULES, key=lambda rule: rule.name)
    assert book.changed(MatchSettings()) == MatchSettings()
    assert "#" not in text  # nothing differs from the usual


@given(
    high=st.integers(1, 499),
    other=st.integers(1, 999),
    party=st.sampled_from(PartyResult),
    document=st.sampled_from(DocumentResult),
    amount=st.sampled_from(AmountResult),
    debit=st.sampled_from(DirectDebitResult),
    review=st.booleans(),
    quality=st.integers(0, 99),
    accident=st.floats(0, 1),
    mode=st.sampled_from(NameMode),
    limit=st.integers(0, 10**8),
    permille=st.integers(0, 1000),
    code=st.sampled_from(["", "SEK", "JPY", "BHD"]),
)
def test_what_is_written_is_read_again(
    high, other, party, document, amount, debit, review, quality, accident, mode, limit, permille, code
) -> None:
    rules = (
        MatchRule(Confidence.HIGH, high, party, document, amount, debit, review),
        MatchRule(Confidence.LOW, other, party, document, amount, debit, not review),
    )
    limit = limit // 100 if code == "JPY" else limit
    settings = replace(
        MatchSettings(),
        high_quality_min=quality,
        accident_high_max=accident,
        name_mode=mode,
        matches_vendors=review,
        charge_limits=(ChargeLimit(limit, permille, code, "NO"), ChargeLimit(limit, permille, code, "", "B1")),
    )
    book = read(write_rulebook(rules=rules, settings=settings, currency="SEK"))
    assert book.rules == rules
    assert book.changed(MatchSettings()) == settings


def test_what_is_left_out_stays() -> None:
    book = read("[thresholds]\nhigh_quality_min = 60\n")
    assert (book.rules, book.charge_limits) == (None, None)
    assert book.changed(MatchSettings(steps_max=5_000)) == MatchSettings(steps_max=5_000, high_quality_min=60)


def test_a_rule_needs_review_unless_it_is_high_or_says_so() -> None:
    book = read(RULE + '[[rule]]\nconfidence = "medium"\npriority = 1\n')
    assert [rule.review_required for rule in book.rules or ()] == [False, True]


@pytest.mark.parametrize(
    ("case", "text", "code", "told"),
    [
        ("no TOML", "[[rule]]\npriority : 1\n", "rules_not_toml", "r.toml, line 2 "),
        ("ends too early", '[[rule]]\nconfidence = "high', "rules_not_toml", "line 2"),
        ("nothing", "# nothing\n", "rules_empty", "r.toml has no rule"),
        ("unknown heading", "[limits]\na = 1\n", "rules_key_unknown", "line 1: limits is unknown"),
        ("a key before headings", "a = 1\n" + RULE, "rules_key_unknown", "line 1: a is unknown"),
        ("unknown key", RULE + 'payer = "fully"\n', "rules_key_unknown", "line 4: payer is unknown here."),
        ("unknown threshold", "[thresholds]\n\nquality = 3\n", "rules_key_unknown", "line 3: quality is unknown"),
        ("one bracket", "[rule]\npriority = 1\n", "rules_key_unknown", "Use one of [[rule]]"),
        ("two brackets", "[[thresholds]]\nsteps_max = 1000\n", "rules_key_unknown", "Use one of [thresholds]"),
        ("missing", "[[rule]]\npriority = 1\n", "rules_key_missing", "line 1: this rule has no confidence"),
        ("another word", RULE + 'party = "Fully"\n', "rules_word_unknown", 'line 4: party was to be "Fully"'),
        ("a number for a word", RULE + "party = 1\n", "rules_word_unknown", "party was to be 1. Use one of not_cons"),
        ("a word for a switch", RULE + "review_required = 1\n", "rules_word_unknown", "Use one of true, false"),
        ("high beyond", RULE.replace("7", "500"), "rules_number_unfit", "line 3: priority was to be 500."),
        ("true is no number", RULE.replace("7", "true"), "rules_number_unfit", "priority was to be true"),
        ("no number at all", "[thresholds]\naccident_high_max = nan\n", "rules_number_unfit", "from 0.0 to 1.0"),
        ("twice", RULE + RULE, "rules_priority_twice", "line 6: another high rule has priority 7"),
        ("a limit twice", LIMIT * 2, "rules_limit_twice", "line 4"),
        ("an account's number", LIMIT + "bank = 1\n", "rules_word_unknown", 'line 4: bank was to be 1. Use one'),
        ("an amount", LIMIT.replace('"1"', '"-1"'), "rules_number_unfit", 'line 2: max_amount was to be "-1"'),
        ("a fraction", LIMIT.replace("= 1", "= 3.5"), "rules_number_unfit", "line 3: max_percent"),
        ("a country", LIMIT + 'country = "se"\n', "rules_word_unknown", "SE, NO"),
    ],
)  # fmt: skip
def test_what_is_refused(case: str, text: str, code: str, told: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(text)
    findings = refusal.value.findings if isinstance(refusal.value, Findings) else (refusal.value,)
    assert {finding.code for finding in findings} == {code}, case
    assert told in str(refusal.value), case


def test_every_fault_is_told_in_the_order_of_the_file() -> None:
    with pytest.raises(Findings) as refusal:
        read("[thresholds]\nsteps_max = 1\n" + RULE + "x = 1\n[[rule]]\npriority = 0\n")
    assert [finding.values["line"] for finding in refusal.value.findings] == [2, 6, 7, 8]


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(Refused, match="not text in UTF-8"):
        read_rulebook(b"\xff\xfe[", file="r.toml", currency="SEK")


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Refused):
        assert isinstance(read_rulebook(content, file="r", currency="SEK"), Rulebook)
