"""A promise is made of open claims, once at a time, and can be withdrawn."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.audit.trail import newest
from reskontra.collections import promises
from reskontra.collections.models import PromiseEntry, ReminderTerms
from reskontra.companies.models import Terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money, NotAnAmount
from reskontra.parties.models import Party
from reskontra.receivables.models import Entry
from tests import books, build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
DAY = date(2026, 3, 6)


def marked(company: CompanyFacts) -> dict[str, date | None]:
    rows = Entry.objects.filter(company=company.id).order_by("id")
    return dict(rows.values_list("document_number", "promised_date"))


def test_a_promise_goes_to_the_earliest_due_first_and_is_withdrawn(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    done = cases.promised(company, "INV-2", "INV-1", day=DAY, amount="1200.00", note="By phone.")
    assert (done.number, done.documents, done.amount) == (1, ("INV-1", "INV-2"), Money(1200_00, "SEK"))
    assert done.last_date == date(2026, 3, 8)
    parts = PromiseEntry.objects.filter(company=company.id).order_by("id")
    assert [(part.open_minor, part.promised_minor) for part in parts] == [(1000_00, 1000_00), (500_00, 200_00)]
    assert marked(company) == {"INV-1": DAY, "INV-2": DAY}
    assert newest(company=company.id)[0] == "promise.made"
    with pytest.raises(promises.PromiseStands, match="INV-2 is promised for 2026-03-06 by promise 1"):
        cases.promised(company, "INV-2", day=DAY)
    promises.withdraw_promise(company=company, actor=build.ALICE, number=1)
    assert marked(company) == {"INV-1": None, "INV-2": None}
    assert cases.promised(company, "INV-2", day=DAY).number == 2
    for number, refusal in ((1, promises.PromiseWithdrawn), (9, promises.PromiseUnknown)):
        with pytest.raises(refusal):
            promises.withdraw_promise(company=company, actor=build.ALICE, number=number)


def test_the_reminder_terms_say_how_long_reminders_wait(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    terms, _made = Terms.objects.get_or_create(company_id=company.id, kind="REMINDER", code="SLOW")
    ReminderTerms.objects.create(company_id=company.id, terms=terms, pauses_promises=False, promise_days=7)
    Party.objects.filter(company=company.id, number="C1").update(reminder_terms="SLOW")
    done = cases.promised(company, "INV-1", day=DAY)
    assert (done.is_pausing, done.last_date) == (False, date(2026, 3, 13))


@pytest.mark.parametrize(
    ("case", "day", "amount", "refusal"),
    [
        ("a day of the past", date(2026, 3, 1), "", promises.PromiseOfThePast),
        ("more than is left", DAY, "1000.01", promises.PromiseBeyondClaims),
        ("nothing", DAY, "0", promises.PromiseBeyondClaims),
        ("no amount", DAY, "all", NotAnAmount),
    ],
)
def test_what_is_refused(company: CompanyFacts, case: str, day: date, amount: str, refusal: type[Exception]) -> None:
    cases.two_invoices(company)
    before = books.contents()
    with pytest.raises(refusal):
        cases.promised(company, "INV-1", day=day, amount=amount)
    assert books.contents() == before
