"""Rules, thresholds and limits as fields, and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.confidence import (
    AmountResult,
    Confidence,
    DirectDebitResult,
    DocumentResult,
    MatchRule,
    PartyResult,
)
from reskontra.core.matching.settings import ChargeLimit, MatchSettings, NameMode
from reskontra.interface.typed_form import Typed
from reskontra.matching.setup_pages.rule_form import (
    NoRuleLeft,
    ThresholdUnfit,
    limit_rows,
    read_book,
    rule_rows,
    threshold_fields,
    typed_fields,
    typed_rows,
)

COMPANY = CompanyFacts(1, "Nordan AB", "SE", "SEK", "sv", "se-bas")
TODAY = date(2026, 3, 2)
RULE = MatchRule(Confidence.HIGH, 3)


def sent(rules: tuple[MatchRule, ...], settings: MatchSettings) -> Typed:
    rows = (*rule_rows(rules), *limit_rows(settings.charge_limits, [], "SEK"))
    fields = [*threshold_fields(settings), *(field for row in rows for field in row.fields)]
    return Typed({field.name: field.value for field in fields}, TODAY)


@given(
    confidence=st.sampled_from(Confidence),
    priority=st.integers(1, 499),
    party=st.sampled_from(PartyResult),
    document=st.sampled_from(DocumentResult),
    amount=st.sampled_from(AmountResult),
    debit=st.sampled_from(DirectDebitResult),
    is_on=st.booleans(),
    accident=st.integers(0, 1_000_000),
    mode=st.sampled_from(NameMode),
    most=st.integers(0, 10**8),
    permille=st.integers(0, 1_000),
)
def test_what_is_shown_is_read_back(
    confidence, priority, party, document, amount, debit, is_on, accident, mode, most, permille
):  # type: ignore[no-untyped-def]
    rules = (MatchRule(confidence, priority, party, document, amount, debit, is_on),)
    limits = (ChargeLimit(most, permille, "EUR", "DE"), ChargeLimit())
    settings = MatchSettings(
        charge_limits=limits, accident_high_max=accident / 10**6, name_mode=mode, matches_vendors=is_on
    )
    book = read_book(COMPANY, sent(rules, settings))
    assert book.rules == rules
    assert book.changed(MatchSettings(charge_limits=())) == settings


def test_what_was_typed_and_said_stands_at_its_field():
    typed = sent((RULE,), MatchSettings())
    typed.values = {**typed.values, "t-high_quality_min": "200"}
    with pytest.raises(ThresholdUnfit, match="from 0 to 99"):
        read_book(COMPANY, typed)
    fields = typed_fields(threshold_fields(MatchSettings()), typed, ["too much"])
    assert [(field.value, field.refused) for field in fields if field.refused] == [("200", ("too much",))]
    assert all(not field.refused for row in typed_rows(rule_rows((RULE,)), typed) for field in row.fields)


def test_a_threshold_that_was_changed_tells_the_usual_value():
    hints = {field.name: field.hint for field in threshold_fields(MatchSettings(high_quality_min=55))}
    assert (hints["t-high_quality_min"], hints["t-steps_max"]) == ("Usually 40.", "")


def test_rules_that_are_all_taken_away():
    with pytest.raises(NoRuleLeft):
        read_book(COMPANY, sent((), MatchSettings()))


def test_a_word_of_nobodys_is_not_considered():
    typed = sent((RULE,), MatchSettings())
    typed.values = {**typed.values, "r0-party": "EVERYBODY", "t-name_mode": "LOUD"}
    book = read_book(COMPANY, typed)
    assert book.rules == (RULE.__class__(Confidence.HIGH, 3, review_required=True),)
    assert book.changed(MatchSettings()).name_mode is NameMode.NEARNESS
