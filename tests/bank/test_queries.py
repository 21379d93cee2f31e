"""Which files and statements were imported, and what they gave."""

from __future__ import annotations

import io

import pytest

from reskontra.bank.queries import (
    ImportUnknown,
    find_file_import,
    find_import,
    find_statement,
    imports,
    journals_made,
    journals_of_import,
    last_statement,
    statements,
)
from reskontra.companies.files import sha256_of
from reskontra.companies.queries import CompanyFacts
from reskontra.journals.queries import journals
from tests.bank.files import Entry, Pay, Stmt, account, advice, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

DAYS = (
    Stmt((Pay("5.00"), Entry((Pay("1.00"),), status="PDNG")), id="S-1"),
    Stmt((Pay("6.00"),), id="S-2", day="2026-03-03", opening="1005.00"),
)


@pytest.fixture
def content(company: CompanyFacts) -> bytes:
    account(company)
    content = camt(*DAYS)
    load(company, content)
    return content


def test_an_import_is_found_by_number_and_by_bytes(company: CompanyFacts, content: bytes) -> None:
    found = find_import(company=company, number=1)
    assert (found.file, found.format, found.actor) == ("bank.xml", "camt.053", "Alice")
    assert (found.new, found.known, found.expected, found.overrides, found.reason) == (2, 0, 1, (), "")
    assert find_file_import(company=company, sha256=sha256_of(io.BytesIO(content))) == found
    assert find_file_import(company=company, sha256="0") is None
    with pytest.raises(ImportUnknown, match=r"no import 7. The last one is 1\."):
        find_import(company=company, number=7)


def test_imports_are_listed_last_first(company: CompanyFacts, content: bytes) -> None:
    load(company, advice(Pay("9.00"), day="2026-03-09"))
    assert [(one.number, one.new) for one in imports(company=company)] == [(2, 1), (1, 2)]


def test_statements_are_listed_by_day(company: CompanyFacts, content: bytes) -> None:
    found = statements(company=company)
    assert [(one.statement_id, one.opening_minor, one.closing_minor) for one in found] == [
        ("S-1", 100000, 100500),
        ("S-2", 100500, 101100),
    ]
    assert statements(company=company, file_import_id=0) == []
    assert statements(company=company, bank_account_id=found[0].bank_account_id) == found
    assert find_statement(company=company, id=found[1].id) == found[1]
    assert last_statement(company=company, bank_account_id=found[0].bank_account_id) == found[1]
    assert last_statement(company=company, bank_account_id=0) is None


def test_journals_are_told_with_their_statements(company: CompanyFacts, content: bytes) -> None:
    id = find_import(company=company, number=1).id
    made = journals_of_import(company=company, file_import_id=id)
    assert [(one.number, one.statement_id, one.lines) for one in made] == [
        ("PRJ000001", "S-1", 1),
        ("PRJ000002", "S-2", 1),
    ]
    assert journals_made(company=company, journals=journals(company=company)) == made
