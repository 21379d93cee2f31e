"""Reminders drafted for all customers at once, and who gets none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.collections.making_reminders import Blocks, StatementMissing, StatementTooOld, make_reminders
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_plans import MakeOrder
from reskontra.collections.reminder_queries import find_reminder, reminder_lines
from reskontra.collections.reminder_terms import ReminderTermsUnknown
from reskontra.companies.actions import set_rate
from reskontra.companies.currencies import CurrencyChange, set_currency
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.settings import set_setting
from reskontra.companies.terms_by_name import keep_terms_name
from reskontra.parties.models import Party
from reskontra.parties.queries import PartyUnknown
from reskontra.receivables.models import Entry
from tests import books, build
from tests.collections.reminding import DAY, debtor, held, make, of_law, terms, why

pytestmark = pytest.mark.django_db


def test_a_reminder_is_drafted_in_the_customer_s_language(company: CompanyFacts) -> None:
    party = debtor(company, terms="SE-KONSUMENT", language="en")
    of_law(company, party, is_consumer=True, is_fee_agreed=True)
    build.invoice(company, party, number="INV-1")
    build.document(company, party, number="K-1", amount="-200.00", document_type="credit_memo")
    build.document(company, party, number="P-1", amount="-50.00", document_type="payment", due_date="2026-04-20")
    (made,) = make(company, is_overdue_only=False).made
    found = find_reminder(company=company, number=made.number)
    assert (found.draft_number, found.number, found.level, found.due_date) == ("BPU000001", "", 1, date(2026, 4, 10))
    assert (found.sums.remaining_minor, found.sums.fee_minor, found.sums.total_minor) == (800_00, 60_00, 860_00)
    assert held(company, made.number) == [
        ("OVERDUE", "INV-1", 1, 1000_00), ("OVERDUE", "K-1", 1, -200_00), ("FEE", "", 1, 60_00),
        ("NOT_DUE", "P-1", 0, 0),
    ]  # fmt: skip
    texts = [line.text for line in reminder_lines(company=company, id=found.id) if line.text]
    assert "Please pay 860.00 SEK by 10\xa0Apr\xa02026." in texts[0]
    assert texts[1] == "Reminder fee"
    assert why(make(company)) == {"C1": ("DRAFT_EXISTS", "BPU000001")}


def test_who_gets_no_reminder_is_told_why(company: CompanyFacts) -> None:
    terms(company, minimum_minor=100_00, most_reminders=1)
    cases = dict.fromkeys((f"C0{number}" for number in range(1, 9)), "T") | {"C02": "", "C09": "LEER"}
    keep_terms_name(company=company, kind="REMINDER", code="LEER", name="Tomma")
    for number, code in cases.items():
        party = debtor(company, number, terms=code)
        amount = "99.99" if number == "C01" else "1000.00"
        due = "2026-03-26" if number == "C03" else "2026-03-25"
        hold = "X" if number == "C05" else ""
        build.invoice(company, party, number=f"F-{number}", amount=amount, due_date=due, on_hold=hold)
        if number == "C04":
            build.document(company, party, number="K", amount="-1000.00", document_type="credit_memo")
    Entry.objects.filter(document_number="F-C06").update(promised_date=date(2026, 3, 29))
    Party.objects.filter(number="C07").update(blocked="ALL")
    Party.objects.filter(number="C08").update(is_privacy_blocked=True)
    made = make(company)
    assert not made.made
    assert why(made) == {
        "C01": ("BELOW_MINIMUM", ""), "C02": ("NO_TERMS", ""), "C03": ("IN_GRACE", "2026-03-31"),
        "C04": ("CREDIT_BALANCE", ""), "C05": ("ON_HOLD", ""), "C06": ("PROMISED", "2026-03-31"),
        "C07": ("BLOCKED", ""), "C08": ("PRIVACY", ""), "C09": ("NO_LEVELS", "LEER"),
    }  # fmt: skip
    later = make(company, date(2026, 4, 1))  # a day on, grace and promise are over
    assert [one.draft.planned.account.party.number for one in later.made] == ["C03", "C06"]


def test_what_the_law_forbids_of_a_customer_is_left_out(company: CompanyFacts) -> None:
    terms(company, "F", graces=("5D",), line_cost="COMPENSATION", line_fee_minor=450_00)
    business, consumer = debtor(company, "C1", terms="SE-KONSUMENT"), debtor(company, "C2", terms="F")
    of_law(company, consumer, is_consumer=True)
    fresh = debtor(company, "C3", terms="F")  # no due date agreed: interest begins thirty days from the invoice
    for party, posted in ((business, "2026-01-10"), (consumer, "2026-01-10"), (fresh, "2026-03-01")):
        build.invoice(company, party, number=f"F-{party.number}", posting_date=posted, due_date="2026-03-10")
    made = {one.draft.planned.account.party.number: one.draft for one in make(company).made}
    assert [refusal.code for refusal in made["C1"].left_out] == ["reminder_fee_not_agreed"]
    assert [refusal.code for refusal in made["C2"].left_out] == ["compensation_of_consumer"]
    assert {number: one.sums.total_minor for number, one in made.items()} == dict.fromkeys(made, 1000_00)
    agreed = debtor(company, "C4", terms="F")
    of_law(company, agreed, is_due_agreed=True)
    build.invoice(company, agreed, number="F-C4", posting_date="2026-03-01", due_date="2026-03-10")
    (other,) = make(company, customers=("C4",)).made
    assert held(company, other.number) == [("OVERDUE", "F-C4", 1, 1000_00), ("LINE_FEE", "F-C4", 1, 450_00)]


def test_another_currency_has_its_fee_converted_or_its_own(company: CompanyFacts) -> None:
    terms(company, graces=("5D",), cost="REMINDER", fee_minor=60_00, fees={"USD": (5_50, 0)})
    party = debtor(company)
    of_law(company, party, is_fee_agreed=True)
    for currency, rate in (("EUR", 12 * 10**8), ("USD", 10**9)):
        set_rate(company=company, actor=build.BOB, currency=currency, day=date(2026, 1, 1), rate_e8=rate)
        build.invoice(company, party, number=f"F-{currency}", currency=currency)
    unvalued = make(company, posting_date=date(2025, 12, 31))
    assert {(one.currency, one.why.value, one.about) for one in unvalued.not_made} == {
        ("EUR", "RATE_MISSING", "EUR"), ("USD", "RATE_MISSING", "USD"),
    }  # fmt: skip
    made = {one.draft.planned.account.currency: one.draft.sums for one in make(company).made}
    assert why(make(company, customers=("C1",))) == {"C1": ("DRAFT_EXISTS", "BPU000002")}
    assert {currency: (one.fee_minor, one.rounding_minor) for currency, one in made.items()} == {
        "EUR": (5_00, 0), "USD": (5_50, 0),
    }  # fmt: skip


def test_a_total_is_rounded_to_whole_units(company: CompanyFacts) -> None:
    terms(company)
    build.invoice(company, debtor(company), amount="1000.50")
    set_setting(company=company, actor=build.BOB, key="reminders_rounded", value="true")
    (made,) = make(company).made
    assert held(company, made.number)[-1] == ("ROUNDING", "", 0, 50)
    assert made.draft.sums.total_minor == 1001_00


def test_a_total_in_another_currency_is_rounded_by_that_currencys_rule(company: CompanyFacts) -> None:
    """Half a euro or dinar is no small change, unless the company says so of that currency."""
    terms(company)
    party = debtor(company)
    set_setting(company=company, actor=build.BOB, key="reminders_rounded", value="true")
    for code, limit in (("EUR", "0.49"), ("USD", "0.50")):
        set_rate(company=company, actor=build.BOB, currency=code, day=date(2026, 1, 1), rate_e8=10**9)
        set_currency(company=company, actor=build.BOB, code=code, change=CurrencyChange(rounding_limit=limit))
        build.invoice(company, party, number=code, amount="1000.40", currency=code)
    made = {one.draft.planned.account.currency: one.draft.sums for one in make(company).made}
    assert {code: sums.total_minor for code, sums in made.items()} == {"EUR": 1000_40, "USD": 1000_00}


def test_no_reminder_while_the_bank_has_not_told(company: CompanyFacts, story: Any) -> None:
    terms(company)
    story.tells("bank B1 10000.00")
    party = debtor(company)
    build.invoice(company, party, number="INV-1", payment_reference="18")
    build.invoice(company, party, number="INV-2", amount="500.00")
    set_setting(company=company, actor=build.BOB, key="reminders_need_statement_days", value="5")
    with pytest.raises(StatementMissing, match="Bank account B1 has no statement"):
        make(company)
    story.tells(
        """
        statement B1 2026-03-25
        line      1000.00 ocr=18
        import
        match
        """
    )
    with pytest.raises(StatementTooOld, match="is of 2026-03-25, more than 5 days before"):
        make(company)
    set_setting(company=company, actor=build.BOB, key="reminders_need_statement_days", value="6")
    assert why(make(company)) == {"C1": ("RECEIPT_WAITS", "PRJ000001")}
    set_setting(company=company, actor=build.BOB, key="reminders_wait_for_receipts", value="false")
    assert len(make(company, customers=("C1",)).made) == 1


def test_a_preview_and_what_is_refused_change_nothing(company: CompanyFacts) -> None:
    terms(company)
    build.invoice(company, debtor(company))
    before = books.contents()
    order = MakeOrder(document_date=DAY)
    done = make_reminders(company=company, actor=build.BOB, order=order, is_preview=True)
    assert [one.number for one in done.made] == [""]
    for wrong, refusal in (({"customers": ("C9",)}, PartyUnknown), ({"terms": ("X",)}, ReminderTermsUnknown)):
        with pytest.raises(refusal):
            make(company, **wrong)
    assert books.contents() == before
    assert not CollectionDocument.objects.exists()


def test_many_customers_cost_no_more_queries(company: CompanyFacts) -> None:
    terms(company)

    def queries() -> int:
        with CaptureQueriesContext(connection) as sent:
            make(company)
        CollectionDocument.objects.filter(state="DRAFT").update(state="DELETED")
        return len(sent)

    build.invoice(company, debtor(company, "C0"), number="F-0")
    make(company)
    CollectionDocument.objects.filter(state="DRAFT").update(state="DELETED")
    few = queries()
    for number in range(1, 8):
        build.invoice(company, debtor(company, f"C{number}"), number=f"F-{number}")
    assert queries() == few


def test_a_run_that_was_cut_short_is_finished_by_repeating_it(company: CompanyFacts) -> None:
    """What was written by then stays: drafts of the first block, numbered without gaps by both runs."""
    terms(company)
    for number in ("C1", "C2", "C3"):
        build.invoice(company, debtor(company, number), number=f"F-{number}")
    told: list[tuple[int, int]] = []

    def ended(done: int, total: int) -> None:
        told.append((done, total))
        raise KeyboardInterrupt

    order = MakeOrder(document_date=DAY)
    with pytest.raises(KeyboardInterrupt):
        make_reminders(company=company, actor=build.BOB, order=order, blocks=Blocks(2, ended))
    made = make_reminders(company=company, actor=build.BOB, order=order, blocks=Blocks(2))
    assert (told, [one.number for one in made.made]) == ([(2, 3)], ["BPU000003"])
    assert {one.party: one.why.value for one in made.not_made} == {"C1": "DRAFT_EXISTS", "C2": "DRAFT_EXISTS"}


def test_a_draft_that_another_made_meanwhile_is_not_made_twice(company: CompanyFacts) -> None:
    """Between two blocks somebody else drafts the second customer."""
    terms(company)
    for number in ("C1", "C2"):
        build.invoice(company, debtor(company, number), number=f"F-{number}")

    def another(done: int, total: int) -> None:
        if done == 1:
            make(company, customers=("C2",))

    order = MakeOrder(document_date=DAY)
    made = make_reminders(company=company, actor=build.BOB, order=order, blocks=Blocks(1, another))
    assert [one.number for one in made.made] == ["BPU000001"]
    assert why(made) == {"C2": ("DRAFT_EXISTS", "BPU000002")}
