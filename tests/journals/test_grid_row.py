"""What a row's fields mean: nothing before an account is in it, and only what was changed after."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.core.errors import Malformed, Refused
from reskontra.journals.batches import find_batch
from reskontra.journals.deposit_lines import DepositToItself
from reskontra.journals.grid_row import (
    FIELDS,
    GridRow,
    RowRefusal,
    changed_line,
    fields_of,
    has_changed,
    new_line,
    new_row,
    refused,
    row_of,
    shown_balancing,
    typed_over,
)
from reskontra.journals.typed_lines import TypedFacts, find_typed_line
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def line(story: Story) -> TypedFacts:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        batch    KASSA bank:B1
        type     KASSA customer:C1 -980.00 on=2026-03-10 external=X-1
    """)
    batch = find_batch(company=story.company, kind="CASH_RECEIPT", name="KASSA")
    return find_typed_line(company=story.company, journal_id=batch.journal_id, batch="KASSA", number=1)


def fields(**typed: str) -> dict[str, str]:
    return dict.fromkeys(FIELDS, "") | {"kind": "CUSTOMER"} | typed


def test_an_empty_row_says_nothing_yet(story: Story, line: TypedFacts) -> None:
    assert new_line(company=story.company, fields=fields(text="x"), today=TODAY) is None
    new = new_line(company=story.company, fields=fields(account="alfa", currency="eur", date="t"), today=TODAY)
    assert new
    assert (new.account, new.amount, new.currency, new.posting_date, new.balancing, new.document_type) == (
        "customer:C1", "0", "EUR", TODAY, None, None,
    )  # fmt: skip


def test_only_what_was_changed_is_typed_anew(story: Story, line: TypedFacts) -> None:
    shown = row_of(line, {})
    same = {name: getattr(shown, name) for name in FIELDS}
    assert not has_changed(shown, same)

    def changed(**typed: str) -> object:
        return changed_line(company=story.company, line=line, documents={}, fields=same | typed, today=TODAY)

    assert changed() == changed(date="2026-03-10")
    new = changed(date="15", text="Kontant", correction="on")
    assert (new.posting_date, new.description, new.is_correction, new.external_document_number) == (  # type: ignore[attr-defined]
        date(2026, 6, 15), "Kontant", True, "X-1",
    )  # fmt: skip
    assert changed(amount="").amount == "0"  # type: ignore[attr-defined]
    assert (changed(type="INVOICE").document_type, changed(type="NONSENSE").document_type) == ("INVOICE", "")  # type: ignore[attr-defined]
    assert changed(kind="NONSENSE", account="3740").account == "gl:3740"  # type: ignore[attr-defined]
    assert changed(balancing="").balancing == ""  # type: ignore[attr-defined]


@pytest.mark.parametrize(("typed", "field"), [
    ({"date": "x"}, "date"), ({"amount": "x"}, "amount"), ({"amount": "1,2345"}, "amount"),
    ({"account": "C9"}, "account"),
    ({"account": "C1", "currency": "KRONOR"}, ""),
])  # fmt: skip
def test_a_refusal_knows_its_field(story: Story, line: TypedFacts, typed: dict[str, str], field: str) -> None:
    sent = fields(**({"account": "C1"} | typed))
    with pytest.raises((Refused, Malformed)) as refusal:
        new_line(company=story.company, fields=sent, today=TODAY)
    told = refused(refusal.value, sent)  # type: ignore[arg-type]
    assert told.field == field
    row = typed_over(GridRow("new"), told)
    assert (row.refused_field, row.account) == (field, sent["account"])
    assert refused(DepositToItself(bank_account="B1"), sent).field == "account"


def test_the_empty_row_is_of_the_kind_before(story: Story, line: TypedFacts) -> None:
    batch = find_batch(company=story.company, kind="CASH_RECEIPT", name="KASSA")
    assert (new_row(batch, None).kind, new_row(batch, line).kind, new_row(batch, None).is_new) == (
        "CUSTOMER",
        "CUSTOMER",
        True,
    )
    refusal = RowRefusal(("No.",), "amount", {"amount": "x"})
    assert (new_row(batch, line, refusal).amount, new_row(batch, line).refused_field) == ("x", "")


def test_fields_and_accounts_as_they_are_sent_and_shown() -> None:
    assert fields_of({"amount-3": " 5 ", "amount-4": "6"}, "3")["amount"] == "5"
    assert (shown_balancing("BANK", "B1"), shown_balancing("CUSTOMER", "C1")) == ("B1", "customer:C1")
