"""Checks are printed whole or not at all, and told in the trail."""

from __future__ import annotations

import pytest

from reskontra.audit.models import Event
from reskontra.core.errors import Findings
from reskontra.journals.batches import find_batch
from reskontra.journals.check_printing import PrintOrder, print_line_checks
from reskontra.ledger.models import BankAccount, CheckEntry
from tests import books, build
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_what_is_printed_is_told_and_one_bad_line_prints_none(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        vendor   V1 "Leverans AB"
        batch    UT kind=payment bank:B1
        last-check B1 41
        type     UT vendor:V1 100.00 on=2026-03-10 print-check text=Hyra
        type     UT vendor:V1 -50.00 on=2026-03-10 as=refund
        type     UT vendor:V1 200.00 on=2026-03-11
    """)
    batch = find_batch(company=story.company, kind="PAYMENT", name="UT")
    before = books.contents()
    with pytest.raises(Findings) as refusal:
        print_line_checks(company=story.company, actor=build.ALICE, batch=batch, order=PrintOrder((1, 2, 9)))
    assert {one.code for one in refusal.value.findings} == {"typed_line_unknown"}
    with pytest.raises(Findings, match="line 2, check"):
        print_line_checks(company=story.company, actor=build.ALICE, batch=batch, order=PrintOrder((1, 2)))
    assert books.contents() == before
    done = print_line_checks(company=story.company, actor=build.ALICE, batch=batch, order=PrintOrder((3, 1)))
    assert [(line, check.number, check.payee) for line, check in done] == [(1, "42", "Hyra"), (3, "43", "Leverans AB")]
    assert BankAccount.objects.get(company=story.company.id).last_check_number == "43"
    event = Event.objects.filter(company=story.company.id).latest("id")
    assert (event.action, event.subject, event.actor) == ("checks.printed", "UT", build.ALICE)
    assert set(CheckEntry.objects.values_list("state", "kind")) == {("PRINTED", "COMPUTER")}
