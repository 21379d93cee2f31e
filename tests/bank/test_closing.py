"""Whether a statement can close; the cases with advices are in actions/test_advices.py."""

from __future__ import annotations

import pytest

from reskontra.bank.closing import (
    details_of,
    is_statement_complete,
    statement_completeness,
    statement_lines,
    statements_carried_by,
)
from reskontra.bank.models import BankTransaction
from reskontra.bank.queries import statements
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.models import Journal, JournalLine
from tests.bank.files import Entry, Pay, Stmt, account, advice, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

TWO = (Pay("250.00"), Pay("-50.00"))
WHOLE = Entry(amount="100.00", bank_reference="D1")
PARTS = Entry((Pay("30.00"), Pay("70.00")), bank_reference="D1")


def ids(company: CompanyFacts) -> list[int]:
    return [statement.id for statement in statements(company=company)]


@pytest.mark.damages_books
def test_a_statement_is_complete_when_its_lines_are_posted(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt(TWO)))
    (id,) = ids(company)
    found = statement_completeness(company=company, statement_id=id)
    assert (found.opening_minor, found.lines_minor, found.closing_minor) == (100000, 20000, 120000)
    assert (found.open_lines, found.posted_lines, found.adds_up, found.is_complete) == (2, 0, True, False)
    assert [line.line_number for line in statement_lines(company=company, statement_id=id)] == [1, 2]
    JournalLine.objects.update(state="POSTED")
    assert is_statement_complete(company=company, statement_id=id)
    JournalLine.objects.filter(line_number=1).update(state="REVERSED")
    assert statement_completeness(company=company, statement_id=id).lost == 1
    assert not is_statement_complete(company=company, statement_id=id)


def test_an_amount_that_a_person_has_to_give_keeps_it_open(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Entry((Pay("5.00"),), currency="EUR"),), closing="1055.00")), "currency", "balance")
    (id,) = ids(company)
    assert statement_completeness(company=company, statement_id=id).unknown == 1
    JournalLine.objects.update(account_minor=5500)
    assert statement_completeness(company=company, statement_id=id).adds_up


def test_sums_that_do_not_close_wait_for_a_closing_balance_that_a_person_gives(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt(TWO, closing="1300.00")), "balance")
    (id,) = ids(company)
    assert not statement_completeness(company=company, statement_id=id).adds_up
    Journal.objects.update(closing_override_minor=120000)
    assert statement_completeness(company=company, statement_id=id).adds_up


def test_a_statement_known_from_an_earlier_one_is_on_its_lines(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt(TWO)))
    load(company, camt(Stmt(TWO)) + b"\n")
    first, again = ids(company)
    assert statement_lines(company=company, statement_id=again) == statement_lines(company=company, statement_id=first)


def test_statements_that_share_money_are_found_from_one_another(company: CompanyFacts) -> None:
    account(company)
    load(company, advice(PARTS))
    load(company, camt(Stmt((WHOLE,))))
    advised, shown = ids(company)
    assert shown in statements_carried_by(company=company, ids={advised})


def test_details_are_found_by_what_they_are_details_of(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((WHOLE,))))
    load(company, advice(PARTS))
    whole, *parts = BankTransaction.objects.order_by("id").values_list("id", flat=True)
    assert details_of(company=company, ids=[whole]) == {whole: parts}
