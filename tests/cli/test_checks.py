"""reskontra check gathers every room."""

from __future__ import annotations

import pytest
from django.db import connection

from reskontra.cli.checks import guards_of, missing_guards, violations
from reskontra.companies.queries import CompanyFacts
from reskontra.core.integrity import Violation
from reskontra.database.guards import triggers_there
from tests import books, build
from tests.story import Story

pytestmark = pytest.mark.django_db

DAMAGE = {
    "audit_payload_changed": "UPDATE audit_payload SET content = 'x' WHERE id = (SELECT min(id) FROM audit_payload)",
    "voucher_unbalanced": "UPDATE ledger_voucherline SET amount_minor = amount_minor + 1 "
    "WHERE id = (SELECT max(id) FROM ledger_voucherline)",
    "remaining_differs": "UPDATE receivables_entry SET remaining_minor = remaining_minor + 1 "
    "WHERE id = (SELECT min(id) FROM receivables_entry)",
    "bank_ledger_differs": "UPDATE ledger_bankentry SET amount_minor = amount_minor + 1, "
    "local_minor = local_minor + 1 WHERE id = (SELECT max(id) FROM ledger_bankentry)",
    "posted_line_differs": "UPDATE journals_journalline SET account_minor = account_minor + 1 WHERE state = 'POSTED'",
    "names_differ": "DELETE FROM parties_partyname",
    "keys_differ": "DELETE FROM receivables_entrykey",
    "file_differs": "UPDATE companies_storedfile SET content = %s",
    "statement_unbalanced": "UPDATE bank_bankstatement SET closing_minor = closing_minor + 1",
}


@pytest.fixture
def posted(company: CompanyFacts) -> CompanyFacts:
    Story(company).tells(
        """
        bank      B1
        customer  C1 "Alfa AB"
        invoice   C1 INV-1 1000.00 ocr=10017
        invoice   C1 INV-2 500.00
        statement B1 2026-03-02
        line      1000.00 name="Alfa AB" ocr=10017
        import
        match
        post
        """
    )
    return company


def test_sound_books_have_none(posted: CompanyFacts) -> None:
    assert list(violations(company=posted)) == []


@pytest.mark.damages_books
@pytest.mark.parametrize("code", DAMAGE)
def test_damage_in_any_room_is_found(posted: CompanyFacts, code: str) -> None:
    other = build.new_company(name="Sydan AB")
    with books.unguarded(), connection.cursor() as cursor:
        cursor.execute(DAMAGE[code], [b"x"] if "%s" in DAMAGE[code] else None)
    found = list(violations(company=posted))
    assert code in {violation.code for violation in found}
    assert all(str(violation).endswith(".") for violation in found)
    assert list(violations(company=other)) == []


def test_every_violation_has_words() -> None:
    assert all(text[0].isupper() or text.startswith("{") for text in Violation.TEMPLATES.values())
    assert all(text.endswith(".") for text in Violation.TEMPLATES.values())


def test_every_guard_of_the_database_is_one_that_is_missed_when_it_is_gone() -> None:
    assert sorted(triggers_there() ^ set(guards_of(connection.vendor))) == []
    assert missing_guards() == []
