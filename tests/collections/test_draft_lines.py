"""Texts on drafts by hand, and a letter's own fee changed for a reason that is kept."""

from __future__ import annotations

import pytest

from reskontra.audit.queries import events_about
from reskontra.collections.draft_lines import (
    LONGEST_TEXT,
    DraftTextUnfit,
    LineFeeChange,
    ReminderLineUnknown,
    add_text,
    change_line_fee,
    change_text,
    delete_lines,
)
from reskontra.collections.reminder_queries import find_reminder, reminder_lines
from reskontra.companies.queries import CompanyFacts
from reskontra.core.late_payment_law import FeeAboveLaw
from reskontra.formats.csv_table import ValueHoldsUnseen
from tests import books, build
from tests.collections.reminding import debtor, make, terms

pytestmark = pytest.mark.django_db
N = "BPU000001"


def texts(company: CompanyFacts) -> list[tuple[int, str, str]]:
    found = reminder_lines(company=company, id=find_reminder(company=company, number=N).id)
    return [(line.position, line.role, line.text) for line in found if line.text]


def test_texts_and_the_letter_s_fee(company: CompanyFacts) -> None:
    terms(company, cost="DEMAND", fee_minor=180_00)
    build.invoice(company, debtor(company))
    make(company)
    common = {"company": company, "actor": build.BOB, "number": N}
    add_text(**common, text="  Hör av dig.\r\nVi finns här. ")
    assert texts(company)[-1] == (3, "TEXT", "Hör av dig.\nVi finns här.")
    change_text(**common, position=3, text="Ring oss.")
    assert texts(company)[-1] == (3, "TEXT", "Ring oss.")
    before = books.contents()
    for text in ("", " \n", "x" * (LONGEST_TEXT + 1)):
        with pytest.raises(DraftTextUnfit):
            add_text(**common, text=text)
    with pytest.raises(ValueHoldsUnseen):
        change_text(**common, position=3, text="a\001b")
    with pytest.raises(ValueHoldsUnseen):
        change_line_fee(**common, position=2, change=LineFeeChange(text="a\001b"))
    with pytest.raises(ReminderLineUnknown):
        change_text(**common, position=2, text="No text")
    with pytest.raises(FeeAboveLaw):
        change_line_fee(**common, position=2, change=LineFeeChange(180_01), reason="more")
    assert books.contents() == before
    changed = change_line_fee(**common, position=2, change=LineFeeChange(100_00), reason="as agreed")
    assert changed.sums.total_minor == 1100_00
    assert delete_lines(**common, positions=[2], reason="goodwill").sums.fee_minor == 0
    told = events_about(company=company.id, subject=N, actions="", most=2)
    assert [one.content["reason"] for one in told] == ["goodwill", "as agreed"]
