"""A posted deposit is what its voucher put on the bank account; the database keeps its header as it was posted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import Error, connection, transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.checks import TRIGGERS, check
from reskontra.journals.models import Deposit, ProposedPayment
from reskontra.journals.paying.post import post_proposal
from reskontra.ledger.models import BankAccount
from tests import books, build
from tests.journals.paying_book import TODAY, owing, sent
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def posted(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        bank     B2 1000.00
        deposit  B1 500.00
        paid-in  INS000001 gl:1910 500.00
        post-deposit INS000001
        deposit  B1 30.00
        deposit  B1 40.00
        drop-deposit INS000003
    """)
    return story


def test_what_is_posted_or_deleted_is_not_changed_and_nothing_is_taken_away(posted: Story) -> None:
    rows = Deposit.objects.filter(company=posted.company.id).order_by("id")
    first, second, third = rows
    before = books.contents()
    acts: list[Callable[[], object]] = [
        lambda: rows.filter(id=first.id).update(total_minor=1),
        lambda: rows.filter(id=first.id).update(state="OPEN", voucher=None),
        lambda: rows.filter(id=third.id).update(state="OPEN"),
        lambda: rows.filter(id=second.id)._raw_delete(using="default"),
    ]
    for act in acts:
        with pytest.raises(Error, match="journals_deposit is"), transaction.atomic():
            act()
    assert books.contents() == before
    assert rows.filter(id=second.id).update(total_minor=31_00) == 1
    assert list(check(company=posted.company)) == []


@pytest.mark.damages_books
def test_damage_is_named(posted: Story) -> None:
    rows = Deposit.objects.filter(company=posted.company.id).order_by("id")
    voucher, bank = rows[0].voucher_id, rows[0].bank_account_id
    other = BankAccount.objects.get(company=posted.company.id, number="B2").id
    damages: list[dict[str, object]] = [
        {"total_minor": 499_00}, {"state": "OPEN"}, {"voucher": None}, {"bank_account": other}
    ]  # fmt: skip
    for damage in damages:
        kept = {"total_minor": 500_00, "state": "POSTED", "voucher": voucher, "bank_account": bank}
        with books.unguarded():
            rows.filter(id=rows[0].id).update(**damage)
        (found,) = check(company=posted.company)
        assert str(found).startswith("Deposit INS000001 over ")
        with books.unguarded():
            rows.filter(id=rows[0].id).update(**kept)


@pytest.mark.damages_books
def test_a_posted_payment_without_its_voucher_is_named(company: CompanyFacts) -> None:
    owing(company)
    sent(company)
    post_proposal(company=company, actor=build.ALICE, number=1, today=TODAY)
    assert list(check(company=company)) == []
    rows = ProposedPayment.objects.filter(company=company.id).order_by("line_number")
    first, second = rows
    damages: list[dict[str, object]] = [{"voucher": None}, {"amount_minor": 1}, {"voucher": second.voucher_id}]
    for damage in damages:
        with books.unguarded():
            rows.filter(id=first.id).update(**damage)
        (found,) = check(company=company)
        assert str(found).startswith("Payment PP1-1 over ")
        with books.unguarded():
            rows.filter(id=first.id).update(voucher=first.voucher_id, amount_minor=first.amount_minor)


@pytest.mark.damages_books
@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_guard_that_is_gone_is_named(posted: Story, trigger: str) -> None:
    drop = f"DROP TRIGGER {trigger}" + (" ON journals_deposit" if connection.vendor == "postgresql" else "")
    with connection.cursor() as cursor:
        cursor.execute(drop)
    assert [str(found) for found in check(company=posted.company)] == [f"The database has lost the guard {trigger}."]
