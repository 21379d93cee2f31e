"""Entries as they are compared between files."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.bank.actions.accounts import Accounts
from reskontra.bank.actions.entries import file_entries, ids_linked, stored_entries
from reskontra.bank.actions.reading import Doubts, read_file
from reskontra.bank.actions.spool import Spool
from reskontra.bank.models import BankTransaction
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import bank_accounts
from tests.bank.files import OTHER_IBAN, Entry, Pay, Stmt, account, advice, camt, load

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]

ENTRIES = (
    Entry((Pay("30.00", bank_reference="P1"), Pay("70.00")), bank_reference="D1", reference="N1", batch="B1"),
    Entry((Pay("-5.00", name="Åsa  Berg", account=OTHER_IBAN, end_to_end="E1"),)),
    Entry((Pay("1.00"),), status="PDNG"),
)


def test_an_entry_is_the_same_in_a_file_and_in_the_tables(company: CompanyFacts) -> None:
    account(company)
    with Spool() as spool:
        (statement,) = read_file(
            io.BytesIO(camt(Stmt(ENTRIES))),
            accounts=Accounts(bank_accounts(company=company), None),
            doubts=Doubts(frozenset()),
            spool=spool,
            today=date(2026, 3, 31),
        ).statements
        own = file_entries(statement, spool, without=())
        assert [entry.places for entry in own] == [(0, 1), (2,)]
        assert own[0].key.bank_references == {"D1", "P1"}
        assert (own[0].key.money, own[0].key.batch_reference, own[0].key.parts) == ((10000, "SEK"), "B1", 2)
        assert own[1].key.payment_keys == ("E1", OTHER_IBAN, "åsa berg")
        assert [entry.places for entry in file_entries(statement, spool, without={1})] == [(2,)]
        load(company, camt(Stmt(ENTRIES)))
        stored = stored_entries(company=company, statement=statement, advised=False)
        assert [entry.key for entry in stored] == [entry.key for entry in own]
        assert [entry.parts for entry in stored] == [entry.parts for entry in own]
        assert stored_entries(company=company, statement=statement, advised=True) == []


def test_who_says_to_be_the_same(company: CompanyFacts) -> None:
    account(company)
    load(company, camt(Stmt((Entry(amount="100.00", bank_reference="D1"),))))
    load(company, advice(ENTRIES[0]))
    whole, first, second = BankTransaction.objects.order_by("id").values_list("id", flat=True)
    assert ids_linked(company=company, ids=[whole, first], by_advices=True)[whole] in (first, second)
    assert ids_linked(company=company, ids=[whole, first], by_advices=False) == {}
