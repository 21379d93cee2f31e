"""Which transactions are known by their fingerprints, and how equal ones are counted."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.bank.actions.accounts import Accounts
from reskontra.bank.actions.decision import Decision
from reskontra.bank.actions.known import decide_known
from reskontra.bank.actions.reading import Doubts, read_file
from reskontra.bank.actions.spool import Spool
from reskontra.bank.models import BankTransaction
from reskontra.companies.queries import CompanyFacts
from reskontra.core.statements import Course
from reskontra.ledger.queries import bank_accounts
from tests.bank.files import Entry, Pay, Stmt, account, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

COFFEE = Pay("9.00", text="Kaffe")


def decided(company: CompanyFacts, *entries: Entry | Pay, course: Course, own_import: int = 0) -> Decision:
    content = camt(Stmt(entries, opening=""))
    with Spool() as spool:
        reading = read_file(
            io.BytesIO(content),
            accounts=Accounts(bank_accounts(company=company), None),
            doubts=Doubts(frozenset()),
            spool=spool,
            today=date(2026, 3, 31),
        )
        return decide_known(
            company=company,
            statement=reading.statements[0],
            course=course,
            file_import_id=own_import,
            spool=spool,
        )


@pytest.fixture
def coffees(company: CompanyFacts) -> list[int]:
    """Two equal payments, imported."""
    account(company)
    load(company, camt(Stmt((COFFEE, COFFEE))))
    return list(BankTransaction.objects.order_by("id").values_list("id", flat=True))


def test_where_statements_overlap_each_equal_one_is_known_once(company: CompanyFacts, coffees: list[int]) -> None:
    found = decided(company, COFFEE, COFFEE, COFFEE, course=Course.OVERLAPS)
    assert found.known == {0: coffees[0], 1: coffees[1]}
    assert (found.ordinals, found.suspects) == ({1: 1, 2: 2}, {2}) or (found.ordinals, found.suspects) == ({2: 2}, {2})
    assert (found.overlapping, found.overlap_minor) == (2, 1800)


def test_where_it_follows_nothing_is_known_and_equals_are_suspect(company: CompanyFacts, coffees: list[int]) -> None:
    found = decided(company, COFFEE, Pay("8.00"), course=Course.FOLLOWS)
    assert (found.known, found.ordinals, found.suspects) == ({}, {0: 2}, {0})


def test_pending_payments_are_counted_but_never_known(company: CompanyFacts, coffees: list[int]) -> None:
    pending = Entry((COFFEE,), status="PDNG")
    found = decided(company, pending, pending, course=Course.OVERLAPS)
    assert (found.known, found.suspects, found.ordinals[1]) == ({}, set(), 1)


def test_what_the_same_file_brought_is_beside_and_not_known(company: CompanyFacts, coffees: list[int]) -> None:
    own = BankTransaction.objects.values_list("statement__file_import_id", flat=True)[0]
    found = decided(company, COFFEE, course=Course.OVERLAPS, own_import=own)
    assert (found.known, found.ordinals, found.suspects) == ({}, {0: 2}, {0})


def test_equals_under_one_bank_reference_are_suspect(company: CompanyFacts) -> None:
    account(company)
    same = Pay("9.00", bank_reference="R1")
    assert decided(company, same, Pay("1.00"), same, course=Course.APART).suspects == {0, 2}
