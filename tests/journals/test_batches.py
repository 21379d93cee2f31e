"""Templates and batches: what they have in common, names that are taken, deleting."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.journals.batches import (
    NewBatch,
    TemplateChange,
    add_batch,
    batches,
    delete_batch,
    find_batch,
    parse_balancing,
    set_template,
    templates,
)
from reskontra.journals.models import Mark, TypedLine
from reskontra.journals.queries import find_journal, journals
from tests import build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_each_kind_has_a_template_from_the_start(company: CompanyFacts) -> None:
    found = [templates(company=company, kind=kind)[0] for kind in ("CASH_RECEIPT", "PAYMENT", "GENERAL")]
    assert [(one.code, one.series, one.forces_balance) for one in found] == [
        ("RECEIPTS", "INB", True), ("PAYMENTS", "UTB", True), ("GENERAL", "BOK", True)
    ]  # fmt: skip


def test_a_batch_wins_over_its_template(company: CompanyFacts) -> None:
    build.bank_account(company)
    change = TemplateChange(balancing="bank:B1", series="REG", name="Dag", allows_manual_numbers=False)
    set_template(company=company, actor=build.BOB, kind="CASH_RECEIPT", code="DAG", change=change)
    plain = add_batch(company=company, actor=build.BOB, batch=NewBatch("CASH_RECEIPT", "A", "DAG"))
    own = add_batch(
        company=company, actor=build.BOB, batch=NewBatch("CASH_RECEIPT", "B", "DAG", balancing="gl:3740", series="INB")
    )
    assert (plain.balancing, plain.series, plain.template.allows_manual_numbers) == ("bank:B1", "REG", False)
    assert (own.balancing, own.series) == ("gl:3740", "INB")
    assert [one.name for one in batches(company=company, kind="CASH_RECEIPT")] == ["A", "B"]
    assert batches(company=company, kind="GENERAL") == []


def test_a_template_of_another_kind_keeps_its_code(company: CompanyFacts) -> None:
    templates(company=company, kind="PAYMENT")
    with pytest.raises(Refused, match="PAYMENTS"):
        set_template(
            company=company, actor=build.BOB, kind="CASH_RECEIPT", code="PAYMENTS", change=TemplateChange(series="INB")
        )


def test_a_deleted_batch_takes_its_lines_and_marks(story: Story) -> None:
    story.tells("""
        customer C1 "Alfa AB"
        invoice  C1 INV-1 100.00
        batch    KASSA gl:3740
        type     KASSA customer:C1 pays=INV-1
    """)
    assert delete_batch(company=story.company, actor=build.BOB, kind="CASH_RECEIPT", name="KASSA") == 1
    assert not Mark.objects.filter(company=story.company.id).exists()
    assert TypedLine.objects.get(company=story.company.id).state == "DELETED"
    assert Event.objects.filter(company=story.company.id).latest("id").action == "batch.deleted"
    with pytest.raises(Refused, match="KASSA"):
        find_batch(company=story.company, kind="CASH_RECEIPT", name="KASSA")


def test_a_batch_is_no_journal_of_a_statement(story: Story) -> None:
    story.tells("batch KASSA gl:3740")
    assert journals(company=story.company) == []
    with pytest.raises(Refused, match="KASSA"):
        find_journal(company=story.company, number="KASSA")


@pytest.mark.parametrize("text", ["1930", "gl:", "customer:C1"])
def test_what_is_no_balancing_account(text: str) -> None:
    with pytest.raises(Refused, match=text):
        parse_balancing(text)
