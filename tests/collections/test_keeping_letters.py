"""A letter is made once and kept; what is kept stands."""

from __future__ import annotations

import pytest

from reskontra.collections.keeping_letters import keep_letters, kept_letters, letter_of
from reskontra.collections.models import CollectionDocument
from reskontra.companies.models import StoredFile
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_letters_are_made_once_and_kept(company: CompanyFacts) -> None:
    def rows() -> list[CollectionDocument]:
        return list(CollectionDocument.objects.filter(company=company.id).order_by("-number"))

    def files() -> int:
        return StoredFile.objects.filter(company=company.id, name__endswith=".pdf").count()

    cases.two_invoices(company)
    build.invoice(company, build.customer(company, number="C2", name="Beta AB"), number="INV-3")
    cases.issued(company, "R-1")
    cases.issued(company, "R-2", of="INV-3")
    late = rows()
    keep_letters(company=company, documents=rows())
    made = list(kept_letters(company=company, documents=rows()))
    assert [(one.name, one.content[:5]) for one in made] == [("R-2.pdf", b"%PDF-"), ("R-1.pdf", b"%PDF-")]
    Party.objects.filter(company=company.id).update(address="Storgatan 9")
    keep_letters(company=company, documents=late)  # another run that read the rows before
    keep_letters(company=company, documents=rows())
    assert list(kept_letters(company=company, documents=late)) == made
    assert letter_of(company=company, id=late[0].id) == made[0]
    assert files() == 2
    cases.issued(company, "R-3", of="INV-3")
    Party.objects.filter(company=company.id, number="C2").update(is_privacy_blocked=True)
    assert letter_of(company=company, id=late[0].id) is None
    after = rows()
    keep_letters(company=company, documents=after)
    assert (after[0].number, after[0].pdf_sha256, files()) == ("R-3", "", 2)
