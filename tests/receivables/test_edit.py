"""What may be changed of a posted entry is changed with audit; the rest is refused."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date

import pytest

from reskontra.audit.models import Payload
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Malformed, Refused
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.edit import Edit, EditedDiscountOfOtherType, EditedDiscountWithoutDay, edit_entry
from reskontra.receivables.models import Entry
from tests import books, build

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
NAME = EntryName("CUSTOMER", "INV-1")


@pytest.fixture
def invoiced(company: CompanyFacts) -> CompanyFacts:
    alfa = build.customer(company)
    build.invoice(company, alfa)
    build.document(company, alfa, number="P-1", amount="-1000.00", document_type="payment")
    return company


def edit(company: CompanyFacts, wanted: Edit) -> dict[str, tuple[object, object]]:
    return edit_entry(company=company, actor=build.ALICE, name=NAME, edit=wanted)


def test_values_are_changed_and_what_they_were_is_kept(invoiced: CompanyFacts) -> None:
    wanted = Edit(
        due_date=date(2026, 3, 1), discount_amount="10.00", discount_date=date(2026, 2, 1), on_hold="EVA",
        description="Boards", promised_date=date(2026, 3, 5), dispute_status="OPEN", payment_reference="10017",
        discount_tolerance_date=date(2026, 2, 6), max_tolerance="5.00",
    )  # fmt: skip
    assert len(edit(invoiced, wanted)) == 10
    row = Entry.objects.get(company=invoiced.id, document_number="INV-1")
    assert (row.due_date, row.discount_minor, row.on_hold) == (date(2026, 3, 1), 10_00, "EVA")
    assert row.edited_at
    kept = json.loads(Payload.objects.filter(company=invoiced.id).latest("id").content)
    assert kept["due_date"] == ["2026-02-09", "2026-03-01"]
    assert edit(invoiced, wanted) == {}
    assert edit(invoiced, Edit(on_hold="")) == {"on_hold": ("EVA", "")}


@pytest.mark.parametrize(
    ("case", "wanted", "code"),
    [
        ("nothing", Edit(), "nothing_to_edit"),
        ("a discount of the other sign", Edit(discount_amount="-1.00"), "edited_discount_out_of_bounds"),
        ("a discount beyond it", Edit(discount_amount="1000.01"), "edited_discount_out_of_bounds"),
        ("due before it was made", Edit(due_date=date(2026, 1, 9)), "due_before_document"),
        ("on hold by four letters", Edit(on_hold="EVAS"), "on_hold_too_long"),
        ("a discount without its last day", Edit(discount_amount="10.00"), "edited_discount_without_day"),
        ("a tolerance of the other sign", Edit(max_tolerance="-1.00"), "edited_tolerance_out_of_bounds"),
        ("a tolerance beyond it", Edit(max_tolerance="1000.01"), "edited_tolerance_out_of_bounds"),
        ("a due date taken away", Edit(due_date=""), "due_date_emptied"),
        ("a text too long", Edit(description="a" * 251), "csv_value_too_long"),
        ("a text no database keeps", Edit(dispute_status="a\0"), "csv_value_holds_nul"),
        ("no amount", Edit(discount_amount="ten"), None),
    ],
)
def test_what_is_refused(invoiced: CompanyFacts, case: str, wanted: Edit, code: str | None) -> None:
    before = books.contents()
    with pytest.raises((Refused, Malformed)) as refusal:
        edit(invoiced, wanted)
    assert code is None or refusal.value.code == code
    assert books.contents() == before


def test_v16_a_payment_bears_no_discount(invoiced: CompanyFacts) -> None:
    wanted = Edit(discount_amount="-10.00", discount_date=date(2026, 2, 1))
    before = books.contents()
    with pytest.raises(EditedDiscountOfOtherType, match="P-1 is a payment"):
        edit_entry(company=invoiced, actor=build.ALICE, name=EntryName("CUSTOMER", "P-1"), edit=wanted)
    assert books.contents() == before


def test_a_settled_entry_keeps_its_dates(invoiced: CompanyFacts) -> None:
    order = ApplyOrder(EntryName("CUSTOMER", "P-1"), (Target(NAME),))
    apply_entries(company=invoiced, actor=build.ALICE, order=order)
    with pytest.raises(Refused, match="INV-1 is settled, and its due date stays as it is"):
        edit(invoiced, Edit(due_date=date(2026, 3, 1)))
    assert edit(invoiced, Edit(description="Boards")) == {"description": ("", "Boards")}


def test_what_is_empty_is_taken_away_and_a_discount_keeps_its_last_day(invoiced: CompanyFacts) -> None:
    held = Edit(
        discount_amount="10.00", discount_date=date(2026, 2, 1), discount_tolerance_date=date(2026, 2, 6),
        max_tolerance="5.00", promised_date=date(2026, 3, 5), payment_reference="10017",
    )  # fmt: skip
    edit(invoiced, held)
    with pytest.raises(EditedDiscountWithoutDay):
        edit(invoiced, Edit(discount_date=""))
    emptied = {field.name: "" for field in fields(held) if getattr(held, field.name) is not None}
    changed = edit(invoiced, Edit(**emptied))  # type: ignore[arg-type]
    assert {column: after for column, (_before, after) in changed.items()} == {
        "discount_minor": 0, "discount_date": None, "discount_tolerance_date": None, "max_tolerance_minor": 0,
        "promised_date": None, "payment_reference": "",
    }  # fmt: skip
