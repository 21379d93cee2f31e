"""Statements and lines are chosen by what people write, and shown as stored and as sent."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.bank.actions.import_statement import import_statement
from reskontra.bank.queries import find_import, statements
from reskontra.bank.shown import (
    StatementAmbiguous,
    StatementLineUnknown,
    StatementNotInImport,
    chosen_statement,
    lines_between,
    raw_line,
    statement_line,
    stored_file,
)
from reskontra.companies.queries import CompanyFacts
from tests.bank.files import Pay, Stmt, account, camt, load
from tests.formats.archives import packed

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

FILE = camt(
    Stmt((Pay("5.00", text="Hej"), Pay("6.00")), id="A"),
    Stmt((Pay("7.00"),), id="B", day="2026-03-03", opening="1011.00"),
)


@pytest.fixture
def books(company: CompanyFacts) -> CompanyFacts:
    account(company)
    load(company, FILE)
    return company


def test_a_statement_is_named_where_there_are_several(books: CompanyFacts) -> None:
    found = find_import(company=books, number=1)
    assert chosen_statement(company=books, found=found, statement_id="B").statement_id == "B"
    with pytest.raises(StatementAmbiguous, match="A, B"):
        chosen_statement(company=books, found=found, statement_id="")
    with pytest.raises(StatementNotInImport):
        chosen_statement(company=books, found=found, statement_id="C")


def test_a_line_is_shown_as_stored_and_as_sent(books: CompanyFacts) -> None:
    found = find_import(company=books, number=1)
    chosen = chosen_statement(company=books, found=found, statement_id="A")
    line = statement_line(company=books, statement=chosen, line=1)
    assert (line.amount_minor, line.texts[0].text) == (500, "Hej")
    fields = raw_line(company=books, found=found, statement=chosen, line=line)
    assert ("Ntry/NtryDtls/TxDtls/RmtInf/Ustrd", "Hej") in fields
    with pytest.raises(StatementLineUnknown, match="1 to 2"):
        statement_line(company=books, statement=chosen, line=3)
    assert stored_file(company=books, found=found) == FILE


def test_lines_of_days_come_in_the_banks_order(books: CompanyFacts) -> None:
    own = statements(company=books)
    for first, last, expected in (
        (None, None, [500, 600, 700]),
        (date(2026, 3, 3), None, [700]),
        (None, date(2026, 3, 2), [500, 600]),
    ):
        found = lines_between(company=books, own=own, first=first, last=last)
        assert [one.amount_minor for _, one in found] == expected


def test_a_line_out_of_an_archive_is_shown_with_its_member(company: CompanyFacts) -> None:
    account(company)
    camt_file = camt(Stmt((Pay("5.00", text="Hej"),), id="A"))
    day = "2026-03-04"
    table = f"Bokföringsdag;Valutadag;Verifikationsnummer;Text;Belopp;Saldo\n{day};{day};1;X;7,00;1012,00\n".encode()
    data = packed(("a.xml", camt_file), ("b/seb.csv", table), ("c.xml", camt(Stmt((Pay("5.00"),), id="C", day=day))))
    outcome = import_statement(
        company=company, actor="Alice", name="a.zip", stream=io.BytesIO(data), bank_account="B1",
        overrides=frozenset({"gap", "balance"}), reason="A sample.",
    )  # fmt: skip
    assert outcome.new == 3
    found = find_import(company=company, number=1)
    told = {}
    for statement in statements(company=company):
        line = statement_line(company=company, statement=statement, line=1)
        told[statement.statement_id] = raw_line(company=company, found=found, statement=statement, line=line)
    assert told["A"][0] == ("", "a.xml")
    assert ("Ntry/NtryDtls/TxDtls/RmtInf/Ustrd", "Hej") in told["A"]
    assert told["C"][0] == ("", "c.xml")
    assert told[f"{day}/{day}"][:3] == [("", "b/seb.csv"), ("", "line 2"), ("Bokföringsdag", day)]
