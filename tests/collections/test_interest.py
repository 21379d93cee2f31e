"""Late interest of posted entries; the amounts themselves are told in tests/scenarios/interest.txt."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.collections.disputes import DisputeOrder, open_dispute
from reskontra.collections.interest import NO_INTEREST, interest_of
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.companies.queries import CompanyFacts
from reskontra.core.interest import InterestRateMissing
from reskontra.database import bulk
from reskontra.receivables.applying import EntryName
from reskontra.receivables.models import Entry
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

TOLD = """
interest-terms M percent=1.5 per=30
interest-terms TWICE percent=3 per=30
customer  C1 "Alfa AB" finance_charge_terms=M
agreed    C1
invoice   C1 INV-1 12500.00 from=2026-01-01 due=2026-01-31
invoice   C1 INV-2 12500.00 from=2026-01-01 due=2026-01-31
"""


def charged(company: CompanyFacts, entry: Entry, kind: str, state: str, day: str, **values: object) -> None:
    """A document of the kind that charged the entry up to a day."""
    common = {"interest_minor": 187_50, "language": "sv", "made_by": "Bob", "made_at": bulk.moment()}
    on = date.fromisoformat(day)
    document = CollectionDocument(
        company_id=company.id, kind=kind, state="DELETED", draft_number=f"U{day}{kind[0]}", number=f"{kind[0]}{day}",
        party_id=entry.party_id, currency="SEK", posting_date=on, document_date=on, due_date=on,
        **{**common, **values},  # type: ignore[arg-type]
    )  # fmt: skip
    document.save()
    CollectionLine(
        company_id=company.id, document=document, position=1, role="OVERDUE", entry=entry, amount_minor=187_50
    ).save()
    document.state = state
    document.save()


@pytest.mark.damages_books
def test_interest_begins_where_it_was_charged_last(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    one, other = Entry.objects.filter(company=company.id, document_type="INVOICE").order_by("id")
    ids = [one.id, other.id]

    def interest(day: str) -> list[int]:
        found = interest_of(company=company, entry_ids=ids, as_of=date.fromisoformat(day))
        return [found.get(id, NO_INTEREST).interest_minor for id in ids]

    whole = interest("2026-03-31")
    assert (interest("2026-03-02"), whole) == ([187_50, 187_50], [368_75, 368_75])
    for kind, state, day, values in (
        ("FINANCE_CHARGE", "DRAFT", "2026-03-20", {}),
        ("FINANCE_CHARGE", "CANCELLED", "2026-03-21", {}),
        ("REMINDER", "ISSUED", "2026-03-22", {"posts_interest": False}),
    ):
        charged(company, one, kind, state, day, **values)
        assert interest("2026-03-31") == whole, (kind, state)
    charged(company, one, "FINANCE_CHARGE", "ISSUED", "2026-03-02")
    assert interest("2026-03-31") == [181_25, 368_75]  # with what was charged it is the whole
    charged(company, one, "REMINDER", "ISSUED", "2026-03-30", posts_interest=True)
    assert interest("2026-03-31") == [6_25, 368_75]
    assert interest("2026-03-30") == [0, 362_50]


def test_other_terms_may_be_gone_by(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    ids = list(Entry.objects.filter(company=company.id).values_list("id", flat=True))
    found = interest_of(company=company, entry_ids=ids, as_of=date(2026, 3, 2), terms="TWICE")
    assert {one.interest_minor for one in found.values()} == {375_00}
    assert interest_of(company=company, entry_ids=ids, as_of=date(2026, 3, 2), terms="NONE") == {}
    assert interest_of(company=company, entry_ids=[], as_of=date(2026, 3, 2)) == {}


def test_a_missing_rate_names_the_document(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    story.tells("interest-rate M 2026-03-01 10")
    entry = Entry.objects.get(company=company.id, document_number="INV-1")
    with pytest.raises(InterestRateMissing) as told:
        interest_of(company=company, entry_ids=[entry.id], as_of=date(2026, 3, 2))
    assert str(told.value).startswith("INV-1: There is no interest rate for 2026-02-01: the first begins 2026-03-01.")


def test_the_questions_are_as_many_for_many_entries(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)

    def asked() -> int:
        ids = list(Entry.objects.filter(company=company.id, document_type="INVOICE").values_list("id", flat=True))
        with CaptureQueriesContext(connection) as seen:
            assert len(interest_of(company=company, entry_ids=ids, as_of=date(2026, 3, 31))) == len(ids)
        return len(seen)

    few = asked()
    for number in range(3, 8):
        story.tell(f"invoice C1 INV-{number} 100.00 from=2026-01-01 due=2026-01-31")
    assert asked() == few < 17


def test_what_is_disputed_bears_no_interest(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    order = DisputeOrder(EntryName("CUSTOMER", "INV-1"), "price", "2500.00")
    open_dispute(company=company, actor=build.BOB, order=order, today=date(2026, 2, 20))
    story.tell("interest 2026-03-02 INV-1 150.00")  # of 10 000
    story.tell("interest-terms M method=BALANCE")
    story.tell("interest 2026-03-02 INV-1 150.00")
