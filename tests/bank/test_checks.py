"""The bank room's invariants are proved, and damage is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reskontra.bank.checks import TRIGGERS, check
from reskontra.bank.models import BankStatement, BankTransaction
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.models import JournalLine
from tests.bank.files import Entry, Pay, Stmt, account, advice, camt, load
from tests.books import unguarded

pytestmark = pytest.mark.django_db

WHOLE = Entry(amount="100.00", bank_reference="D1")
PARTS = Entry((Pay("30.00"), Pay("70.00")), bank_reference="D1")


def codes(company: CompanyFacts) -> list[str]:
    return [violation.code for violation in check(company=company)]


def test_sound_books_have_no_violations(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE, Pay("5.00")))))
    load(company, advice(PARTS))
    load(company, camt(Stmt((WHOLE,), id="S-2", day="2026-03-03", opening="1105.00", closing="7.00")), "balance")
    assert codes(company) == []


@pytest.mark.damages_books
@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda: JournalLine.objects.all().delete(), ["transaction_lost"]),
        (lambda: JournalLine.objects.update(state="SUPERSEDED"), ["transaction_lost"]),
        (lambda: JournalLine.objects.update(state="REVERSED"), []),
        (lambda: BankStatement.objects.update(closing_minor=7), ["statement_unbalanced"]),
        (lambda: BankStatement.objects.update(known_count=7), ["statement_count_differs"]),
        (lambda: BankTransaction.objects.update(amount_minor=7), ["statement_unbalanced"]),
    ],
)
def test_damage_is_found(damage: Callable[[], object], found: list[str], company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE,))))
    with unguarded():
        damage()
    assert codes(company) == found


@pytest.mark.damages_books
def test_a_part_without_a_line_is_lost(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE,))))
    load(company, advice(PARTS))
    JournalLine.objects.filter(amount_minor=3000).update(state="SUPERSEDED")
    assert codes(company) == ["transaction_lost", "transaction_lost"]  # the part, and so its whole


def test_every_table_of_the_bank_is_guarded(company: CompanyFacts) -> None:
    assert len(TRIGGERS) == 21
