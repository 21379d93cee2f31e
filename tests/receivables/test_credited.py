"""A credit memo settles the invoices it names; what it cannot settle is told with the reason."""

from __future__ import annotations

import pytest

from reskontra.companies.actions import move_periods, set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.core.documents import parse_line
from reskontra.core.exchange import PAR
from reskontra.receivables.credited import Credited, settle_credited
from reskontra.receivables.documents.drafts import add_drafts
from reskontra.receivables.documents.post import post_documents
from reskontra.receivables.documents.written import NewDocument
from reskontra.receivables.models import Entry
from tests import books, build
from tests.adjustments import JANUARY
from tests.postings import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
BOTH = pytest.mark.parametrize("ledger", ["CUSTOMER", "VENDOR"])


def party_of(company: CompanyFacts, ledger: str):  # type: ignore[no-untyped-def]
    return build.customer(company) if ledger == "CUSTOMER" else build.vendor(company)


def documents(company: CompanyFacts, party, memo: str = "-400.00", **columns: str) -> int:  # type: ignore[no-untyped-def]
    """An invoice of 1,000 and a credit memo, in a customer's signs; gives the sign of the ledger."""
    sign = 1 if party.ledger == "CUSTOMER" else -1
    build.invoice(company, party, amount=f"{sign * 1000}.00")
    amount = f"{sign * float(memo):.2f}"
    build.document(company, party, number="K-1", amount=amount, document_type="credit_memo", **columns)
    return sign


def settled(company: CompanyFacts, party, *invoices: str) -> tuple[Credited, ...]:  # type: ignore[no-untyped-def]
    return settle_credited(company=company, actor=build.ALICE, party=party, memo="K-1", invoices=invoices)


def left(number: str) -> int:
    return Entry.objects.get(document_number=number).remaining_minor


@BOTH
def test_it_settles_what_both_reach(company: CompanyFacts, ledger: str) -> None:
    party = party_of(company, ledger)
    sign = documents(company, party)
    (done,) = settled(company, party, "INV-1", "INV-1")
    assert (str(done.left), done.refusal) == (f"{sign * 600}.00 SEK", None)
    assert (left("INV-1"), left("K-1")) == (sign * 600_00, 0)


def test_several_in_their_order_and_the_rest_stays_open(company: CompanyFacts) -> None:
    party = build.customer(company)
    documents(company, party, memo="-1300.00")
    build.invoice(company, party, number="INV-2", amount="200.00")
    assert [one.refusal for one in settled(company, party, "INV-2", "INV-1")] == [None, None]
    assert (left("INV-1"), left("INV-2"), left("K-1")) == (0, 0, -100_00)


@BOTH
@pytest.mark.parametrize(
    ("case", "named", "code"),
    [
        ("an invoice that is not here", "INV-9", "document_unknown"),
        ("no invoice", "K-1", "document_unknown"),
        ("an invoice of somebody else", "INV-B", "document_unknown"),
    ],
)
def test_what_is_left_to_a_person(company: CompanyFacts, ledger: str, case: str, named: str, code: str) -> None:
    party = party_of(company, ledger)
    sign = documents(company, party)
    make = build.customer if ledger == "CUSTOMER" else build.vendor
    build.invoice(company, make(company, number="X2", name="Beta AB"), number="INV-B", amount=f"{sign * 10}.00")
    before = books.contents()
    (done,) = settled(company, party, named)
    assert done.refusal is not None
    assert (done.refusal.code, done.applied) == (code, None)
    assert books.contents() == before


def test_what_is_settled_or_closed_is_told(company: CompanyFacts) -> None:
    party = build.customer(company)
    documents(company, party, memo="-1000.00")
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=JANUARY)
    (closed,) = settled(company, party, "INV-1")
    assert closed.refusal is not None
    assert closed.refusal.code == "period_closed"
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="reopen")
    assert settled(company, party, "INV-1")[0].refusal is None
    (again,) = settled(company, party, "INV-1")
    assert again.refusal is not None
    assert again.refusal.code == "entry_not_open"


def test_another_currency_is_settled_as_the_company_allows(company: CompanyFacts) -> None:
    party = build.customer(company)
    set_rate(company=company, actor=build.BOB, currency="EUR", day=JANUARY.replace(day=1), rate_e8=10 * PAR)
    documents(company, party, memo="-10.00", currency="EUR")
    (done,) = settled(company, party, "INV-1")
    assert (done.refusal is None) == (left("K-1") == 0)


def test_a_vendors_invoice_under_our_own_number(company: CompanyFacts) -> None:
    party = build.vendor(company)
    new = NewDocument(f"vendor:{party.number}", (parse_line("6990;800.00;25"),), DAY, external_number="F-77")
    add_drafts(company=company, actor=build.ALICE, new=[new])
    post_documents(company=company, actor=build.ALICE, numbers=None, today=DAY)
    build.document(company, party, number="K-1", amount="400.00", document_type="credit_memo")
    assert settled(company, party, "F-77")[0].refusal is None
    assert (left("LF000001"), left("K-1")) == (-600_00, 0)


def test_an_invoice_of_the_memos_own_number(company: CompanyFacts) -> None:
    party = build.vendor(company)
    build.invoice(company, party, number="K-1", amount="-1000.00")
    build.document(company, party, number="K-1", amount="400.00", document_type="credit_memo")
    assert settled(company, party, "K-1")[0].refusal is None
    assert sorted(Entry.objects.values_list("remaining_minor", flat=True)) == [-600_00, 0]
