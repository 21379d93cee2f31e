"""The terms' own words go before the plain ones, with what they stand for."""

from __future__ import annotations

import pytest

from reskontra.collections.mail_texts import mail_texts
from reskontra.collections.models import LetterText, ReminderTerms
from reskontra.companies.models import Terms
from reskontra.companies.queries import CompanyFacts
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_the_terms_own_words(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    row = cases.issued(company, "R-1")
    plain = mail_texts(company=company).of(row, "Payment reminder", "en")
    assert plain[0] == "Payment reminder R-1 from Nordan AB"
    assert "It asks for 1000.00 SEK, to be paid by 12\xa0Mar\xa02026." in plain[1].replace(",000", "000")
    terms, _made = Terms.objects.get_or_create(company_id=company.id, kind="REMINDER", code="OURS")
    ReminderTerms.objects.get_or_create(company_id=company.id, terms=terms)
    for part, text in (("SUBJECT", "Pay {total}"), ("BODY", "Level %8"), ("CLOSING", "Bye")):
        LetterText.objects.create(company_id=company.id, terms=terms, level=1, language="en", part=part, text=text)
    row.terms = "OURS"
    assert mail_texts(company=company).of(row, "", "en") == ("Pay 1,000.00", "Level 1\n\nBye")
