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
    owed(company, payer(company, 1))
    number = made(company).number

    def offered(*, may_export: bool = True) -> list[str]:
        page = collection_page(company=company, number=number, may_change=True, may_export=may_export)
        return [form.name for form in page.forms]

    assert offered() == ["export", "check", "edit", "close"]
    change_debit(
        company=company, actor=build.BOB, collection=number, number=1,
        change=DebitChange(transfer_date=date(2026, 1, 31)), today=TODAY,
    )  # fmt: skip
    kept = collection_page(company=company, number=number, may_change=True, may_export=True).lists[1]
    assert [row.cells for row in kept.rows] == [
        (
            f"{number}/1 is for 2026-01-31, which has passed.",
            'Press Check, with "Move days that have passed to today" on.',
        )
    ]

    def columns() -> list[str]:
        page = collection_page(company=company, number=number, may_change=True, may_export=True)
        return [head.word for head in page.lists[0].heads][7:]

    assert columns() == ["Sequence"]
    check_collection(company=company, actor=build.BOB, number=number, as_of=TODAY, resets_dates=True)
    assert offered(may_export=False) == ["check", "edit", "close"]
    export_collection(company=company, actor=build.BOB, number=number, today=TODAY)
    assert (offered(), columns()) == (["post", "status", "reject", "close"], ["Sequence", "State"])
    reject_debit(company=company, actor=build.BOB, collection=number, number=1, rejection=Rejection("AC04"))
    assert columns() == ["Sequence", "State", "Reason"]
    told = collection_page(company=company, number=number, may_change=True, may_export=True).told
    assert ("0 debits" in told, told.endswith("1 came back.")) == (True, True)
    close_collection(company=company, actor=build.BOB, number=number, reason="Withdrawn")
    assert offered() == ["status", "reject"]
    assert not collection_page(company=company, number=number, may_change=False, may_export=True).forms
    assert "file" in AT.values()
    with translation.override("sv"):
        page = collections_page(company=company, bank="E1", may_make=True, may_set=True, on=DUE)
        assert [form.title for form in page.forms] == ["Skapa ett uppdrag", "Inställningar"]
