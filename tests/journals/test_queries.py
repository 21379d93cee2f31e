"""Which journals there are, and what is on their lines."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.bank.models import BankTransaction
from reskontra.bank.queries import find_import, statements
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.models import JournalLine
from reskontra.journals.queries import (
    LIVE,
    JournalUnknown,
    find_journal,
    journals,
    journals_by_id,
    journals_of_statements,
    last_line_number,
    line_names,
    lines,
    lines_on,
    reversed_transactions,
    splits,
)
from tests.bank.files import Pay, Stmt, account, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

DAYS = (
    Stmt((Pay("5.00"), Pay("6.00")), id="S-1"),
    Stmt((Pay("7.00"),), id="S-2", day="2026-03-03", opening="1011.00"),
)


@pytest.fixture(autouse=True)
def imported(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(*DAYS))


def split(line: JournalLine) -> None:
    """Move 2.00 of a line to a new one."""
    JournalLine.objects.filter(id=line.id).update(amount_minor=300, account_minor=300)
    JournalLine.objects.create(
        company_id=line.company_id, journal_id=line.journal_id, line_number=3, parent_id=line.id, date=line.date,
        amount_minor=200, account_minor=200, currency="SEK",
    )  # fmt: skip


def test_a_journal_is_found_by_its_number(company: CompanyFacts) -> None:
    found = find_journal(company=company, number="PRJ000001")
    assert (found.state, found.open_lines, found.posted_lines, found.created_by) == ("OPEN", 2, 0, "Alice")
    with pytest.raises(JournalUnknown, match='no journal "PRJ9"'):
        find_journal(company=company, number="PRJ9")


def test_journals_are_listed_by_number(company: CompanyFacts) -> None:
    first, second = journals(company=company)
    assert (first.number, second.number) == ("PRJ000001", "PRJ000002")
    assert journals(company=company, state="OPEN", kind="PAYMENT_RECONCILIATION") == [first, second]
    assert journals(company=company, state="POSTED") == []
    assert journals(company=company, file_import_id=find_import(company=company, number=1).id) == [first, second]
    assert journals(company=company, file_import_id=0) == []
    assert journals_by_id(company=company, ids=[second.id]) == [second]
    assert journals_by_id(company=company, ids=[]) == []
    (statement, _) = statements(company=company)
    assert journals_of_statements(company=company, statement_ids=[statement.id]) == [first]


def test_lines_are_listed_by_journal_and_number(company: CompanyFacts) -> None:
    first, second = journals(company=company)
    found = lines(company=company, journal_ids=[second.id, first.id])
    assert [(line.journal_id, line.line_number, line.amount_minor) for line in found] == [
        (first.id, 1, 500),
        (first.id, 2, 600),
        (second.id, 1, 700),
    ]
    assert not found[0].is_touched
    assert lines(company=company, journal_ids=[first.id], states=["SUPERSEDED"]) == []
    assert last_line_number(company=company, journal_id=first.id) == 2
    assert last_line_number(company=company, journal_id=0) == 0


@pytest.mark.damages_books
def test_the_line_of_a_transaction(company: CompanyFacts) -> None:
    five, six, seven = BankTransaction.objects.order_by("id").values_list("id", flat=True)
    JournalLine.objects.filter(transaction=seven).update(state="SUPERSEDED")
    JournalLine.objects.filter(transaction=six).update(reviewed_by="Alice")
    found = lines_on(company=company, transaction_ids=[five, six, seven])
    assert {id: (line.journal, line.line_number, line.is_touched) for id, line in found.items()} == {
        five: ("PRJ000001", 1, False),
        six: ("PRJ000001", 2, True),
    }
    assert lines_on(company=company, transaction_ids=[]) == {}


def test_a_split_line_was_touched(company: CompanyFacts) -> None:
    line = JournalLine.objects.get(amount_minor=500)
    split(line)
    assert line.transaction_id is not None
    assert lines_on(company=company, transaction_ids=[line.transaction_id])[line.transaction_id].is_touched
    (part,) = splits(company=company, journal_ids=[line.journal_id])
    assert (part.parent_id, part.account_minor) == (line.id, 200)


@pytest.mark.damages_books
def test_lines_of_one_state_alone(company: CompanyFacts) -> None:
    five, six, seven = BankTransaction.objects.order_by("id").values_list("id", flat=True)
    JournalLine.objects.filter(transaction=six).update(state="POSTED")
    asked = [five, six, seven]
    assert list(lines_on(company=company, transaction_ids=asked, states=["POSTED"])) == [six]
    assert list(lines_on(company=company, transaction_ids=asked, states=["OPEN"])) == [five, seven]


@pytest.mark.parametrize("states", [LIVE, ["POSTED"], ["OPEN"]])
def test_lines_are_looked_up_in_their_index(company: CompanyFacts, states: Sequence[str]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("asked of SQLite's planner")
    with CaptureQueriesContext(connection) as asked:
        lines_on(company=company, transaction_ids=[1], states=states)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[0]['sql']}")
        assert "USING INDEX journals_line_transaction (company_id=? AND transaction_id=?)" in str(cursor.fetchall())


def test_transactions_on_reversed_lines(company: CompanyFacts) -> None:
    line = JournalLine.objects.get(amount_minor=700)
    JournalLine.objects.filter(id=line.id).update(state="REVERSED")
    assert reversed_transactions(company=company) == {line.transaction_id}


def test_lines_are_named_by_journal_and_number(company: CompanyFacts) -> None:
    found = lines(company=company, journal_ids=[one.id for one in journals(company=company)])
    names = line_names(company=company, ids=[one.id for one in found])
    assert sorted(names.values()) == [("PRJ000001", 1), ("PRJ000001", 2), ("PRJ000002", 1)]
    chosen = lines(company=company, journal_ids=[one.journal_id for one in found], line_number=2)
    assert [names[one.id] for one in chosen] == [("PRJ000001", 2)]
