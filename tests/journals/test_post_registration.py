"""Registered payments are posted each, or as a lump; the specification's tables 12.4 to 12.6."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.models import Event
from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.journals.models import Registration
from reskontra.journals.post_registration import PostedRegistration, Registering, post_registered
from reskontra.journals.registration import Entered, enter, set_up
from reskontra.receivables.models import Entry
from tests import books, build
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def ready(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        customer C2 "Beta AB"
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10 due=2026-03-31
        batch    REG bank:B1 series=REG
    """)
    set_up(company=story.company, actor=build.BOB, user="", batch="REG", account="")
    return story


def put(company: CompanyFacts, number: str, day: str, amount: str | None = None, **values: object) -> None:
    entered = Entered(received_date=date.fromisoformat(day), amount=amount, **values)  # type: ignore[arg-type]
    enter(company=company, user=build.ALICE, number=number, account="", entered=entered, today=TODAY)


def post(company: CompanyFacts, *, lump: bool = False, preview: bool = False) -> PostedRegistration:
    order = Registering(is_lump=lump, is_preview=preview)
    return post_registered(company=company, actor=build.ALICE, order=order, today=TODAY)


@pytest.mark.parametrize(("day", "takes", "left", "discount"), [
    ("2026-03-10", False, "20.00", "0.00"), ("2026-03-20", True, "0.00", "20.00"),
])  # fmt: skip
def test_a_discount_is_taken_or_refused_whatever_grace_would_give(
    story: Story, day: str, takes: bool, left: str, discount: str
) -> None:
    grace = {"discount_grace": "20D", "late_discounts": "accept"}
    change_settings(company=story.company, actor=build.BOB, values=grace)
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10 due=2026-03-31
        batch    REG bank:B1 series=REG
    """)
    set_up(company=story.company, actor=build.BOB, user="", batch="REG", account="")
    put(story.company, "INV-1", day, "980.00", takes_discount=takes)
    post(story.company)
    story.tells(f"remaining INV-1 {left}\ngl 3731 {discount}")


@pytest.mark.parametrize(("day", "amount", "moved", "left", "discount", "on_account"), [
    ("2026-03-20", "1000.00", None, "0.00", "0.00", "0.00"),
    ("2026-03-20", "400.00", None, "600.00", "0.00", "0.00"),
    ("2026-03-10", "980.00", None, "0.00", "20.00", "0.00"),
    ("2026-03-20", "980.00", None, "20.00", "0.00", "0.00"),
    ("2026-03-20", "980.00", "2026-03-20", "0.00", "20.00", "0.00"),
    ("2026-03-10", "1015.00", None, "0.00", "0.00", "-15.00"),
    ("2026-03-20", "1100.00", None, "0.00", "0.00", "-100.00"),
])  # fmt: skip
def test_what_is_posted_and_what_is_left(
    ready: Story, day: str, amount: str, moved: str | None, left: str, discount: str, on_account: str
) -> None:
    put(ready.company, "INV-1", day, amount, discount_date=date.fromisoformat(moved) if moved else None)
    done = post(ready.company)
    assert (done.count, str(done.sum)) == (1, f"{amount} SEK")
    ready.tells(
        f"remaining INV-1 {left}\ngl 3731 {discount}\nentry-is REG000001 payment C1 -{amount} left={on_account}"
    )
    assert not Registration.objects.filter(company=ready.company.id).exists()
    assert Event.objects.filter(company=ready.company.id).latest("id").action == "registration.posted"


def test_a_credit_memo_is_paid_back(ready: Story) -> None:
    ready.tell("credit C1 K-1 -100.00")
    put(ready.company, "K-1", "2026-03-10")
    post(ready.company)
    ready.tells("remaining K-1 0.00\nentry-is REG000001 refund C1 100.00 left=0.00\ngl 1930 9900.00")


def test_a_lump_for_several_documents_of_a_customer(ready: Story) -> None:
    ready.tells("invoice C1 INV-2 500.00\ncredit C1 K-1 -100.00")
    for number, amount in (("INV-1", "980.00"), ("INV-2", "300.00"), ("K-1", "-100.00")):
        put(ready.company, number, "2026-03-10", amount)
    before = books.contents()
    assert post(ready.company, lump=True, preview=True).count == 3
    assert books.contents() == before
    done = post(ready.company, lump=True)
    assert (len(done.posted.vouchers), str(done.sum)) == (1, "1180.00 SEK")
    ready.tells("""
        remaining INV-1 0.00
        remaining INV-2 200.00
        remaining K-1 0.00
        entry-is  REG000001 payment C1 -1180.00 left=0.00
        gl        3731 20.00
    """)


def test_a_lump_of_credit_is_a_refund(ready: Story) -> None:
    ready.tell("credit C2 K-2 -100.00")
    put(ready.company, "K-2", "2026-03-10")
    post(ready.company, lump=True)
    ready.tell("entry-is REG000001 refund C2 100.00 left=0.00")


def refused_with(company: CompanyFacts, *, lump: bool = False) -> set[str]:
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        post(company, lump=lump)
    assert books.contents() == before
    found = refusal.value.findings if isinstance(refusal.value, Findings) else (refusal.value,)
    return {finding.code for finding in found}


def test_what_a_lump_cannot_be(ready: Story) -> None:
    assert refused_with(ready.company, lump=True) == {"nothing_registered"}
    ready.tells("invoice C2 INV-2 500.00\ncredit C1 K-1 -500.00\ninvoice C1 INV-3 500.00")
    put(ready.company, "INV-3", "2026-03-10", "500.00")
    put(ready.company, "INV-2", "2026-03-10", "500.00")
    assert refused_with(ready.company, lump=True) == {"lump_of_customers"}
    put(ready.company, "INV-2", "2026-03-10", is_made=False)
    put(ready.company, "K-1", "2026-03-11")
    assert refused_with(ready.company, lump=True) == {"lump_of_days"}
    put(ready.company, "K-1", "2026-03-10")
    assert refused_with(ready.company, lump=True) == {"lump_of_nothing"}


def test_what_is_not_posted_at_all(ready: Story) -> None:
    ready.tells('rate USD 2026-01-01 10.00\ncustomer C3 "Gamma Inc"\ninvoice C3 INV-3 10.00 currency=USD')
    put(ready.company, "INV-3", "2026-03-10")
    put(ready.company, "INV-1", "2026-03-10")
    Registration.objects.filter(company=ready.company.id, entry__document_number="INV-1").update(received_date=None)
    assert refused_with(ready.company) == {"registered_currency", "received_date_missing"}
    put(ready.company, "INV-3", "2026-03-10", is_made=False)
    put(ready.company, "INV-1", "2026-03-10")
    ready.tells("batch KASSA bank:B1\ntype KASSA customer:C1 pays=INV-1 on=2026-03-10\npost-batch KASSA")
    assert refused_with(ready.company) == {"registered_since_paid"}


def test_other_lines_of_the_batch_stay_open(ready: Story) -> None:
    ready.tell("type REG customer:C2 -7.00 on=2026-03-01")
    put(ready.company, "INV-1", "2026-03-10")
    post(ready.company)
    ready.tells("typed REG 1 REG000001 payment customer:C2 -7.00\nentry-is REG000002 payment C1 -980.00")
    assert Entry.objects.filter(company=ready.company.id, document_type="PAYMENT").count() == 1
