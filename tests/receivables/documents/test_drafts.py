"""Drafts are numbered, changed and taken away, and the audit trail knows; stories in tests/scenarios/documents.txt."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.documents import parse_line
from reskontra.core.errors import Findings
from reskontra.receivables.documents.drafts import DraftChange, add_drafts, change_draft, delete_drafts
from reskontra.receivables.documents.queries import DraftUnknown, find_document_or_draft
from tests import books, build
from tests.documents import draft, post, written

pytestmark = pytest.mark.django_db


def change(company: CompanyFacts, number: str = "UTK000001", **values: object):  # type: ignore[no-untyped-def]
    return change_draft(company=company, actor=build.BOB, number=number, change=DraftChange(**values))  # type: ignore[arg-type]


@pytest.mark.company_leads
def test_many_are_drafted_or_none(company: CompanyFacts) -> None:
    build.customer(company)
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        add_drafts(company=company, actor=build.ALICE, new=[written("3001;1.00"), written("9999;1.00"), written()])
    assert [one.code for one in refusal.value.findings] == ["account_unknown", "document_without_lines"]
    assert books.contents() == before
    made = add_drafts(company=company, actor=build.ALICE, new=[written("3001;1.00"), written("3001;2.00")])
    assert [one.draft_number for one in made] == ["UTK000001", "UTK000002"]
    assert Event.objects.filter(action="documents.drafted").count() == 1
    assert add_drafts(company=company, actor=build.ALICE, new=[]) == ()


@pytest.mark.company_leads
def test_what_is_not_named_stays(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;1.00;25;Hours", text="March", reference="4711", due_date=date(2026, 4, 1))
    changed = change(company, text="April")
    assert changed == find_document_or_draft(company=company, number="UTK000001")
    assert (changed.description, changed.payment_reference, changed.due_date) == ("April", "4711", date(2026, 4, 1))
    assert changed.lines[0].description == "Hours"
    assert change(company, lines=(parse_line("3002;5.00;12"),)).total.minor == 5_60
    assert change(company, is_due_by_terms=True).due_date is None


def test_the_posting_date_goes_with_the_documents(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;1.00")
    moved = change(company, document_date=date(2026, 3, 10))
    assert moved.posting_date == date(2026, 3, 10)
    apart = change(company, posting_date=date(2026, 3, 31))
    assert (apart.document_date, apart.posting_date) == (date(2026, 3, 10), date(2026, 3, 31))
    assert change(company, document_date=date(2026, 3, 11)).posting_date == date(2026, 3, 31)


def test_a_change_that_is_refused_changes_nothing(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;1.00")
    before = books.contents()
    with pytest.raises(Findings):
        change(company, party="customer:C9")
    assert books.contents() == before


def test_a_vendors_own_number_is_not_taken_by_itself(company: CompanyFacts) -> None:
    build.vendor(company)
    draft(company, "6990;1.00", party="vendor:V1", external_number="F-1")
    assert change(company, text="Paper").external_document_number == "F-1"


def test_deleted_ones_are_gone_and_their_numbers_too(company: CompanyFacts) -> None:
    build.customer(company)
    draft(company, "3001;1.00")
    draft(company, "3001;1.00")
    with pytest.raises(DraftUnknown):
        delete_drafts(company=company, actor=build.ALICE, numbers=["UTK000002", "UTK000009"])
    assert delete_drafts(company=company, actor=build.ALICE, numbers=["UTK000002"]) == 1
    with pytest.raises(DraftUnknown):
        change(company, "UTK000002", text="x")
    assert draft(company, "3001;1.00").draft_number == "UTK000003"
    post(company)
    with pytest.raises(DraftUnknown):
        delete_drafts(company=company, actor=build.ALICE, numbers=["UTK000001"])
