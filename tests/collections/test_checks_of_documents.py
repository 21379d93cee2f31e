"""Guards of what is issued, and what a check finds where they were got round."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from reskontra.collections.checks_of_documents import documents_that_differ
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.queries import CompanyFacts
from tests import books, build
from tests.collections.reminding import debtor, make, terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(company: CompanyFacts) -> CollectionDocument:
    terms(company, cost="DEMAND", fee_minor=180_00)
    build.invoice(company, debtor(company))
    make(company)
    issue_reminders(company=company, actor=build.BOB)
    return CollectionDocument.objects.get(company=company.id)


def test_what_is_issued_stays_as_it_is(company: CompanyFacts, issued: CollectionDocument) -> None:
    lines, documents = CollectionLine.objects.all(), CollectionDocument.objects.all()
    CollectionDocument.objects.filter(id=issued.id).update(pdf_sha256="a" * 64)
    for does in (
        lambda: documents.update(fee_minor=0),
        lambda: documents.update(state="DRAFT"),
        lambda: documents.update(cancel_number="X"),
        lambda: documents.update(pdf_sha256="b" * 64),
        lambda: lines.filter(role="FEE").update(amount_minor=1),
        lambda: lines.filter(role="FEE").delete(),
        lambda: CollectionLine.objects.create(company_id=company.id, document=issued, position=99, role="TEXT"),
        documents.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            does()
    assert not list(documents_that_differ(company=company))


@pytest.mark.damages_books
def test_damage_is_found(company: CompanyFacts, issued: CollectionDocument) -> None:
    with books.unguarded():
        CollectionDocument.objects.filter(id=issued.id).update(fee_minor=170_00)
        CollectionLine.objects.filter(document=issued.id, role="OVERDUE").update(level=0)
    found = [one.code for one in documents_that_differ(company=company)]
    assert {"reminder_sum_differs", "reminder_level_differs", "reminder_posting_differs"} <= set(found)
    assert connection.in_atomic_block
