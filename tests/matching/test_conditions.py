"""Conditions and splits are read as they are written, and written as they are read."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.errors import Refused
from reskontra.core.matching.mappings import Mapping
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.conditions import read_splits, with_conditions, written_conditions, written_splits
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

PLAIN = Mapping("hyra", "GL", "5010")


def test_all_conditions_round_trip(story: Story) -> None:
    words = [
        "match=pattern", "field=name", "bank=B1", "amount=100.00..", "payer=SE80600", "code=PMNT", "from=2026-01-01",
        "to=2026-12-31",
    ]  # fmt: skip
    found = with_conditions(company=story.company, mapping=PLAIN, conditions=words[::-1])
    assert (found.test, found.field, found.min_amount_minor, found.max_amount_minor) == (
        "PATTERN",
        "NAME",
        10_000,
        None,
    )
    assert (found.valid_from, found.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    banks = {bank.id: bank for bank in bank_accounts(company=story.company)}
    assert written_conditions(found, banks, "SEK") == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [("..5.00", (None, 500)), ("5.00", (500, 500)), ("1.00..2.00", (100, 200))],
)
def test_amounts(story: Story, text: str, expected: tuple[int | None, int | None]) -> None:
    found = with_conditions(company=story.company, mapping=PLAIN, conditions=[f"amount={text}"])
    assert (found.min_amount_minor, found.max_amount_minor) == expected


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("amount", "mapping_condition_not_written"),
        ("color=red", "mapping_condition_not_written"),
        ("amount=", "mapping_condition_not_written"),
        ("amount=much", "mapping_condition_value"),
        ("amount=-5.00..", "mapping_condition_value"),
        ("amount=5.00..1.00", "mapping_bounds_backwards"),
        ("match=regex", "mapping_condition_value"),
        ("field=iban", "mapping_condition_value"),
        ("bank=B9", "bank_account_unknown"),
        ("from=yesterday", "mapping_condition_value"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(story: Story, condition: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        with_conditions(company=story.company, mapping=PLAIN, conditions=[condition])
    assert refusal.value.code == code


def test_a_pattern_is_read_when_it_is_saved(story: Story) -> None:
    with pytest.raises(Refused) as refusal:
        with_conditions(company=story.company, mapping=Mapping("hyra(", "GL", "5010"), conditions=["match=pattern"])
    assert refusal.value.code == "pattern_unreadable"


def test_days_backwards(story: Story) -> None:
    with pytest.raises(Refused) as refusal:
        with_conditions(company=story.company, mapping=PLAIN, conditions=["from=2026-02-01", "to=2026-01-01"])
    assert refusal.value.code == "mapping_bounds_backwards"


def test_splits_round_trip(story: Story) -> None:
    words = ["gl:2641=20%", "gl:3740=0.50", "customer:C1=12.5%"]
    splits = read_splits(company=story.company, texts=words, account="gl:6570")
    assert written_splits(Mapping("hyra", "GL", "6570", splits=splits), "SEK") == words


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["gl:2641"], "mapping_split_not_written"),
        (["gl:2641=0%"], "mapping_split_not_written"),
        (["gl:2641=x%"], "mapping_split_not_written"),
        (["gl:2641=NaN%"], "mapping_split_not_written"),
        (["gl:2641=1.005%"], "mapping_split_not_written"),
        (["gl:2641=-5.00"], "mapping_split_not_written"),
        (["bank:B1=5.00"], "mapping_split_not_written"),
        (["gl:2641=60%", "gl:3740=40%"], "mapping_split_too_much"),
        (["customer:C9=5%"], "party_unknown"),
    ],
)
def test_a_split_that_makes_no_sense_is_refused(story: Story, texts: list[str], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_splits(company=story.company, texts=texts, account="gl:6570")
    assert refusal.value.code == code
