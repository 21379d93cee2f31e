"""Terms renamed and deleted, with all that hangs on them and all that names them."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.change_interest_terms import InterestTermsThere
from reskontra.collections.changing_terms import (
    FINANCE_CHARGE,
    REMINDER,
    TermsAreDefault,
    TermsOfPolicy,
    TermsOnDrafts,
    delete_collecting_terms,
    rename_collecting_terms,
)
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.memo_texts import set_memo_text
from reskontra.collections.models import CollectionPolicy, InterestRate, LetterText, LevelFeeRange, ReminderLevel
from reskontra.collections.policies import find_policy
from reskontra.collections.reminder_queries import find_reminder
from reskontra.collections.reminder_terms import ReminderTermsUnknown, find_reminder_terms
from reskontra.collections.reminder_terms_editing import (
    ReminderTermsCodeUnfit,
    ReminderTermsExist,
    TextPlace,
    set_letter_text,
)
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.companies.settings import set_setting
from reskontra.companies.terms_by_name import named_terms
from reskontra.formats.csv_table import ValueHoldsUnseen
from reskontra.parties.models import Party
from tests import books, build
from tests.collections import charging, reminding
from tests.story import Story

pytestmark = pytest.mark.django_db
COMMON = {"actor": build.BOB, "kind": REMINDER}


def test_reminder_terms_take_their_children_along_and_go_with_them(company: CompanyFacts) -> None:
    reminding.terms(company)
    set_letter_text(company=company, actor=build.BOB, code="T", place=TextPlace("ENDING", "de", 2), text="Bitte.")
    set_setting(company=company, actor=build.BOB, key="default_reminder_terms", value="T")
    build.invoice(company, reminding.debtor(company))
    reminding.make(company)
    policy = CollectionPolicy.objects.create(
        company_id=company.id, code="P", terms="T\nSE-KONSUMENT\n", every="1W", next_date=date(2026, 4, 1)
    )
    before = books.contents()
    for to, refusal in (("SE-KONSUMENT", ReminderTermsExist), ("A/B", ReminderTermsCodeUnfit)):
        with pytest.raises(refusal):
            rename_collecting_terms(company=company, **COMMON, code="T", to=to)
    with pytest.raises(ReminderTermsUnknown):
        delete_collecting_terms(company=company, **COMMON, code="X")
    with pytest.raises(TermsOnDrafts, match="1 draft such as BPU000001"):
        delete_collecting_terms(company=company, **COMMON, code="T")
    assert books.contents() == before
    assert rename_collecting_terms(company=company, **COMMON, code="T", to="NY") == 1
    found = find_reminder_terms(company=company, code="NY")
    assert (len(found.levels), found.texts[2, "de", "ENDING"]) == (3, "Bitte.")
    assert Party.objects.get(number="C1").reminder_terms == "NY"
    assert find_reminder(company=company, number="BPU000001").terms == "NY"
    assert find_policy(company=company, code="P").terms == ("NY", "SE-KONSUMENT")
    assert setting(company=company, key="default_reminder_terms", default="") == "NY"
    assert len(issue_reminders(company=company, actor=build.BOB).done) == 1
    with pytest.raises(TermsOfPolicy, match="NY are those of policies P"):
        delete_collecting_terms(company=company, **COMMON, code="NY")
    policy.delete()
    with pytest.raises(TermsAreDefault):
        delete_collecting_terms(company=company, **COMMON, code="NY")
    set_setting(company=company, actor=build.BOB, key="default_reminder_terms", value="none")
    ids = [level.id for level in found.levels]
    assert delete_collecting_terms(company=company, **COMMON, code="NY") == 1
    assert Party.objects.get(number="C1").reminder_terms == ""
    assert not ReminderLevel.objects.filter(id__in=ids).exists()
    assert not LetterText.objects.filter(terms=found.terms_id).exists()
    assert not LevelFeeRange.objects.filter(level__in=ids).exists()
    assert "NY" not in named_terms(company=company, kind=REMINDER)


def test_interest_terms_likewise(company: CompanyFacts) -> None:
    Story(company).tells(charging.TOLD)
    common = {"company": company, "actor": build.BOB, "kind": FINANCE_CHARGE}
    set_memo_text(
        company=company,
        actor=build.BOB,
        code="M",
        place=TextPlace("LINE", "sv"),
        text="{document_number}, {days} dagar",
    )
    charging.make(company)
    with pytest.raises(TermsOnDrafts):
        delete_collecting_terms(**common, code="M")
    with pytest.raises(InterestTermsThere):
        rename_collecting_terms(**common, code="M", to="STANDARD")
    with pytest.raises(ValueHoldsUnseen):
        rename_collecting_terms(**common, code="M", to="A\nB")
    assert rename_collecting_terms(**common, code="M", to="MÅNAD") == 1
    assert len(charging.issue(company).done) == 1
    assert charging.lines(company, "RFU000001")[0][3] == "INV-1, 30 dagar"
    assert delete_collecting_terms(**common, code="MÅNAD") == 1
    assert Party.objects.get(number="C1").finance_charge_terms == ""
    assert not InterestRate.objects.filter(interest_terms__terms__code="MÅNAD").exists()
