"""What importing a file would do is told, and nothing is stored."""

from __future__ import annotations

import io

import pytest

from reskontra.bank.actions.import_statement import import_statement
from reskontra.bank.import_preview import ImportPreview, KnownFrom, preview_import
from reskontra.companies.queries import CompanyFacts
from tests import books, build
from tests.statements import Line, Statement, camt053

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
FIRST = Statement(lines=[Line(amount="980.00", text="a"), Line(amount="-30.00", text="b")])


@pytest.fixture
def known(company: CompanyFacts) -> CompanyFacts:
    build.bank_account(company, opening="10000.00")
    return company


def preview(company: CompanyFacts, statement: Statement) -> ImportPreview:
    file = io.BytesIO(camt053(statement))
    return preview_import(company=company, actor=build.ALICE, name="utdrag.xml", stream=file)


def test_sums_balances_and_counts_are_told_and_nothing_is_stored(known: CompanyFacts) -> None:
    before = books.contents()
    found = preview(known, FIRST)
    assert books.contents() == before
    (one,) = found.statements
    assert (found.format, found.transactions, one.bank_account) == ("camt.053", 2, "B1")
    assert (one.in_minor, one.out_minor, one.differs_minor) == (98000, -3000, 0)
    assert (one.new, one.known, one.known_from) == (2, 0, ())


def test_what_another_statement_brought_is_told_with_it(known: CompanyFacts) -> None:
    file = io.BytesIO(camt053(FIRST))
    import_statement(company=known, actor=build.ALICE, name="utdrag.xml", stream=file)
    again = Statement(lines=[*FIRST.lines, Line(amount="5.00", text="c")])
    (one,) = preview(known, again).statements
    assert (one.new, one.known) == (1, 2)
    assert one.known_from == (KnownFrom(FIRST.id, 1, "PRJ000001", 2),)
