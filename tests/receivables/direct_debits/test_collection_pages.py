"""What the page of a collection offers by its state, and in Swedish."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from reskontra.receivables.direct_debits.changing import DebitChange, change_debit, close_collection
from reskontra.receivables.direct_debits.checking import check_collection
from reskontra.receivables.direct_debits.collection_pages import AT, collection_page, collections_page
from reskontra.receivables.direct_debits.exporting import export_collection
from reskontra.receivables.direct_debits.returning import Rejection, reject_debit
from tests import build
from tests.receivables.debiting_book import DUE, TODAY, euro_company, made, owed, payer

pytestmark = pytest.mark.django_db


def test_the_forms_follow_the_state() -> None:
    company = euro_company()
    customer = payer(company, 1)
    owed(company, customer)
    owed(company, customer, "INV-2")
    number = made(company).number

    def offered(debit: str = "", *, may_export: bool = True) -> list[str]:
        page = collection_page(company=company, number=number, may_change=True, may_export=may_export, debit=debit)
        return [form.name for form in page.forms]

    assert (offered(), offered("9")) == (["export", "check", "close"],) * 2
    assert offered("1") == ["edit", "export", "check", "close"]
    for debit in (1, 2):
        change_debit(
            company=company, actor=build.BOB, collection=number, number=debit,
            change=DebitChange(transfer_date=date(2026, 1, 31)), today=TODAY,
        )  # fmt: skip
    debits, kept = collection_page(company=company, number=number, may_change=True, may_export=True).lists
    assert (kept.title, kept.told) == (
        "2 debits kept from the bank",
        'Press Check, with "Move days that have passed to today" on.',
    )
    assert [row.cells for row in kept.rows] == [
        (f"{number}/{debit} is for 2026-01-31, which has passed.",) for debit in (1, 2)
    ]
    assert [row.url for row in debits.rows] == ["?debit=1#form-edit", "?debit=2#form-edit"]

    def columns() -> list[str]:
        page = collection_page(company=company, number=number, may_change=True, may_export=True)
        return [head.word for head in page.lists[0].heads][7:]

    assert columns() == ["Sequence"]
    check_collection(company=company, actor=build.BOB, number=number, as_of=TODAY, resets_dates=True)
    assert offered(may_export=False) == ["check", "close"]
    export_collection(company=company, actor=build.BOB, number=number, today=TODAY)
    assert (offered(), columns()) == (["post", "status", "close"], ["Sequence", "State"])
    assert offered("1") == ["reject", "post", "status", "close"]
    reject_debit(company=company, actor=build.BOB, collection=number, number=1, rejection=Rejection("AC04"))
    assert columns() == ["Sequence", "State", "Reason"]
    page = collection_page(company=company, number=number, may_change=True, may_export=True, debit="2")
    told, rows = page.told, page.lists[0].rows
    assert (["?debit=" in row.url for row in rows], [row.is_current for row in rows]) == ([False, True],) * 2
    assert ("1 debit," in told, told.endswith("1 came back.")) == (True, True)
    close_collection(company=company, actor=build.BOB, number=number, reason="Withdrawn")
    assert (offered(), offered("1")) == (["status"],) * 2
    assert not collection_page(company=company, number=number, may_change=False, may_export=True).forms
    assert "file" in AT.values()
    with translation.override("sv"):
        page = collections_page(company=company, bank="E1", may_make=True, may_set=True, on=DUE)
        assert [form.title for form in page.forms] == ["Skapa ett uppdrag", "Inställningar"]
