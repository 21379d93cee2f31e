"""An application is taken back whole: what is stored, told and refused; every stored field is as it was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.ledger.models import VoucherLine
from reskontra.parties.models import Party
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.models import Entry
from reskontra.receivables.unapply import newest_application, unapply_application
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
PAYMENT, INVOICE = EntryName("CUSTOMER", "P-1"), EntryName("CUSTOMER", "INV-1")


@pytest.fixture
def applied(company: CompanyFacts) -> CompanyFacts:
    alfa = build.customer(company)
    build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-01-20")
    build.document(company, alfa, number="P-1", amount="-980.00", document_type="payment", posting_date="2026-01-15")
    apply_entries(company=company, actor=build.ALICE, order=ApplyOrder(PAYMENT, (Target(INVOICE),)))
    return company


def test_the_newest_is_taken_back_with_its_voucher(applied: CompanyFacts) -> None:
    number = newest_application(company=applied, name=INVOICE)
    done = unapply_application(company=applied, actor=build.ALICE, number=number)
    assert (done.number, done.voucher, done.day) == (2, "A-2026-2", date(2026, 1, 15))
    assert [str(one.remaining) for one in done.settled] == ["1000.00 SEK"]
    assert str(done.left) == "-980.00 SEK"
    lines = VoucherLine.objects.filter(company=applied.id, voucher__description="P-1 < INV-1")
    assert sorted(lines.values_list("account__number", "amount_minor")) == [("1510", 20_00), ("3731", -20_00)]


@pytest.mark.parametrize(
    ("case", "number", "day", "code"),
    [
        ("unknown", 7, None, "application_unknown"),
        ("before it was applied", 1, date(2026, 1, 14), "unapplied_too_early"),
        ("in no fiscal year", 1, date(2031, 1, 1), "no_fiscal_year"),
    ],
)
def test_what_is_refused(applied: CompanyFacts, case: str, number: int, day: date | None, code: str) -> None:
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        unapply_application(company=applied, actor=build.ALICE, number=number, day=day)
    assert refusal.value.code == code
    assert books.contents() == before


@pytest.mark.parametrize(("blocked", "is_refused"), [("ALL", True), ("INVOICE", False), ("SHIP", False)])
def test_a_blocked_customer(applied: CompanyFacts, blocked: str, is_refused: bool) -> None:
    Party.objects.filter(company=applied.id, number="C1").update(blocked=blocked)
    if is_refused:
        with pytest.raises(Refused, match="blocked"):
            unapply_application(company=applied, actor=build.ALICE, number=1)
    else:
        assert unapply_application(company=applied, actor=build.ALICE, number=1).number == 2


FIELDS = ("remaining_minor", "remaining_local_minor", "discount_minor", "max_tolerance_minor")


class TestUnapplyingRestores(TestCase):
    """Law: unapply after apply restores every stored field, whatever was applied."""

    @settings(max_examples=25, deadline=None)
    @given(
        paid=st.integers(1, 2500_00),
        amounts=st.lists(st.tuples(st.integers(1, 1000_00), st.integers(0, 50_00)), min_size=1, max_size=4),
        tolerated=st.integers(0, 5_00),
    )
    def test_every_field(self, paid: int, amounts: list[tuple[int, int]], tolerated: int) -> None:
        company = build.new_company(name="Lagen AB")
        alfa = build.customer(company)
        for index, (amount, discount) in enumerate(amounts):
            columns = {"discount_amount": f"{min(amount, discount) / 100:.2f}", "discount_date": "2026-01-20"}
            build.invoice(
                company, alfa, number=f"INV-{index}", amount=f"{amount / 100:.2f}", **(columns if discount else {})
            )
        build.document(company, alfa, number="P-1", amount=f"-{paid / 100:.2f}", document_type="payment")
        Entry.objects.filter(company=company.id, document_type="INVOICE").update(max_tolerance_minor=tolerated)
        rows = Entry.objects.filter(company=company.id).order_by("id")
        before = list(rows.values_list("id", *FIELDS))
        targets = tuple(Target(EntryName("CUSTOMER", f"INV-{index}")) for index in range(len(amounts)))
        order = ApplyOrder(PAYMENT, targets, accepts_tolerance=True)
        done = apply_entries(company=company, actor=build.ALICE, order=order)
        unapply_application(company=company, actor=build.ALICE, number=done.number)
        assert list(rows.values_list("id", *FIELDS)) == before
        company_rows = VoucherLine.objects.filter(company=company.id, voucher__source="APPLICATION")
        sums: dict[int, int] = {}
        for account, amount in company_rows.values_list("account", "amount_minor"):
            sums[account] = sums.get(account, 0) + amount
        assert set(sums.values()) <= {0}
