"""An invoice as it is typed on a page: read, and what is wrong beside its field."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings
from reskontra.receivables.document_form import (
    FEWEST_LINES,
    MORE_LINES,
    TypedDocument,
    document_form,
    read_document,
    typed_again,
    typed_document,
)
from reskontra.receivables.documents.drafts import add_drafts
from tests import build
from tests.documents import DAY, draft

pytestmark = pytest.mark.django_db


def typed(*lines: tuple[str, str], ledger: str = "CUSTOMER", **values: str) -> TypedDocument:
    """Lines as (account, amount), without VAT."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data[name] = value
    for account, amount in lines:
        data.appendlist("line-account", account)
        data.appendlist("line-amount", amount)
    return typed_document(ledger, data)


def test_amounts_and_days_are_read_as_people_type_them(company: CompanyFacts) -> None:
    build.customer(company)
    form = typed(
        ("3001", "1 234,50"), ("", ""), ("3002 Varor", "2 x 450,50"), ("3003", "1000+250"), party="alfa", date="0103"
    )
    new = read_document(company=company, typed=form, today=DAY)
    assert (new.party, new.document_date, new.posting_date, new.due_date) == ("customer:C1", DAY, None, None)
    assert [(one.account, one.amount, one.quantity, one.price) for one in new.lines] == [
        ("3001", "1234.50", "", ""), ("3002", "", "2", "450.50"), ("3003", "1250.00", "", ""),
    ]  # fmt: skip


def test_what_cannot_be_read_is_told_with_its_place(company: CompanyFacts) -> None:
    build.customer(company)
    form = typed(("3001", "mycket"), ("3001", "1,005"), party="C1", date="sommar", due_date="x")
    with pytest.raises(Findings) as refused:
        read_document(company=company, typed=form, today=DAY)
    assert [(one.place, one.code) for one in refused.value.findings] == [
        ("date", "day_not_read"), ("due_date", "day_not_read"), ("line 1, amount", "amount_not_read"),
    ]  # fmt: skip
    shown = document_form(company=company, typed=form, refusal=refused.value)
    assert [one.name for one in shown.fields if one.refused] == ["date", "due_date"]
    assert [len(row.said) for row in shown.lines] == [1, 0, 0]
    assert shown.said == ()


def test_a_draft_is_typed_again_as_it_was_written(company: CompanyFacts) -> None:
    build.customer(company)
    made = draft(company, "3001;2x500.50;25;Hours;NORD;P7", "3002;-10.00", text="March", due_date=date(2026, 3, 20))
    again = read_document(company=company, typed=typed_again(made), today=date(2026, 5, 1))
    with translation.override("sv"):
        swedish = typed_again(made)
    assert [row.amount for row in swedish.lines] == ["2 x 500,50", "-10,00"]
    assert read_document(company=company, typed=swedish, today=DAY) == again
    (same,) = add_drafts(company=company, actor=build.ALICE, new=[again])
    assert same.lines == made.lines
    assert (same.document_date, same.due_date, same.description) == (DAY, date(2026, 3, 20), "March")


def test_the_form_has_blank_lines_and_more_when_asked(company: CompanyFacts) -> None:
    build.customer(company)
    form = document_form(company=company, typed=typed(party="C1"))
    assert len(form.lines) == FEWEST_LINES
    assert form.fields[0].choices == (("C1", "Alfa AB"),)
    assert not form.is_more_open
    assert "external_number" not in {one.name for one in form.fields}
    assert "1510" not in dict(form.accounts) or "3001" in dict(form.accounts)
    more = document_form(company=company, typed=typed(("3001", "1"), currency="EUR"), more=MORE_LINES)
    assert len(more.lines) == FEWEST_LINES + MORE_LINES
    assert more.is_more_open
    vendor = document_form(company=company, typed=typed(ledger="VENDOR"))
    assert "external_number" in {one.name for one in vendor.fields}
