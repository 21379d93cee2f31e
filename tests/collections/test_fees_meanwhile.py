"""What was issued since, and what a draft itself charges for a document, covers its fees when it is issued."""

from __future__ import annotations

import pytest

from reskontra.collections.draft_lines import LineFeeChange, change_line_fee, delete_lines
from reskontra.collections.editing_reminders import add_document, set_line_level, suggest_lines, update_texts
from reskontra.collections.issuing import Outcome
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.models import CustomerTerms
from reskontra.collections.reminder_terms_editing import LevelChange, set_reminder_level
from reskontra.companies.models import Company
from reskontra.companies.queries import CompanyFacts, company_by_id
from reskontra.parties.models import Party
from tests import books, build
from tests.collections import reminding
from tests.collections.charging import DAY, TOLD, issue, make
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("country", "line_fee", "memo_first", "left"),
    [
        ("SE", 450_00, True, "390.00 SEK"),
        ("SE", 450_00, False, "0.00 SEK"),
        ("DE", 400_00, True, "340.00 SEK"),
        ("DE", 400_00, False, "0.00 SEK"),
    ],
)
def test_two_drafts_never_charge_a_claim_more_than_its_compensation(
    company: CompanyFacts, country: str, line_fee: int, memo_first: bool, left: str
) -> None:
    Company.objects.filter(id=company.id).update(country=country)
    company = company_by_id(id=company.id)
    Story(company).tells(TOLD.replace("due=20D", "due=20D fee=60.00"))
    reminding.terms(company, "T", line_cost="COMPENSATION", line_fee_minor=line_fee)
    party = Party.objects.get(company=company.id, number="C1")
    CustomerTerms.objects.update_or_create(
        company_id=company.id, party_id=party.id, defaults={"is_due_agreed": True, "is_fee_agreed": True}
    )
    Party.objects.filter(company=company.id).update(reminder_terms="T", finance_charge_terms="M")
    assert make(company).made[0].sums.fee_minor == 60_00
    (reminder,) = reminding.make(company, DAY).made
    assert reminder.draft.sums.line_fee_minor == line_fee - 60_00  # it knows the memo that is not issued yet
    change_line_fee(
        company=company, actor=build.BOB, number=reminder.number, position=2, change=LineFeeChange(line_fee),
        reason="agreed",
    )  # fmt: skip

    def remind() -> Outcome:
        return issue_reminders(company=company, actor=build.BOB)

    def charge() -> Outcome:
        return issue(company)

    first, second = (charge, remind) if memo_first else (remind, charge)
    assert len(first().done) == 1
    before = books.contents()
    (refused,) = second().refused
    assert (refused.code, refused.values["number"], str(refused.values["most"])) == (
        "fee_covered_meanwhile", "INV-1", left,
    )  # fmt: skip
    assert books.contents() == before
    if memo_first:
        changed = suggest_lines(company=company, actor=build.BOB, number="BPU000001")
        assert changed.sums.line_fee_minor == line_fee - 60_00
        assert not remind().refused


def test_a_memo_knows_the_compensation_of_a_draft(company: CompanyFacts) -> None:
    Story(company).tells(TOLD.replace("due=20D", "due=20D fee=60.00"))
    reminding.terms(company, "T", line_cost="COMPENSATION", line_fee_minor=450_00)
    party = Party.objects.get(company=company.id, number="C1")
    CustomerTerms.objects.filter(company=company.id, party=party.id).update(is_fee_agreed=True)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    (reminder,) = reminding.make(company, DAY).made
    (memo,) = make(company).made
    assert (reminder.draft.sums.line_fee_minor, memo.sums.fee_minor) == (450_00, 0)
    assert len(issue_reminders(company=company, actor=build.BOB).done) == len(issue(company).done) == 1


def test_a_letter_never_charges_a_fee_on_top_of_its_own_compensation(company: CompanyFacts) -> None:
    """However its lines were changed; where it asks for another claim too, that one bears the letter's fee."""
    reminding.terms(company, cost="REMINDER", fee_minor=60_00)
    change = LevelChange(line_cost="COMPENSATION", line_fee_minor=450_00)
    set_reminder_level(company=company, actor=build.BOB, code="T", number=2, change=change)
    party = reminding.debtor(company)
    reminding.of_law(company, party, is_due_agreed=True, is_fee_agreed=True)
    build.invoice(company, party, number="A")
    build.invoice(company, party, number="B")
    (made,) = reminding.make(company, DAY).made
    common = {"company": company, "actor": build.BOB, "number": made.number}
    because = {"reason": "agreed"}

    def fees() -> list[tuple[str, str, int]]:
        return [
            (role, document, minor)
            for role, document, _level, minor in reminding.held(company, made.number)
            if role in ("FEE", "LINE_FEE")
        ]

    def refused() -> list[tuple[str, object, str]]:
        found = issue_reminders(company=company, actor=build.BOB, is_preview=True).refused
        return [(one.code, one.values["number"], str(one.values["most"])) for one in found]

    of_letter, of_document = ("FEE", "", 60_00), ("LINE_FEE", "A", 450_00)
    assert fees() == [of_letter]
    set_line_level(**common, position=1, level=2)
    assert (fees(), refused()) == ([of_document, of_letter], [])
    delete_lines(**common, positions=[3])
    assert (fees(), refused()) == ([of_document, of_letter], [("fee_covered_meanwhile", "A", "0.00 SEK")])
    assert update_texts(**common, has_fee=True).sums.fee_minor == 0
    assert (fees(), refused()) == ([of_document], [])
    change_line_fee(**common, position=2, change=LineFeeChange(40_00), **because)
    assert update_texts(**common, level=2, has_fee=True).sums.fee_minor == 20_00
    assert refused() == []
    change_line_fee(**common, position=2, change=LineFeeChange(450_00), **because)
    assert refused() == [("fee_covered_meanwhile", "A", "0.00 SEK")]
    add_document(**common, document="B", level=1)
    assert refused() == []
    delete_lines(**common, positions=[3])
    assert len(issue_reminders(company=company, actor=build.BOB).refused) == 1
    delete_lines(**common, positions=[4], **because)
    (done,) = issue_reminders(company=company, actor=build.BOB).done
    assert done.posted.minor == 450_00
