"""Where a statement stands among those imported before."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.bank.actions.accounts import Accounts
from reskontra.bank.actions.decision import Decision
from reskontra.bank.actions.history import OpeningDiffers, StatementGap, find_gap, gap_finding, place_statement
from reskontra.bank.actions.reading import Doubts, FileStatement, read_file
from reskontra.bank.actions.spool import Spool
from reskontra.companies.queries import CompanyFacts
from reskontra.core.statements import Course
from reskontra.ledger.queries import bank_accounts
from tests.bank.files import Pay, Stmt, account, advice, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

TEN = (Pay("10.00"),)


def read(company: CompanyFacts, content: bytes) -> FileStatement:
    with Spool() as spool:
        accounts = Accounts(bank_accounts(company=company), None)
        return read_file(
            io.BytesIO(content), accounts=accounts, doubts=Doubts(frozenset()), spool=spool, today=date(2026, 3, 31)
        ).statements[0]


def placed(company: CompanyFacts, content: bytes) -> tuple[Course, str, str]:
    course, before, after = place_statement(company=company, statement=read(company, content), file_import_id=0)
    return course, before.statement_id if before else "", after.statement_id if after else ""


@pytest.fixture
def chain(company: CompanyFacts) -> None:
    """Two statements of 2 March and one of 4 March, each following the one before."""
    account(company)
    load(company, camt(Stmt(TEN, id="A", sequence="1")))
    load(company, camt(Stmt(TEN, id="B", sequence="2", opening="1010.00")))
    load(company, camt(Stmt(TEN, id="D", sequence="4", day="2026-03-04", opening="1030.00")), "gap")


@pytest.mark.parametrize(
    ("case", "statement", "course", "before", "after"),
    [
        ("after all", Stmt(TEN, id="E", day="2026-03-05", opening="1040.00"), Course.FOLLOWS, "D", ""),
        ("into the gap", Stmt(TEN, id="C", day="2026-03-03", opening="1020.00"), Course.FOLLOWS, "B", "D"),
        ("again", Stmt(TEN, id="B", sequence="2", opening="1010.00"), Course.OVERLAPS, "B", "D"),
        ("before all", Stmt(TEN, id="Z", day="2026-03-01", opening="990.00"), Course.FOLLOWS, "", "A"),
        ("early on a day", Stmt(TEN, id="A0", sequence="0", opening="990.00"), Course.FOLLOWS, "", "A"),
        ("elsewhere", Stmt(TEN, id="X", day="2026-03-05", opening="5.00"), Course.OVERLAPS, "D", ""),
        ("without balances", Stmt(TEN, id="X", day="2026-03-05", opening=""), Course.APART, "D", ""),
        ("known id without balances", Stmt(TEN, id="B", day="2026-03-05", opening=""), Course.OVERLAPS, "D", ""),
        (
            "earlier number without balances",
            Stmt(TEN, id="X", sequence="3", day="2026-03-05", opening=""),
            Course.OVERLAPS,
            "D",
            "",
        ),
    ],
)
def test_a_statement_is_placed(
    case: str, statement: Stmt, course: Course, before: str, after: str, company: CompanyFacts, chain: None
) -> None:
    assert placed(company, camt(statement)) == (course, before, after)


def test_advices_have_no_neighbours(company: CompanyFacts, chain: None) -> None:
    assert placed(company, advice(*TEN)) == (Course.APART, "", "")


def gap_after(company: CompanyFacts, content: bytes, decision: Decision) -> str:
    statement = read(company, content)
    _, before, after = place_statement(company=company, statement=statement, file_import_id=0)
    gap = find_gap(statement=statement, before=before, after=after, decision=decision)
    return str(gap_finding(statement, gap)) if gap else ""


def test_a_gap_is_found_beside_what_is_known(company: CompanyFacts, chain: None) -> None:
    late = camt(Stmt((*TEN, *TEN), id="E", day="2026-03-05", opening="1030.00"))
    assert gap_after(company, late, Decision(overlap_minor=1000, overlapping=1)) == ""
    assert "1040.00 SEK on 2026-03-04" in gap_after(company, late, Decision())
    assert gap_after(company, late, Decision(overlap_minor=2000, overlapping=2)) == ""


def test_advices_leave_no_gap(company: CompanyFacts, chain: None) -> None:
    assert gap_after(company, advice(*TEN), Decision()) == ""


def test_gaps_between_statements_and_at_the_start_are_told_apart(company: CompanyFacts) -> None:
    account(company, opening="7.00")
    assert "Bank account B1 began with 7.00 SEK" in gap_after(company, camt(Stmt(TEN)), Decision())
    assert OpeningDiffers.code != StatementGap.code
