"""Posted entries settle each other by command: what is stored, what is told, what is refused."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts
from reskontra.core.settlement import Question
from reskontra.ledger.models import Voucher
from reskontra.parties.models import Party
from reskontra.receivables.applying import Applied, ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.blocks import PartyBlocked
from reskontra.receivables.models import Entry
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def open_documents(company: CompanyFacts) -> CompanyFacts:
    """An invoice of 1,000 with a discount of 20 until 20 January, and a payment of 980 on the 15th."""
    alfa = build.customer(company)
    build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-01-20")
    build.document(company, alfa, number="P-1", amount="-980.00", document_type="payment", posting_date="2026-01-15")
    return company


def apply(company: CompanyFacts, applying: str = "P-1", to: str = "INV-1", **values: object) -> Applied:
    order = ApplyOrder(EntryName("CUSTOMER", applying), (Target(EntryName("CUSTOMER", to)),))
    return apply_entries(company=company, actor=build.ALICE, order=order, **values)  # type: ignore[arg-type]


def test_what_was_done_is_told(open_documents: CompanyFacts) -> None:
    done = apply(open_documents)
    assert (done.number, done.voucher, str(done.left)) == (1, "A-2026-1", "0.00 SEK")
    (one,) = done.settled
    assert (one.document, str(one.applied), str(one.granted), str(one.remaining)) == (
        "INV-1", "980.00 SEK", "20.00 SEK", "0.00 SEK"
    )  # fmt: skip
    voucher = Voucher.objects.get(company=open_documents.id, source="APPLICATION")
    assert voucher.description == "P-1 > INV-1"
    assert Event.objects.filter(company=open_documents.id).latest("id").action == "entries.applied"


def test_an_application_without_effect_has_no_voucher(open_documents: CompanyFacts) -> None:
    credit = build.find_party(company=open_documents, ledger="CUSTOMER", number="C1")
    build.document(open_documents, credit, number="K-1", amount="-100.00", document_type="credit_memo")
    done = apply(open_documents, applying="K-1")
    assert (done.voucher, str(done.settled[0].remaining)) == ("", "900.00 SEK")
    assert not Voucher.objects.filter(company=open_documents.id, source="APPLICATION").exists()


def test_a_preview_stores_nothing(open_documents: CompanyFacts) -> None:
    before = books.contents()
    assert str(apply(open_documents, is_preview=True).settled[0].granted) == "20.00 SEK"
    assert books.contents() == before


def test_what_a_person_may_decide_is_asked(open_documents: CompanyFacts) -> None:
    rows = Entry.objects.filter(company=open_documents.id, document_number="INV-1")
    rows.update(discount_date="2026-01-12", discount_tolerance_date="2026-01-20")
    done = apply(open_documents, is_preview=True)
    assert done.questions == (Question("late_discount", rows[0].id, 20_00),)
    change_settings(company=open_documents, actor=build.BOB, values={"late_discounts": "accept"})
    assert apply(open_documents).questions == ()


@pytest.mark.parametrize(("blocked", "applying", "is_refused"), [
    ("ALL", "P-1", True), ("INVOICE", "P-1", False), ("INVOICE", "INV-1", True), ("SHIP", "P-1", False),
])  # fmt: skip
def test_a_blocked_customer(open_documents: CompanyFacts, blocked: str, applying: str, is_refused: bool) -> None:
    Party.objects.filter(company=open_documents.id, number="C1").update(blocked=blocked)
    to = {"P-1": "INV-1", "INV-1": "P-1"}[applying]
    if not is_refused:
        assert apply(open_documents, applying=applying, to=to).number
        return
    before = books.contents()
    with pytest.raises(PartyBlocked, match=blocked.lower()):
        apply(open_documents, applying=applying, to=to)
    assert books.contents() == before


def test_a_customer_that_blocks_tolerance_gets_none(open_documents: CompanyFacts) -> None:
    Entry.objects.filter(company=open_documents.id, document_number="INV-1").update(
        max_tolerance_minor=50_00, discount_minor=0
    )
    change_settings(company=open_documents, actor=build.BOB, values={"tolerances": "post"})
    Party.objects.filter(company=open_documents.id, number="C1").update(blocks_payment_tolerance=True)
    assert str(apply(open_documents).settled[0].remaining) == "20.00 SEK"
