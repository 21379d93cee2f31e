"""Bank reconciliations as documents."""

from __future__ import annotations

import pytest

from reskontra.bank.models import Reconciliation
from reskontra.bank.reconciliation import documents as module
from reskontra.bank.reconciliation.documents import NewReconciliation
from reskontra.bank.reconciliation.matching import apply_entries
from reskontra.bank.reconciliation.queries import ReconciliationUnknown, lines_of, reconciliations
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.journals.queries import JournalUnknown, find_journal, journals, open_lines_by_bank_account
from tests import books, build
from tests.bank.reconciliation.books import DAY, account, begun, moved, states

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_it_opens_with_the_last_balance_and_takes_the_next_number(company: CompanyFacts) -> None:
    account(company)
    found = begun(company, (500_00, "Alfa"), (-20_00, "Charge"))
    assert (found.name, found.number, found.opening_minor, found.ending_minor) == ("B1-1", "1", 1000_00, 1480_00)
    assert [one.name for one in reconciliations(company=company)] == ["B1-1"]
    lines = lines_of(company=company, found=found)
    assert [(one.number, one.amount_minor, one.description) for one in lines] == [
        (1, 500_00, "Alfa"), (2, -20_00, "Charge"),
    ]  # fmt: skip
    assert begun(company).name == "B1-2"


def test_no_payment_journal_is_made_of_it(company: CompanyFacts) -> None:
    account(company)
    begun(company, (500_00, "Alfa"))
    assert journals(company=company) == []
    assert open_lines_by_bank_account(company=company) == {}
    with pytest.raises(JournalUnknown):
        find_journal(company=company, number="B1-1")


def test_deleted_it_frees_its_entries_and_its_number(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 500_00)
    begun(company, (500_00, "Alfa"))
    apply_entries(company=company, actor=build.BOB, name="B1-1", number=1, entries=[entry])
    assert states(company) == {entry: "MATCHED"}
    module.delete_reconciliation(company=company, actor=build.BOB, name="B1-1")
    assert states(company) == {entry: "OPEN"}
    assert not Reconciliation.objects.exists()
    assert begun(company).name == "B1-1"


def test_its_number_day_and_balances_are_changed_and_matches_stay(company: CompanyFacts) -> None:
    entry = moved(company, account(company), 500_00)
    begun(company, (500_00, "Alfa")), begun(company)
    apply_entries(company=company, actor=build.BOB, name="B1-1", number=1, entries=[entry])
    module.change_statement_number(company=company, actor=build.BOB, name="B1-1", number="77")
    now = module.change_reconciliation(company=company, actor=build.BOB, name="B1-77", ending_minor=5_00)
    assert (now.number, now.opening_minor, now.ending_minor, now.statement_date) == ("77", 1000_00, 5_00, DAY)
    assert states(company) == {entry: "MATCHED"}
    before = books.contents()
    for number, refusal in (("2", module.StatementNumberTaken), ("a b", module.StatementNumberUnfit)):
        with pytest.raises(refusal):
            module.change_statement_number(company=company, actor=build.BOB, name="B1-77", number=number)
    assert books.contents() == before


@pytest.mark.parametrize("number", ["å", "1" * 18, "a b"])
def test_a_number_that_cannot_be_written_is_refused(company: CompanyFacts, number: str) -> None:
    account(company)
    before = books.contents()
    with pytest.raises(module.StatementNumberUnfit):
        module.create_reconciliation(company=company, actor=build.BOB, new=NewReconciliation("B1", DAY, 0, number))
    assert books.contents() == before


def test_what_is_taken_or_unknown_is_refused(company: CompanyFacts) -> None:
    account(company)
    begun(company)
    new = NewReconciliation("B1", DAY, 0, "1")
    attempts: list[tuple[type[Refused], object]] = [
        (module.StatementNumberTaken, lambda: module.create_reconciliation(company=company, actor=build.BOB, new=new)),
        (
            ReconciliationUnknown,
            lambda: module.delete_reconciliation(company=company, actor=build.BOB, name="B1-9"),
        ),
    ]
    before = books.contents()
    for refusal, attempt in attempts:
        with pytest.raises(refusal):
            attempt()  # type: ignore[operator]
    assert books.contents() == before
