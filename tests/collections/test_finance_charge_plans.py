"""Whom a memo charges for what, and who gets none and why."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.collections.hand_overs import hand_over, take_back
from reskontra.companies.queries import CompanyFacts
from reskontra.parties.models import Party
from reskontra.receivables.cli_entries import parse_name
from reskontra.receivables.models import Entry
from tests import build
from tests.collections.charging import charges, issue, make
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
LATE = "from=2026-01-01 due=2026-01-31"


def _charged(company: CompanyFacts, told: str, day: date = date(2026, 3, 2), **order: object) -> list[tuple[str, ...]]:
    Story(company).tells(told)
    return [tuple(one) for one in charges(make(company, day, **order))]


@pytest.mark.parametrize(
    ("minimum", "wanted"),
    [
        ("25.00", [("C1", "1.50", "0.00"), ("C1", "10.00", "0.00")]),
        ("25.01", [("C1", "EUR", "BELOW_MINIMUM"), ("C1", "SEK", "BELOW_MINIMUM")]),
    ],
)
def test_the_minimum_is_of_all_currencies_together(
    company: CompanyFacts, minimum: str, wanted: list[tuple[str, ...]]
) -> None:
    """1.50 EUR at 10 kr and 10.00 kr."""
    told = f"""
    rate      EUR 2026-01-01 10.00
    interest-terms M percent=1 per=30 minimum={minimum}
    customer  C1 "Alfa AB" finance_charge_terms=M
    agreed    C1
    invoice   C1 INV-1 1000.00 {LATE}
    invoice   C1 INV-2 150.00 {LATE} currency=EUR
    """
    assert _charged(company, told) == wanted


def test_grace_delays_a_memo_and_forgives_who_pays_in_it(company: CompanyFacts) -> None:
    told = """
    interest-terms G percent=2 per=30 grace=7D charged=ALL
    customer  C1 "Alfa AB" finance_charge_terms=G
    customer  C2 "Beta AB" finance_charge_terms=G
    agreed    C1
    agreed    C2
    invoice   C1 INV-1 6000.00 from=2026-01-01 due=2026-02-01
    invoice   C2 INV-2 6000.00 from=2026-01-01 due=2026-02-01
    payment   C2 P-2 -6000.00 from=2026-02-08
    settle    P-2 INV-2
    """
    assert _charged(company, told, date(2026, 2, 8)) == [("C1", "SEK", "IN_GRACE"), ("C2", "SEK", "IN_GRACE")]
    assert charges(make(company, date(2026, 2, 9))) == [("C1", "32.00", "0.00"), ("C2", "SEK", "IN_GRACE")]


def test_what_was_paid_late_is_charged_once(company: CompanyFacts) -> None:
    told = f"""
    interest-terms C percent=2 per=30 charged=CLOSED
    interest-terms O percent=2 per=30
    customer  C1 "Alfa AB" finance_charge_terms=C
    customer  C2 "Beta AB" finance_charge_terms=O
    agreed    C1
    agreed    C2
    invoice   C1 INV-1 8000.00 {LATE}
    invoice   C1 OPEN 1000.00 {LATE}
    invoice   C2 INV-2 8000.00 {LATE}
    payment   C1 P-1 -8000.00 from=2026-02-20
    payment   C2 P-2 -8000.00 from=2026-02-20
    settle    P-1 INV-1
    settle    P-2 INV-2
    customer  C3 "Gamma AB" finance_charge_terms=C
    invoice   C3 INV-3 8000.00 {LATE}
    """
    day = date(2026, 4, 30)
    story = Story(company)
    story.tells(told)
    assert charges(make(company, day, paid_since=date(2026, 2, 21))) == []
    assert charges(make(company, date(2026, 2, 15))) == [("C2", "80.00", "0.00")]  # it was open on that day
    names = (parse_name("customer:INV-3"),)
    given = hand_over(company=company, actor=build.BOB, names=names, to="agency", note="", today=date(2026, 2, 10))
    story.tells("payment C3 P-3 -8000.00 from=2026-03-20\nsettle P-3 INV-3")
    assert charges(make(company, day)) == [("C1", "106.67", "0.00"), ("C3", "SEK", "HANDED_OVER")]
    issue(company)
    assert charges(make(company, date(2026, 5, 31))) == [("C3", "SEK", "HANDED_OVER")]
    take_back(company=company, actor=build.BOB, number=given.number)
    assert [one[0] for one in charges(make(company, date(2026, 5, 31), is_preview=True))] == ["C3"]


def test_the_fee_is_the_laws(company: CompanyFacts) -> None:
    told = f"""
    rate      EUR 2026-01-01 10.00
    interest-terms F percent=0 fee=60.00 fee_in=EUR:5.00
    customer  C1 "Alfa AB" finance_charge_terms=F
    customer  C2 "Beta AB" finance_charge_terms=F
    agreed    C1 fee
    agreed    C2
    invoice   C1 INV-1 1000.00 {LATE}
    invoice   C1 INV-2 1000.00 {LATE} currency=EUR
    invoice   C2 INV-3 1000.00 {LATE}
    """
    assert _charged(company, told) == []  # a fee alone is made only where the terms say so
    Story(company).tells("interest-terms F alone=yes")
    assert charges(made := make(company)) == [("C1", "0.00", "5.00"), ("C1", "0.00", "60.00")]
    assert made.made[0].fee_left_out is None
    entries = Entry.objects.filter(company=company.id)
    entries.update(due_date=date(2026, 3, 2))
    assert [one.code for one in issue(company).refused] == ["memo_draft_outdated"] * 2
    entries.update(due_date=date(2026, 1, 31))
    assert len(issue(company).done) == 2
    assert charges(make(company)) == []
    Story(company).tells("interest-terms F percent=10")
    alfa, beta = (one for one in make(company, date(2026, 3, 31)).made if one.currency == "SEK")
    assert (alfa.sums.fee_minor, alfa.fee_left_out, beta.sums.fee_minor) == (60_00, None, 0)
    assert beta.fee_left_out is not None
    assert beta.fee_left_out.code == "reminder_fee_not_agreed"


def test_who_gets_none_is_told(company: CompanyFacts) -> None:
    told = f"""
    interest-terms M percent=1 per=30
    interest-terms D percent=1
    interest-rate  D 2026-02-15 10
    customer  C1 "Blocked" finance_charge_terms=M
    customer  C2 "Private" finance_charge_terms=M
    customer  C3 "Shipped" finance_charge_terms=M
    customer  C4 "Dollar" finance_charge_terms=M
    customer  C5 "Held" finance_charge_terms=M
    customer  C6 "No rate" finance_charge_terms=D
    customer  C7 "No terms"
    rate      USD 2026-01-01 10.00
    invoice   C1 INV-1 1000.00 {LATE}
    invoice   C2 INV-2 1000.00 {LATE}
    invoice   C3 INV-3 1000.00 {LATE}
    invoice   C4 INV-4 1000.00 {LATE} currency=USD
    invoice   C5 INV-5 1000.00 {LATE}
    invoice   C5 INV-8 1000.00 due=2026-04-30
    invoice   C6 INV-6 1000.00 {LATE}
    invoice   C7 INV-7 1000.00 {LATE}
    payment   C3 P-3 -10.00 from=2026-01-31
    """
    story = Story(company)
    story.tells(told)
    for number in ("C1", "C2", "C3", "C4", "C5", "C6"):
        story.tell(f"agreed {number}")
    story.tell("edit INV-5 hold=EVA")
    rows = Party.objects.filter(company=company.id)
    rows.filter(number="C1").update(blocked="ALL")
    rows.filter(number="C2").update(is_privacy_blocked=True)
    rows.filter(number="C3").update(blocked="SHIP")
    wanted = [
        ("C3", "10.00", "0.00"), ("C4", "10.00", "0.00"), ("C1", "SEK", "BLOCKED"), ("C2", "SEK", "PRIVACY"),
        ("C5", "SEK", "ON_HOLD"), ("C6", "SEK", "INTEREST_RATE_MISSING"),
    ]  # fmt: skip
    made = make(company, is_preview=True)
    assert charges(made) == wanted
    assert made.not_made[3].about == "INV-6"
    early = make(company, is_preview=True, posting_date=date(2025, 12, 31), customers=("C4",))
    assert [(one.why.value, one.about) for one in early.not_made] == [("RATE_MISSING", "USD")]
    assert charges(make(company, document_types=frozenset({"REMINDER"}))) == []
