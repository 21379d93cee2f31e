"""Claims are written off and opened again; the stories are in tests/scenarios/corrections.txt."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.audit.models import Event
from reskontra.companies.actions import move_periods
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.parties.models import Party
from reskontra.receivables.applying import EntryName
from reskontra.receivables.bad_debts import NotWrittenOff, confirm_bad_debt, reopen_bad_debt
from reskontra.receivables.correcting import ClaimOrder
from reskontra.receivables.models import BadDebt, Entry
from tests import books, build
from tests.postings import DAY, gl
from tests.story_corrections import taxed_invoice

pytestmark = pytest.mark.django_db
NAME = EntryName("CUSTOMER", "INV-1")
LATER = date(2026, 5, 4)


def order(amount: str = "", *, day: date = LATER, reason: str = "Bankrupt.") -> ClaimOrder:
    return ClaimOrder(NAME, reason, day, amount)


def test_what_was_lost_is_told_and_kept(company: CompanyFacts) -> None:
    id = taxed_invoice(company, build.customer(company), gross=1250_00, vat=250_00)
    done = confirm_bad_debt(company=company, actor=build.BOB, order=order("500.00"))
    assert [one.minor for one in (done.amount, done.loss, done.vat, done.left)] == [500_00, 400_00, 100_00, 750_00]
    assert done.vouchers == ("A-2026-1",)
    row = BadDebt.objects.get(company=company.id)
    assert (row.entry_id, row.kind, row.amount_minor, row.local_minor, row.vat_local_minor, row.created_by) == (
        id, "CONFIRMED", 500_00, 500_00, 100_00, build.BOB,
    )  # fmt: skip
    write_off = Entry.objects.get(id=row.write_off_id)
    assert (write_off.document_type, write_off.document_number, write_off.document_minor) == ("", "A-2026-1", -500_00)
    assert Event.objects.filter(action="bad_debt.confirmed", subject="INV-1").count() == 1


def test_a_reopened_claim_bears_the_day_of_its_reopening(company: CompanyFacts) -> None:
    taxed_invoice(company, build.customer(company), gross=1250_00, vat=250_00)
    before = gl(company)
    confirm_bad_debt(company=company, actor=build.BOB, order=order("500.00"))
    confirm_bad_debt(company=company, actor=build.BOB, order=order())
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=date(2026, 5, 31))
    done = reopen_bad_debt(company=company, actor=build.BOB, order=order(day=date(2026, 6, 15)))
    assert (done.amount.minor, done.left.minor, done.vouchers) == (1250_00, 1250_00, ("A-2026-3", "A-2026-4"))
    assert gl(company) == before
    ended = BadDebt.objects.filter(company=company.id).values_list("ended_voucher__posting_date", flat=True)
    assert set(ended) == {date(2026, 6, 15)}
    with pytest.raises(NotWrittenOff):
        reopen_bad_debt(company=company, actor=build.BOB, order=order())


def test_a_preset_without_it_takes_no_vat_back(db: None) -> None:
    company = build.new_company(preset="ifrs", country="DE", currency="EUR")
    build.invoice(company, build.customer(company))
    done = confirm_bad_debt(company=company, actor=build.BOB, order=order())
    assert (done.loss.minor, done.vat.minor) == (1000_00, 0)


@pytest.mark.parametrize(
    ("case", "wanted", "code"),
    [
        ("no reason", order(reason=""), "correction_reason_missing"),
        ("too much", order("1250.01"), "amount_beyond_entry"),
        ("too early", order(day=date(2026, 3, 1)), "applied_before_posted"),
        ("no such year", order(day=date(2031, 1, 1)), "no_fiscal_year"),
    ],
)
@pytest.mark.company_leads
def test_what_is_refused(company: CompanyFacts, case: str, wanted: ClaimOrder, code: str) -> None:
    taxed_invoice(company, build.customer(company), gross=1250_00, vat=250_00)
    before = books.contents()
    with pytest.raises(Refused) as told:
        confirm_bad_debt(company=company, actor=build.BOB, order=wanted)
    assert told.value.code == code
    assert books.contents() == before


@pytest.mark.parametrize(("level", "code"), [("ALL", "party_blocked_for"), ("INVOICE", "")])
def test_a_customer_that_takes_nothing_loses_nothing(company: CompanyFacts, level: str, code: str) -> None:
    taxed_invoice(company, build.customer(company), gross=1250_00, vat=250_00)
    Party.objects.filter(company=company.id).update(blocked=level)
    if not code:
        confirm_bad_debt(company=company, actor=build.BOB, order=order())
        return
    with pytest.raises(Refused) as told:
        confirm_bad_debt(company=company, actor=build.BOB, order=order())
    assert told.value.code == code


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    gross=st.integers(2, 1_000_000),
    share=st.integers(0, 100),
    lost=st.lists(st.integers(1, 100), min_size=1, max_size=4),
)
def test_lost_and_reopened_is_as_before(gross: int, share: int, lost: list[int]) -> None:
    with transaction.atomic():
        company = build.new_company()
        vat = gross * share // 500
        taxed_invoice(company, build.customer(company), gross=gross, vat=vat, day=DAY)
        before, left = gl(company), gross
        for part in lost:
            minor = max(left * part // 100, 1)
            done = confirm_bad_debt(company=company, actor=build.BOB, order=order(f"{minor / 100:.2f}"))
            assert done.loss.minor + done.vat.minor == minor
            left -= minor
            assert done.left.minor == left
            if not left:
                break
        assert books.violations() == []
        reopen_bad_debt(company=company, actor=build.BOB, order=order())
        assert gl(company) == before
        assert books.violations() == []
        transaction.set_rollback(True)
