"""Reminder terms added and changed, and what the law of Sweden lets them cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from reskontra.collections.cancelling_reminders import delete_reminder_drafts
from reskontra.collections.reminder_terms import find_reminder_terms
from reskontra.collections.reminder_terms_editing import (
    FeeByAmountUnlawful,
    FeeWithoutCost,
    LevelChange,
    LevelNotLast,
    LevelOnDrafts,
    ReminderAmountNegative,
    ReminderChoiceUnknown,
    ReminderCountNegative,
    ReminderFormulaLong,
    ReminderLevelUnknown,
    ReminderTermsCodeUnfit,
    ReminderTermsExist,
    TermsChange,
    TextPlace,
    add_reminder_terms,
    change_reminder_terms,
    remove_last_level,
    set_letter_text,
    set_reminder_level,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.late_payment_law import FeeAboveLaw
from reskontra.core.letter_texts import PlaceholderUnknown
from reskontra.core.reminder_fees import FeeRange, FeeRangesNotUnique
from reskontra.formats.csv_table import ValueHoldsUnseen
from tests import books, build
from tests.collections import reminding

pytestmark = pytest.mark.django_db


@pytest.fixture
def snabb(company: CompanyFacts) -> CompanyFacts:
    add_reminder_terms(company=company, actor=build.BOB, code="SNABB", change=TermsChange(name="Snabb"))
    level(company, 1, grace="5d", due_formula="10D", cost="REMINDER", fee_minor=60_00)
    return company


def level(company: CompanyFacts, number: int, **change: object) -> None:
    wanted = LevelChange(**change)  # type: ignore[arg-type]
    set_reminder_level(company=company, actor=build.BOB, code="SNABB", number=number, change=wanted)


def test_terms_go_the_whole_way(snabb: CompanyFacts) -> None:
    change = TermsChange(name="Kvick", posts_fee=True, minimum_minor=50_00, promise_days=0)
    change_reminder_terms(company=snabb, actor=build.BOB, code="SNABB", change=change)
    level(snabb, 2, grace="CM", line_cost="COMPENSATION", line_fee_minor=450_00, fees={"EUR": (0, 40_00)})
    level(snabb, 1, fee_minor=0, hands_over=True)
    for language, text in (("sv", "Betala {total}."), ("en", "Pay %7.")):
        place = TextPlace("ENDING", language, 2)
        set_letter_text(company=snabb, actor=build.BOB, code="SNABB", place=place, text=text)
    found = find_reminder_terms(company=snabb, code="SNABB")
    assert (found.name, found.posts_fee, found.posts_interest, found.minimum_minor) == ("Kvick", True, False, 50_00)
    assert [(one.grace, one.fee_minor, one.line_fee_minor, one.hands_over) for one in found.levels] == [
        ("5D", 0, 0, True), ("CM", 0, 450_00, False),
    ]  # fmt: skip
    assert (found.level(2).fees, found.text("ENDING", 2, ["en"])) == ({"EUR": (0, 40_00)}, "Pay %7.")
    set_letter_text(company=snabb, actor=build.BOB, code="SNABB", place=TextPlace("ENDING", "en", 2), text=" ")
    assert find_reminder_terms(company=snabb, code="SNABB").half_translated() == []
    with pytest.raises(LevelNotLast, match="Level 1 of terms SNABB is not the last one, which is 2"):
        remove_last_level(company=snabb, actor=build.BOB, code="SNABB", number=1)
    assert remove_last_level(company=snabb, actor=build.BOB, code="SNABB", number=2) == 2
    left = find_reminder_terms(company=snabb, code="SNABB")
    assert (len(left.levels), left.texts) == (1, {})


def test_ranges_are_kept_where_the_law_allows_them(db: None) -> None:
    company = build.new_company(name="Fjord AS", preset="ifrs", country="NO", currency="EUR")
    add_reminder_terms(company=company, actor=build.BOB, code="SNABB", change=TermsChange())
    one, other = FeeRange(0, 50_00, Decimal(1), "EUR"), FeeRange(1000_00, 100_00, Decimal("2.5"), "EUR", 0, 400_00)
    level(company, 1, fee_calculation="SINGLE", ranges={(False, "EUR"): [other, one]})
    assert find_reminder_terms(company=company, code="SNABB").level(1).ranges == {(False, "EUR"): (one, other)}
    with pytest.raises(FeeRangesNotUnique):
        level(company, 1, ranges={(True, "EUR"): [one, one]})


@pytest.mark.parametrize(
    ("number", "change", "refusal"),
    [
        (3, {}, ReminderLevelUnknown),
        (0, {}, ReminderLevelUnknown),
        (1, {"grace": "1D+1D+1D+1D+1D+1D+1D+1D+1D+1D+1D+1D"}, ReminderFormulaLong),
        (1, {"cost": "X"}, ReminderChoiceUnknown),
        (1, {"line_cost": "X"}, ReminderChoiceUnknown),
        (1, {"fee_calculation": ""}, ReminderChoiceUnknown),
        (1, {"fee_minor": -1}, ReminderAmountNegative),
        (1, {"fees": {"EUR": (0, -1)}}, ReminderAmountNegative),
        (1, {"fee_calculation": "SINGLE"}, FeeByAmountUnlawful),
        (1, {"cost": ""}, FeeWithoutCost),
        (1, {"fee_minor": 60_01}, FeeAboveLaw),
        (2, {"line_cost": "COMPENSATION", "line_fee_minor": 450_01}, FeeAboveLaw),
        (2, {"line_cost": "DEMAND", "fees": {"SEK": (0, 180_01)}}, FeeAboveLaw),
    ],
)  # fmt: skip
def test_what_is_refused_of_a_level(
    snabb: CompanyFacts, number: int, change: dict[str, object], refusal: type[Refused]
) -> None:
    before = books.contents()
    with pytest.raises(refusal):
        level(snabb, number, **change)
    assert books.contents() == before


def test_what_is_refused_of_terms_and_texts(snabb: CompanyFacts) -> None:
    before = books.contents()
    for code, refusal in (
        (" A", ReminderTermsCodeUnfit),
        ("A/B", ReminderTermsCodeUnfit),
        ("A\nB", ValueHoldsUnseen),
        ("SNABB", ReminderTermsExist),
    ):
        with pytest.raises(refusal):
            add_reminder_terms(company=snabb, actor=build.BOB, code=code, change=TermsChange())
    for change, refused in (
        (TermsChange(minimum_minor=-1), ReminderAmountNegative), (TermsChange(promise_days=-1), ReminderCountNegative),
    ):  # fmt: skip
        with pytest.raises(refused):
            change_reminder_terms(company=snabb, actor=build.BOB, code="SNABB", change=change)
    for place, text, why in (
        (TextPlace("BODY", "sv"), "{sum}", PlaceholderUnknown),
        (TextPlace("LINE_FEE", "sv"), "%10", PlaceholderUnknown),
        (TextPlace("X", "sv"), "a", ReminderChoiceUnknown),
        (TextPlace("BODY", "sv", 2), "x", ReminderLevelUnknown),
    ):  # fmt: skip
        with pytest.raises(why):
            set_letter_text(company=snabb, actor=build.BOB, code="SNABB", place=place, text=text)
    assert books.contents() == before
    remove_last_level(company=snabb, actor=build.BOB, code="SNABB")
    with pytest.raises(ReminderLevelUnknown):
        remove_last_level(company=snabb, actor=build.BOB, code="SNABB")


def test_a_level_stays_while_a_draft_is_of_it(snabb: CompanyFacts) -> None:
    build.invoice(snabb, reminding.debtor(snabb, terms="SNABB"))
    (made,) = reminding.make(snabb, date(2026, 3, 31)).made
    with pytest.raises(LevelOnDrafts) as told:
        remove_last_level(company=snabb, actor=build.BOB, code="SNABB")
    assert str(told.value).startswith(f"Level 1 of terms SNABB is that of 1 draft, such as {made.number}.")
    delete_reminder_drafts(company=snabb, actor=build.BOB, drafts=[made.number])
    assert remove_last_level(company=snabb, actor=build.BOB, code="SNABB") == 1
