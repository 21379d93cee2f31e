"""Finance charge memos: made, issued, cancelled."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.cancelling_reminders import cancel_reminders
from reskontra.collections.checks_of_documents import documents_that_differ
from reskontra.collections.finance_charge_plans import MemoOrder
from reskontra.collections.finance_charges import make_memos
from reskontra.collections.hand_overs import hand_over, take_back
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.making_reminders import Blocks
from reskontra.collections.models import CollectionDocument, CollectionLine, CustomerTerms, LetterText
from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms_by_name import named_terms
from reskontra.ledger.models import Account, VoucherLine
from reskontra.parties.models import Party
from reskontra.parties.queries import PartyUnknown
from reskontra.receivables.cli_entries import parse_name
from reskontra.receivables.models import Entry
from tests import books, build
from tests.collections import reminding
from tests.collections.charging import DAY, TOLD, cancel, charges, issue, lines, make
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
LATER = date(2026, 3, 31)


def test_interest_is_charged_once_and_again_when_it_is_cancelled(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    before = books.contents()
    assert charges(make(company, is_preview=True)) == [("C1", "187.50", "0.00")]
    assert books.contents() == before
    (made,) = make(company).made
    assert (made.number, made.due_date) == ("RFU000001", date(2026, 3, 22))
    assert lines(company, made.number) == [
        ("OVERDUE", 187_50, 30, ""), ("RATE", 187_50, 30, "30 × 12\u00a0500,00 × 1,5 % / 30"),
    ]  # fmt: skip
    assert charges(make(company)) == [("C1", "SEK", "DRAFT_EXISTS")]
    (done,) = issue(company).done
    assert (done.document, done.posted.minor) == ("RF000001", 187_50)
    entry = Entry.objects.get(company=company.id, document_number="RF000001")
    assert (entry.document_type, entry.remaining_minor, entry.due_date) == (
        "FINANCE_CHARGE", 187_50, date(2026, 3, 22),
    )  # fmt: skip
    moved = VoucherLine.objects.filter(company=company.id, voucher=entry.voucher_id)
    assert dict(moved.values_list("account__number", "amount_minor")) == {"1510": 187_50, "8313": -187_50}
    assert charges(make(company)) == []  # nor does the memo bear interest itself
    assert charges(make(company, LATER)) == [("C1", "181.25", "0.00")]
    assert [one.document for one in issue(company).done] == ["RF000002"]
    (refused,) = cancel(company, "RF000001").refused
    assert (refused.code, refused.values["later"]) == ("charged_later", "RF000002")
    assert len(cancel(company, "RF000002", "RF000001").done) == 2
    story.tell("interest 2026-03-31 INV-1 368.75")
    assert charges(make(company)) == [("C1", "187.50", "0.00")]


def test_what_was_charged_meanwhile_is_not_charged_by_an_older_draft(company: CompanyFacts) -> None:
    Story(company).tells(TOLD)
    make(company)
    CollectionDocument.objects.filter(company=company.id).update(state="DELETED")
    make(company, LATER)
    issue(company)
    CollectionDocument.objects.filter(company=company.id, state="DELETED").update(state="DRAFT")
    (refused,) = issue(company).refused
    assert (refused.place, refused.code) == ("RFU000001", "interest_charged_meanwhile")


@pytest.mark.parametrize("posts_interest", [True, False])
def test_a_reminder_does_not_charge_again_what_a_memo_has_charged(company: CompanyFacts, posts_interest: bool) -> None:
    """Both were drafted before either was issued; the days of both are charged, and asked for, once."""
    story = Story(company)
    story.tells(TOLD)
    reminding.terms(company, "T", calculates_interest=True, posts_interest=posts_interest)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    (reminder,) = reminding.make(company, LATER).made
    assert reminder.draft.sums.interest_minor == 368_75
    make(company)
    assert len(issue(company).done) == 1
    (refused,) = issue_reminders(company=company, actor=build.BOB).refused
    assert refused.code == "interest_charged_meanwhile"


def test_a_reminder_whose_interest_a_memo_goes_on_from_is_not_cancelled(company: CompanyFacts) -> None:
    """Its days would never be charged again."""
    Story(company).tells(TOLD)
    reminding.terms(company, "T", calculates_interest=True, posts_interest=True)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    reminding.make(company, DAY)
    (issued,) = issue_reminders(company=company, actor=build.BOB).done
    assert issued.posted.minor == 187_50
    assert charges(make(company, LATER)) == [("C1", "181.25", "0.00")]
    issue(company)
    numbers = [issued.document]
    (refused,) = cancel_reminders(company=company, actor=build.BOB, numbers=numbers).refused
    assert (refused.code, refused.values["later"]) == ("charged_later", "RF000001")
    cancel(company, "RF000001")
    assert cancel_reminders(company=company, actor=build.BOB, numbers=numbers).refused == ()
    assert charges(make(company, LATER)) == [("C1", "368.75", "0.00")]


def test_a_draft_is_issued_only_of_what_is_still_to_be_charged(company: CompanyFacts) -> None:
    """Paid, disputed, held, moved or handed over since: refused, and nothing is posted."""
    story = Story(company)
    story.tells(TOLD)
    make(company)
    entry = Entry.objects.filter(company=company.id, document_number="INV-1")
    changes: list[dict[str, object]] = [
        {"on_hold": "EVA"}, {"dispute_status": "PRICE"}, {"due_date": date(2026, 2, 10)},
        {"due_date": date(2026, 3, 2)},
    ]  # fmt: skip
    for change in changes:
        was = entry.values(*change).get()
        entry.update(**change)
        (refused,) = issue(company).refused
        assert (refused.place, refused.code) == ("RFU000001", "memo_draft_outdated")
        entry.update(**was)
    names = (parse_name("customer:INV-1"),)
    given = hand_over(company=company, actor=build.BOB, names=names, to="agency", note="", today=LATER)
    assert [one.code for one in issue(company).refused] == ["memo_draft_outdated"]
    assert charges(make(company, LATER, is_preview=True)) == [("C1", "SEK", "HANDED_OVER")]
    take_back(company=company, actor=build.BOB, number=given.number)
    story.tell("payment C1 P-1 -2500.00 from=2026-03-01")
    story.tell("settle P-1 INV-1")
    (refused,) = issue(company).refused
    assert [str(refused.values[name]) for name in ("charged", "due")] == ["187.50 SEK", "186.25 SEK"]


@pytest.mark.parametrize("memo_first", [True, False])
def test_the_compensation_covers_the_fee_of_a_memo(company: CompanyFacts, memo_first: bool) -> None:
    """450 in all, whichever of the memo with its 60 and the reminder with its 450 comes first."""
    Story(company).tells(TOLD.replace("due=20D", "due=20D fee=60.00"))
    reminding.terms(company, "T", line_cost="COMPENSATION", line_fee_minor=450_00)
    party = Party.objects.get(company=company.id, number="C1")
    CustomerTerms.objects.update_or_create(
        company_id=company.id, party_id=party.id, defaults={"is_due_agreed": True, "is_fee_agreed": True}
    )
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    if memo_first:
        assert charges(make(company)) == [("C1", "187.50", "60.00")]
        issue(company)
    (reminder,) = reminding.make(company, DAY).made
    assert reminder.draft.sums.line_fee_minor == (390_00 if memo_first else 450_00)
    assert len(issue_reminders(company=company, actor=build.BOB).done) == 1
    if not memo_first:
        assert charges(make(company)) == [("C1", "187.50", "0.00")]


@pytest.mark.damages_books
def test_days_that_are_charged_twice_are_found(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    make(company)
    issue(company)
    make(company, LATER)
    issue(company)
    assert list(documents_that_differ(company=company)) == []
    lines = CollectionLine.objects.filter(company=company.id, document__number="RF000002")
    with books.unguarded():
        lines.filter(role="OVERDUE").update(from_date=date(2026, 3, 1))
    (found,) = documents_that_differ(company=company)
    assert str(found) == "RF000001 and RF000002 charge interest on INV-1 for the same days."


def test_a_run_that_was_cut_short_is_finished_by_repeating_it(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    story.tell('customer C2 "Beta AB" finance_charge_terms=M')
    story.tell("invoice C2 INV-2 1000.00 from=2026-01-01 due=2026-01-31")
    make(company, customers=("C2",))
    assert charges(make(company)) == [("C1", "187.50", "0.00"), ("C2", "SEK", "DRAFT_EXISTS")]
    assert len(issue(company, "RFU000002").done) == 1
    assert [one.draft for one in issue(company).done] == ["RFU000001"]
    assert issue(company).done == ()
    with pytest.raises(PartyUnknown):
        make(company, customers=("C9",))


def test_texts_rounding_and_vat_are_on_the_memo(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    story.tells("interest-terms M fee=60.00")
    story.tell('customer C2 "Beta Ltd" finance_charge_terms=M language=en')
    story.tell("agreed C2 fee")
    story.tell("invoice C2 INV-2 10000.00 from=2026-01-01 due=2026-01-31")
    story.tell("payment C2 P-1 -4000.00 from=2026-02-15")
    story.tell("settle P-1 INV-2")
    Account.objects.filter(company=company.id, number="3540").update(vat_code="25")
    change_settings(company=company, actor=build.BOB, values={"reminders_rounded": True})
    terms = named_terms(company=company, kind="FINANCE_CHARGE")["M"].id
    for language, text in (
        ("sv", "Betala {total} senast {due_date}."),
        ("en", "Pay %7 {currency} at {interest_rate} %."),
    ):
        LetterText(company_id=company.id, terms_id=terms, language=language, part="ENDING", text=text).save()
    make(company)
    assert lines(company, "RFU000001")[2:] == [
        ("ROUNDING", 50, 0, "Avrundning"), ("ENDING", 0, 0, "Betala 188,00 senast 2026-03-22."),
    ]  # fmt: skip
    assert lines(company, "RFU000002") == [
        ("OVERDUE", 120_00, 30, ""),
        ("RATE", 120_00, 30, "(15 × 10,000.00 + 15 × 6,000.00) × 1.5 % / 30"),
        ("FEE", 60_00, 0, "Fee"),
        ("ENDING", 0, 0, "Pay 195.00 SEK at 1.5 %."),
    ]
    assert [one.posted.minor for one in issue(company).done] == [188_00, 195_00]


def test_a_run_that_is_cut_short_is_finished_by_repeating_it(company: CompanyFacts) -> None:
    story = Story(company)
    story.tells(TOLD)
    story.tells('customer C2 "Beta AB" finance_charge_terms=M\ninvoice C2 INV-2 100.00 from=2026-01-01 due=2026-01-31')
    seen: list[tuple[int, int]] = []

    def cut(done: int, total: int) -> None:
        seen.append((done, total))
        raise KeyboardInterrupt

    order = MemoOrder(document_date=LATER)
    with pytest.raises(KeyboardInterrupt):
        make_memos(company=company, actor=build.ALICE, order=order, blocks=Blocks(1, cut))
    assert seen == [(1, 2)]
    assert charges(make(company, LATER)) == [("C2", "2.95", "0.00"), ("C1", "SEK", "DRAFT_EXISTS")]
    assert CollectionDocument.objects.filter(company=company.id, state="DRAFT").count() == 2
