"""A sandbox stays one, a company never becomes one: the database sees to it, and a check tells when it did not."""

from __future__ import annotations

import pytest
from django.db import connection

from reskontra.companies.checks import check
from reskontra.companies.queries import CompanyFacts, find_company
from reskontra.founding.sandbox import make_sandbox
from tests import books, build
from tests.guards import assert_refused, execute

pytestmark = pytest.mark.django_db
TURN = "UPDATE companies_company SET is_sandbox = NOT is_sandbox"


@pytest.fixture
def sandbox(company: CompanyFacts) -> CompanyFacts:
    return make_sandbox(company=company, actor=build.BOB, name="Prov")


def test_no_statement_turns_one_into_the_other(company: CompanyFacts, sandbox: CompanyFacts) -> None:
    for one in (company, sandbox):
        assert_refused(f"{TURN} WHERE id = %s", one.id, because="a sandbox stays a sandbox")
        assert execute("UPDATE companies_company SET is_sandbox = is_sandbox, city = 'Umeå' WHERE id = %s", one.id)
    assert_refused("DELETE FROM companies_company WHERE id = %s", company.id, because="no sandbox is never deleted")
    if connection.vendor == "sqlite":
        again = "REPLACE INTO companies_company SELECT * FROM companies_company WHERE id = %s"
        assert_refused(again, sandbox.id, because="a sandbox stays a sandbox")


@pytest.mark.damages_books
def test_what_was_turned_behind_the_guards_is_told(company: CompanyFacts, sandbox: CompanyFacts) -> None:
    assert [*check(company=company), *check(company=sandbox)] == []
    with books.unguarded(), connection.cursor() as cursor:
        cursor.execute(TURN)
    found = [str(one) for name in ("Nordan AB", "Prov") for one in check(company=find_company(name=name))]
    assert found == [
        "Nordan AB was made as a company of its own, and is a sandbox now.",
        "Prov was made as a sandbox, and is none now.",
    ]
