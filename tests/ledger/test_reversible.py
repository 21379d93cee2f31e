"""What another command takes back is refused with that command's name."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.models import PostingRun
from reskontra.ledger.reversible import PostingRunEmpty, PostingRunUnknown, reversible_sources, vouchers_of_run
from tests import build
from tests.postings import draft, post_all, sale

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.mark.parametrize("source", ["GENERAL", "BANK"])
def test_what_may_be_reversed(company: CompanyFacts, source: str) -> None:
    (voucher,) = post_all(company, draft(company, {"1910": 1, "3001": -1}, source=source))
    assert reversible_sources(company=company, voucher_ids=[voucher.id]) == {voucher.id: source}


@pytest.mark.parametrize(
    ("source", "code", "remedy"),
    [
        ("CUSTOMER_DOCUMENT", "document_not_reversed", "credit memo"),
        ("VENDOR_DOCUMENT", "document_not_reversed", "credit memo"),
        ("APPLICATION", "application_not_reversed", "entry unapply"),
        ("ADJUSTMENT", "adjustment_not_reversed", "adjust again"),
        ("OPENING", "opening_not_reversed", "general journal"),
        ("BAD_DEBT", "bad_debt_not_reversed", "bad-debt reopen"),
    ],
)
def test_what_may_not(company: CompanyFacts, source: str, code: str, remedy: str) -> None:
    (voucher,) = post_all(company, draft(company, {"1910": 1, "3001": -1}, source=source))
    with pytest.raises(Refused, match=remedy) as told:
        reversible_sources(company=company, voucher_ids=[voucher.id])
    assert (told.value.code, voucher.name in str(told.value)) == (code, True)


def test_the_vouchers_of_a_run_newest_first(company: CompanyFacts) -> None:
    first, second = post_all(company, *(draft(company, {"1910": n, "3001": -n}) for n in (1, 2)))
    sale(company)
    number = PostingRun.objects.filter(company=company.id).order_by("number")[0].number
    assert vouchers_of_run(company=company, number=number) == [second.id, first.id]
    other = build.new_company(name="Sydan AB")
    with pytest.raises(PostingRunUnknown):
        vouchers_of_run(company=other, number=number)


def test_a_run_without_vouchers(company: CompanyFacts) -> None:
    post_all(company)
    with pytest.raises(PostingRunEmpty, match="Posting run 1 posted 0 vouchers"):
        vouchers_of_run(company=company, number=1)
