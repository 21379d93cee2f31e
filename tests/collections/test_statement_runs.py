"""Statements are numbered for each customer, kept as they were issued, and never changed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from reskontra.audit.trail import newest
from reskontra.collections import statement_runs
from reskontra.collections.customer_statements import PIECE, customers_of, statements
from reskontra.collections.models import CustomerStatement, StatementRun
from reskontra.collections.statement_runs import (
    StatementsMadeMeanwhile,
    StatementUnknown,
    find_run,
    find_statement,
    issue_statements,
    last_numbers,
    pdf_of,
    print_batch,
    runs,
    statements_of_party,
    statements_of_run,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.core.customer_statement import Asked, StatementBackwards
from reskontra.parties.models import Party
from reskontra.parties.queries import PartySummary, PartyUnknown
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
MARCH = Asked(date(2026, 3, 1), date(2026, 3, 31), shows_overdue=True)


@pytest.fixture
def alfa(company: CompanyFacts) -> PartySummary:
    alfa = build.customer(company, language="en")
    build.bank_account(company, bankgiro="5050-1055")
    build.invoice(company, alfa, number="INV-1", amount="1000.00", posting_date="2026-01-10", due_date="2026-02-09")
    build.invoice(company, build.customer(company, number="C2", name="Beta AB"), number="INV-2", amount="70.00")
    return alfa


def text(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()).replace("\u00a0", " ")


def test_a_run_numbers_and_keeps_what_it_issued(company: CompanyFacts, alfa: PartySummary) -> None:
    run = issue_statements(company=company, actor=build.ALICE, asked=MARCH)
    assert run
    assert (run.number, run.statements, run.style, run.made_by) == (1, 2, "balance", build.ALICE)
    again = issue_statements(company=company, actor=build.ALICE, asked=MARCH, numbers=["C1"])
    assert again
    assert [(one.number, one.statements) for one in runs(company=company)] == [(2, 1), (1, 2)]
    first, second = statements_of_run(company=company, number=1)
    assert (first.customer, first.number, first.language) == ("C1", 1, "en")
    assert (second.customer, second.number, second.language) == ("C2", 1, "sv")
    assert [one.number for one in statements_of_party(company=company, party_id=alfa.id)] == [2, 1]
    assert last_numbers(company=company, parties=[alfa.id, 0]) == {alfa.id: 2}
    told = text(pdf_of(company=company, statement=first))
    for said in (
        "Statement of account", "Opening balance", "1,000.00", "Closing balance", "Of that overdue", "Overdue, SEK",
        "INV-1", "bankgiro 5050-1055",
    ):  # fmt: skip
        assert said in told, said
    assert "Kundkontoutdrag" in text(pdf_of(company=company, statement=second))
    batch = text(print_batch(company=company, number=1))
    assert batch.index("Alfa AB") < batch.index("Beta AB")
    assert find_statement(company=company, id=first.id) == first
    assert find_statement(company=replace(company, id=0), id=first.id) is None
    action, content = newest(company=company.id)
    assert (action, content["customers"]) == ("statements.issued", ["C1"])
    for row in (CustomerStatement.objects.filter(id=first.id), StatementRun.objects.filter(number=1)):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.update(number=9)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()


def test_who_has_nothing_to_be_told_gets_no_number(company: CompanyFacts, alfa: PartySummary) -> None:
    before = books.contents()
    early = replace(MARCH, start=date(2025, 1, 1), end=date(2025, 1, 31))
    assert issue_statements(company=company, actor=build.ALICE, asked=early) is None
    with pytest.raises(PartyUnknown):
        issue_statements(company=company, actor=build.ALICE, asked=MARCH, numbers=["C1", "C9"])
    with pytest.raises(StatementBackwards):
        customers_of(company=company, asked=replace(MARCH, end=date(2026, 2, 1)))
    with pytest.raises(StatementUnknown):
        find_run(company=company, number=1)
    assert books.contents() == before
    Party.objects.filter(id=alfa.id).update(is_privacy_blocked=True)
    assert list(statements(company=company, asked=MARCH, parties=[alfa.id])) == [[]]
    assert issue_statements(company=company, actor=build.ALICE, asked=MARCH, numbers=["C1"]) is None


def test_a_number_taken_meanwhile_is_not_taken_twice(
    company: CompanyFacts, alfa: PartySummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run comes between the reading of the numbers and the writing of the letters."""
    made = statement_runs.statement_pdf

    def and_meanwhile(*given: object, **named: object) -> object:
        monkeypatch.setattr(statement_runs, "statement_pdf", made)
        issue_statements(company=company, actor=build.BOB, asked=MARCH, numbers=["C1"])
        return made(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(statement_runs, "statement_pdf", and_meanwhile)
    with pytest.raises(StatementsMadeMeanwhile) as refusal:
        issue_statements(company=company, actor=build.ALICE, asked=MARCH)
    assert dict(refusal.value.values) == {"customer": "C1", "number": 1}
    assert [one.statements for one in runs(company=company)] == [1]


def test_pieces_keep_the_order_of_the_customers(company: CompanyFacts, alfa: PartySummary) -> None:
    parties = customers_of(company=company, asked=MARCH)
    (piece,) = statements(company=company, asked=MARCH, parties=reversed(parties))  # type: ignore[arg-type]
    assert [said.card.number for said in piece] == ["C2", "C1"]
    assert len(parties) <= PIECE


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield
