"""Drafts are posted all or none, take their numbers then, and a preview takes none."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.receivables.documents.post import NoDrafts, NotADocumentSeries, SeriesHasPassed, set_next_number
from reskontra.receivables.documents.queries import find_document_or_draft
from tests import books, build
from tests.documents import draft, post
from tests.postings import gl

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafted(company: CompanyFacts) -> CompanyFacts:
    build.customer(company)
    build.vendor(company)
    draft(company, "3001;1000.00;25")
    draft(company, "6990;80.00;25", party="vendor:V1", external_number="F-1")
    return company


@pytest.mark.company_leads
def test_what_was_posted_is_told(drafted: CompanyFacts) -> None:
    first, second = post(drafted).documents
    assert (first.document.number, first.voucher, first.applied) == ("000001", "K-2026-1", Money(0, "SEK"))
    assert (second.document.number, second.voucher) == ("LF000001", "L-2026-1")
    assert gl(drafted) == {
        "1510": 1250_00, "2440": -100_00, "2611": -250_00, "2641": 20_00, "3001": -1000_00, "6990": 80_00,
    }  # fmt: skip
    event = Event.objects.get(action="documents.posted")
    assert (event.actor, event.subject) == (build.BOB, "000001")
    assert find_document_or_draft(company=drafted, number="000001").entry_id is not None


def test_a_preview_says_the_same_and_stores_nothing(drafted: CompanyFacts) -> None:
    before = books.contents()
    seen = post(drafted, is_preview=True)
    assert books.contents() == before
    done = post(drafted)
    assert [(one.document.number, one.voucher) for one in seen.documents] == [
        (one.document.number, one.voucher) for one in done.documents
    ]
    assert seen.accounts == done.accounts


def test_numbers_follow_the_order_of_posting(company: CompanyFacts) -> None:
    build.customer(company)
    for _ in range(3):
        draft(company, "3001;1.00")
    done = post(company, "UTK000003", "UTK000001")
    assert [(one.document.draft_number, one.document.number) for one in done.documents] == [
        ("UTK000003", "000001"), ("UTK000001", "000002"),
    ]  # fmt: skip


def test_a_refused_run_takes_no_number(drafted: CompanyFacts) -> None:
    draft(drafted, "3001;1.00", currency="EUR")
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        post(drafted)
    assert [one.place for one in refusal.value.findings] == ["UTK000003, posting_date"]
    assert books.contents() == before
    assert post(drafted, "UTK000001").documents[0].document.number == "000001"


def test_nothing_to_post(company: CompanyFacts) -> None:
    with pytest.raises(NoDrafts):
        post(company)


def test_a_credit_memo_tells_what_it_settled(drafted: CompanyFacts) -> None:
    post(drafted)
    draft(drafted, "3001;100.00;25", is_credit_memo=True, applies_to="000001")
    (done,) = post(drafted).documents
    assert (done.document.number, done.applied) == ("K000001", Money(-125_00, "SEK"))


@pytest.mark.parametrize(
    ("case", "series", "number", "refusal"),
    [
        ("another series", "A", 5, NotADocumentSeries),
        ("no series", "", 5, NotADocumentSeries),
        ("passed", "KF", 1, SeriesHasPassed),
        ("nothing", "KF", 0, SeriesHasPassed),
    ],
)
def test_a_number_that_cannot_be_next(
    drafted: CompanyFacts, case: str, series: str, number: int, refusal: type[Refused]
) -> None:
    post(drafted)
    with pytest.raises(refusal):
        set_next_number(company=drafted, actor=build.BOB, series=series, number=number)


def test_a_series_goes_on(drafted: CompanyFacts) -> None:
    assert set_next_number(company=drafted, actor=build.BOB, series="KF", number=1001) == "001001"
    assert post(drafted, "UTK000001").documents[0].document.payment_reference == "0010017"
    assert set_next_number(company=drafted, actor=build.BOB, series="KF", number=1002) == "001002"
