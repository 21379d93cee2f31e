"""Reminder terms of the preset come with a company, and are added where they are missing."""

from __future__ import annotations

import pytest

from reskontra.collections.models import LetterText, ReminderLevel, ReminderTerms
from reskontra.collections.reminder_setup import install_reminder_terms
from reskontra.collections.reminder_terms import reminder_terms
from reskontra.companies.queries import CompanyFacts
from tests import build

pytestmark = pytest.mark.django_db


def test_a_company_that_is_older_is_given_what_it_lacks(company: CompanyFacts) -> None:
    begun = reminder_terms(company=company)
    for table in (ReminderLevel, ReminderTerms, LetterText):
        table.objects.filter(company=company.id).delete()
    assert not reminder_terms(company=company)["STANDARD"].levels
    assert install_reminder_terms(company=company, actor=build.BOB) == ("STANDARD", "SE-KONSUMENT", "SE-FÖRETAG")
    assert install_reminder_terms(company=company, actor=build.BOB) == ()
    again = reminder_terms(company=company)
    assert [one.fee_minor for one in again["SE-KONSUMENT"].levels] == [60_00, 180_00, 0]
    assert {code: one.texts for code, one in again.items()} == {code: one.texts for code, one in begun.items()}


def test_the_law_s_amount_stays_in_its_currency(db: None) -> None:
    company = build.new_company(name="Fjord AS", preset="ifrs", country="NO", currency="NOK")
    level = reminder_terms(company=company)["EU-BUSINESS"].level(2)
    assert (level.line_fee_minor, level.fees) == (0, {"EUR": (0, 40_00)})
