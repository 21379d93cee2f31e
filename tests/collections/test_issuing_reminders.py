"""Reminders issued many at once, and what keeps a draft from it; cancelled again, levels are as they were."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.collections.cancelling_reminders import LaterReminder, cancel_reminders, delete_reminder_drafts
from reskontra.collections.disputes import DisputeOrder, open_dispute
from reskontra.collections.editing_reminders import suggest_lines
from reskontra.collections.issuing import Outcome
from reskontra.collections.issuing_reminders import issue_reminders
from reskontra.collections.making_reminders import Blocks
from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_queries import find_reminder, reminders
from reskontra.companies.actions import move_periods, set_rate
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.ledger.models import VoucherLine
from reskontra.parties.models import Party
from reskontra.parties.queries import find_party
from reskontra.receivables.cli_entries import parse_name
from reskontra.receivables.models import Entry
from tests import books, build
from tests.collections import charging
from tests.collections import claim_cases as cases
from tests.collections.reminding import DAY, debtor, held, make, of_law, terms, why
from tests.story import Story

pytestmark = pytest.mark.django_db


def issue(company: CompanyFacts, *drafts: str, **words: object) -> Outcome:
    return issue_reminders(company=company, actor=build.BOB, drafts=drafts or None, **words)  # type: ignore[arg-type]


def cancel(company: CompanyFacts, *numbers: str, **words: object) -> Outcome:
    return cancel_reminders(company=company, actor=build.BOB, numbers=numbers, **words)  # type: ignore[arg-type]


def codes(outcome: Outcome) -> dict[str, str]:
    return {one.place: one.code for one in outcome.refused}


def levels(company: CompanyFacts, number: str) -> dict[str, int]:
    return {document: level for role, document, level, _minor in held(company, number) if role == "OVERDUE"}


def test_the_specification_s_example(company: CompanyFacts) -> None:
    """5.3: grace 13D, 13D, 30D and no formula for the due date; A due 1 September, B due 1 October."""
    terms(company, graces=("13D", "13D", "30D"), due_formula="")
    party = debtor(company)
    for number, due in (("A", "2025-09-01"), ("B", "2025-10-01")):
        build.invoice(company, party, number=number, posting_date="2025-08-01", due_date=due)
    expected = {
        date(2025, 9, 14): {}, date(2025, 9, 15): {"A": 1}, date(2025, 9, 28): {}, date(2025, 9, 30): {"A": 2},
        date(2025, 11, 15): {"A": 3, "B": 1},
    }  # fmt: skip
    for day, found in expected.items():
        made = make(company, day).made
        assert len(made) == bool(found)
        for one in made:
            assert levels(company, one.number) == found
            issue(company)
    last = reminders(company=company)[0]
    assert (last.number, last.level, last.due_date) == ("BP000003", 3, date(2025, 11, 15))
    cancel(company, "BP000003")
    (again,) = make(company, date(2025, 11, 15), is_at_one_level=True).made
    assert levels(company, again.number) == {"A": 3, "B": 3}


def test_what_terms_flag_is_posted(company: CompanyFacts) -> None:
    party = debtor(company, terms="SE-KONSUMENT")
    of_law(company, party, is_consumer=True, is_fee_agreed=True)
    build.invoice(company, party, amount="1000.40")
    set_setting(company=company, actor=build.BOB, key="reminders_rounded", value="true")
    (made,) = make(company).made
    assert codes(issue(company)) == {made.number: "reminder_rounding_not_agreed"}
    before = books.contents()
    assert [one.posted.minor for one in issue(company, accepts_rounding=True, is_preview=True).done] == [59_60]
    assert books.contents() == before
    (done,) = issue(company, accepts_rounding=True).done
    assert (done.document, done.draft, done.total.minor, done.posted.minor) == ("BP000001", "BPU000001", 1060_00, 59_60)
    found = find_reminder(company=company, number="BP000001")
    moved = VoucherLine.objects.filter(voucher=found.voucher_id).values_list("account__number", "amount_minor")
    assert dict(moved) == {"1510": 59_60, "3540": -60_00, "3740": 40}
    entry = Entry.objects.get(id=found.entry_id)
    assert (entry.document_type, entry.document_number, entry.due_date, entry.remaining_minor) == (
        "REMINDER", "BP000001", found.due_date, 59_60,
    )  # fmt: skip
    assert codes(issue(company, made.number)) == {made.number: "no_longer_a_draft"}
    assert issue(company) == Outcome((), ())
    (second,) = make(company, date(2026, 4, 30)).made  # the posted fee is an open entry of its own
    assert levels(company, second.number) == {"INV-1": 2, "BP000001": 1}


def test_in_another_currency(company: CompanyFacts) -> None:
    terms(company, cost="REMINDER", fees={"EUR": (5_00, 0)})
    party = debtor(company)
    of_law(company, party, is_fee_agreed=True)
    set_rate(company=company, actor=build.BOB, currency="EUR", day=date(2026, 1, 1), rate_e8=1_105_000_000)
    build.invoice(company, party, currency="EUR")
    make(company)
    (done,) = issue(company, posting_date=date(2026, 4, 1)).done
    found = find_reminder(company=company, number=done.document)
    lines = VoucherLine.objects.filter(voucher=found.voucher_id, posting_date=date(2026, 4, 1))
    assert set(lines.values_list("amount_minor", "currency_minor")) == {(55_25, 5_00), (-55_25, -5_00)}


def test_what_keeps_drafts_from_being_issued(company: CompanyFacts) -> None:
    terms(company, line_cost="DEMAND", line_fee_minor=50_00)
    numbers = [f"C{number}" for number in range(1, 8)]
    for number in numbers:
        build.invoice(company, debtor(company, number), number=f"F-{number}")
    drafts = {one.draft.planned.account.party.number: one.number for one in make(company).made}
    Party.objects.filter(number="C1").update(blocked="ALL")
    Party.objects.filter(number="C2").update(is_privacy_blocked=True)
    build.document(company, build.customer(company, number="C9"), number="X", amount="1.00", document_type="invoice")
    Entry.objects.filter(document_number="F-C3").update(on_hold="X")
    order = DisputeOrder(parse_name("customer:F-C4"), "delivery", amount="100.00")
    open_dispute(company=company, actor=build.BOB, order=order, today=DAY)
    expected = {
        drafts["C1"]: "party_blocked_for", drafts["C2"]: "collection_privacy_blocked",
        drafts["C3"]: "reminder_draft_outdated", drafts["C4"]: "reminder_draft_outdated",
        "BPU9": "collection_document_unknown",
    }  # fmt: skip
    done = issue(company, *drafts.values(), "BPU9")
    assert codes(done) == expected
    assert [one.document for one in done.done] == ["BP000001", "BP000002", "BP000003"]
    move_periods(company=company, actor=build.BOB, fiscal_year="2026", move="close", through=date(2026, 4, 30))
    Entry.objects.filter(document_number="F-C3").update(on_hold="")
    assert codes(issue(company, drafts["C3"])) == {drafts["C3"]: "period_closed"}
    line = CollectionLine.objects.get(document__draft_number=drafts["C3"], role="LINE_FEE")
    line.entry_id, line.level = Entry.objects.get(document_number="F-C5").id, 1
    line.save()
    again = issue(company, drafts["C3"], posting_date=date(2026, 5, 1))
    assert codes(again) == {drafts["C3"]: "line_fee_charged_before"}
    delete_reminder_drafts(company=company, actor=build.BOB, drafts=[drafts["C3"]])


def test_promises_hold_at_issue_as_they_did_when_the_draft_was_made(company: CompanyFacts) -> None:
    """Terms without pauses, terms with longer ones, and a promise of which the part was paid."""
    terms(company, "NEVER", pauses_promises=False)
    terms(company, "LONG", promise_days=9)
    terms(company)
    for number, code in (("C1", "NEVER"), ("C2", "LONG"), ("C3", "T"), ("C4", "LONG")):
        build.invoice(company, debtor(company, number, terms=code), number=f"F-{number}")
    Entry.objects.filter(document_number="F-C1").update(promised_date=DAY)
    Entry.objects.filter(document_number="F-C4").update(promised_date=date(2026, 3, 22))
    cases.promised(company, "F-C3", day=DAY, amount="400.00")
    cases.pay(company, find_party(company=company, ledger="CUSTOMER", number="C3"), "F-C3", "400.00", day=DAY)
    made = make(company)
    drafts = {one.draft.planned.account.party.number: one.number for one in made.made}
    assert (list(drafts), why(made)) == (["C1", "C2", "C3"], {"C4": ("PROMISED", "2026-03-31")})
    Entry.objects.filter(document_number="F-C2").update(promised_date=date(2026, 3, 22))
    assert codes(issue(company, *drafts.values())) == {drafts["C2"]: "reminder_draft_outdated"}


def test_cancelling_takes_back_what_was_posted_then(company: CompanyFacts) -> None:
    terms(company, line_cost="COMPENSATION", line_fee_minor=450_00)
    party = debtor(company)
    build.invoice(company, party)
    make(company)
    issue(company)
    (made,) = make(company, date(2026, 4, 30)).made
    assert held(company, made.number)[:1] == [("OVERDUE", "INV-1", 2, 1000_00)]
    issue(company)
    refused = cancel(company, "BP000001", "BP000009")
    assert codes(refused) == {"BP000001": "later_reminder", "BP000009": "collection_document_unknown"}
    assert isinstance(refused.refused[0], LaterReminder)
    (taken,) = cancel(company, "BP000002", has_own_number=True, day=date(2026, 5, 4)).done
    found = find_reminder(company=company, number="BP000002")
    assert (found.state, found.cancel_number, taken.draft) == ("CANCELLED", "BPM000001", made.number)
    assert Entry.objects.filter(party=party.id, document_type="REMINDER", remaining_minor__gt=0).count() == 1
    (again,) = make(company, date(2026, 4, 30)).made
    assert held(company, again.number) == held(company, made.number)
    assert codes(cancel(company, "BP000002")) == {"BP000002": "cancelled_already"}
    assert codes(cancel(company, again.number)) == {again.number: "not_issued"}


def test_a_draft_at_a_level_whose_reminder_was_cancelled_since_is_made_anew(company: CompanyFacts) -> None:
    terms(company)
    build.invoice(company, debtor(company))
    make(company)
    issue(company)
    (made,) = make(company, date(2026, 4, 30)).made
    assert not cancel(company, "BP000001").refused
    refused = issue(company)
    assert codes(refused) == {made.number: "level_cancelled_meanwhile"}
    values = refused.refused[0].values
    assert [values[name] for name in ("number", "level", "cancelled", "before")] == ["INV-1", 2, "BP000001", 1]
    suggest_lines(company=company, actor=build.BOB, number=made.number)
    assert not issue(company).refused
    assert levels(company, made.number) == {"INV-1": 1}


def test_days_of_interest_that_a_cancelled_memo_charged_are_not_lost(company: CompanyFacts) -> None:
    Story(company).tells(charging.TOLD)
    terms(company, posts_interest=True, calculates_interest=True)
    Party.objects.filter(company=company.id).update(reminder_terms="T")
    charging.make(company, DAY)
    charging.issue(company)
    (made,) = make(company, date(2026, 4, 10)).made
    assert not charging.cancel(company, "RF000001").refused
    refused = issue(company)
    assert codes(refused) == {made.number: "interest_cancelled_meanwhile"}
    assert [refused.refused[0].values[name] for name in ("document", "cancelled")] == ["INV-1", "RF000001"]
    suggest_lines(company=company, actor=build.BOB, number=made.number)
    assert not issue(company).refused
    found = CollectionLine.objects.filter(document__state="ISSUED", role="OVERDUE")
    assert list(found.values_list("from_date", "days")) == [(date(2026, 1, 31), 69)]


def test_a_fee_that_was_paid_keeps_its_reminder(company: CompanyFacts) -> None:
    terms(company, cost="DEMAND", fee_minor=180_00)
    party = debtor(company)
    build.invoice(company, party)
    make(company)
    issue(company)
    story = Story(company)
    story.tells(
        """
        bank      B1 1000.00
        statement B1 2026-04-02
        line      180.00 text="BP000001"
        import
        match
        apply     1 BP000001
        post
        """
    )
    assert codes(cancel(company, "BP000001")) == {"BP000001": "entry_applied"}


def test_a_moved_due_date_moves_the_next_level(company: CompanyFacts) -> None:
    terms(company)
    fact = build.invoice(company, debtor(company), due_date="2026-03-20")
    make(company)
    issue(company)  # due 10 April; grace of level 2 until 15 April
    assert why(make(company, date(2026, 4, 15))) == {"C1": ("IN_GRACE", "2026-04-15")}
    Entry.objects.filter(id=fact.entry_id).update(due_date=date(2026, 3, 25))
    assert why(make(company, date(2026, 4, 20))) == {"C1": ("IN_GRACE", "2026-04-20")}
    (made,) = make(company, date(2026, 4, 21)).made
    for due, codes_found in (("2026-04-21", {made.number: "reminder_draft_outdated"}), ("2026-04-20", {})):
        Entry.objects.filter(id=fact.entry_id).update(due_date=date.fromisoformat(due))
        assert codes(issue(company)) == codes_found


def test_many_cost_no_more_queries(company: CompanyFacts) -> None:
    terms(company, cost="DEMAND", fee_minor=180_00)

    def queries(*numbers: int) -> int:
        for number in numbers:
            build.invoice(company, debtor(company, f"C{number}"), number=f"F-{number}")
        make(company)
        with CaptureQueriesContext(connection) as sent:
            assert len(issue(company).done) == len(numbers)
        return len(sent)

    queries(0)
    assert queries(1) == queries(*range(2, 9))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["make", "issue", "cancel", "wait"]), min_size=4, max_size=10))
def test_whatever_is_done_levels_are_those_of_what_stands(company: CompanyFacts, steps: list[str]) -> None:
    """Making, issuing and cancelling in any order: an entry's level is that of the last reminder that stands."""
    number = f"L{len(reminders(company=company, states=('DRAFT', 'ISSUED', 'CANCELLED', 'DELETED')))}"
    if not Party.objects.filter(number="C1").exists():
        terms(company)
        debtor(company)
    for one in reminders(company=company, states=("DRAFT",)):
        delete_reminder_drafts(company=company, actor=build.BOB, drafts=[one.draft_number])
    party = find_party(company=company, ledger="CUSTOMER", number="C1")
    build.invoice(company, party, number=number, due_date="2026-02-10")
    day, standing = DAY, list[str]()
    for step in steps:
        if step == "wait":
            day += timedelta(days=20)
        elif step == "make":
            for made in make(company, day).made:
                assert levels(company, made.number)[number] == min(len(standing) + 1, 3)
        elif step == "issue":
            standing += [one.document for one in issue(company).done]
        elif standing:
            assert not cancel(company, standing[-1]).refused
            standing.pop()
    for one in reversed(standing):
        assert not cancel(company, one).refused


def test_a_fee_alone_is_not_issued(company: CompanyFacts) -> None:
    """A draft whose last document was taken off before the fee left with it."""
    terms(company, cost="DEMAND", fee_minor=180_00)
    build.invoice(company, debtor(company))
    (made,) = make(company).made
    CollectionLine.objects.filter(company=company.id, role="OVERDUE").delete()
    CollectionDocument.objects.filter(company=company.id).update(remaining_minor=0)
    before = books.contents()
    assert codes(issue(company)) == {made.number: "reminder_of_nothing_overdue"}
    assert books.contents() == before


def test_a_run_that_was_cut_short_is_finished_by_repeating_it(company: CompanyFacts) -> None:
    """What was issued by then stays, and each has one number and one voucher in the end."""
    terms(company, cost="DEMAND", fee_minor=180_00)
    for number in ("C1", "C2", "C3"):
        build.invoice(company, debtor(company, number), number=f"F-{number}")
    make(company)

    def ended(done: int, total: int) -> None:
        assert (done, total) == (2, 3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue(company, blocks=Blocks(2, ended))
    assert [one.number for one in reminders(company=company, states=("ISSUED",))] == ["BP000002", "BP000001"]
    assert [one.draft for one in issue(company, blocks=Blocks(2)).done] == ["BPU000003"]
    assert issue(company) == Outcome((), ())
    posted = Entry.objects.filter(document_type="REMINDER").order_by("id").values_list("document_number", flat=True)
    assert list(posted) == ["BP000001", "BP000002", "BP000003"]
