"""The list as data: how it is looked at is in its address, what to know of a row in its words."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.registration import RegisteredLine, set_up, setup_of
from reskontra.journals.registration_pages import (
    Refusal,
    View,
    known_sort,
    registration_page,
    row_of,
    shown_amount,
    shown_date,
    sums_of,
)
from reskontra.receivables.models import Entry
from reskontra.receivables.unpaid import UnpaidDocument
from tests import build
from tests.story import Story

DUE = date(2026, 3, 31)


def line(
    *, made: bool = True, day: date | None = DUE, minor: int = 1000_00, ledger: str = "CUSTOMER"
) -> RegisteredLine:
    sign = -1 if ledger == "VENDOR" else 1
    document = UnpaidDocument(
        7, "C1", "Alfa AB", "INVOICE", "INV-1", "PO 1", "", DUE, "SEK", sign * 1000_00, 0, None, ledger
    )
    return RegisteredLine(document, made, day, sign * minor, None, "", sign * (1000_00 - minor), "")


def test_what_goes_without_saying_is_not_in_the_address() -> None:
    assert View().query() == ""
    assert View("VENDOR", "ticked", "å &", "-due", 2, "alice").query(page=1) == (
        "?ledger=vendor&tab=ticked&q=%C3%A5+%26&sort=-due&of=alice"
    )
    assert (View().lump, View(of="bob").lump) == ("?lump=1", "?of=bob&lump=1")
    assert (known_sort("-name"), known_sort("; DROP")) == ("-name", "due")


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "note"), [
    (line(made=False, day=None, minor=0), ""), (line(day=None, minor=0), "no_date"), (line(minor=400_00), "left"),
    (line(minor=1100_00), "over"), (line(), ""),
])  # fmt: skip
def test_what_to_know_of_a_row(said: RegisteredLine, note: str, company: CompanyFacts) -> None:
    row = row_of(company, said, date(2026, 4, 2))
    assert row.note == note
    assert bool(row.told) == bool(note)


def test_fields_show_what_is_kept() -> None:
    assert (shown_date(line()), shown_amount(line())) == ("2026-03-31", "1,000.00")
    assert (shown_date(line(day=None)), shown_amount(line(made=False))) == ("", "")
    assert shown_amount(line(ledger="VENDOR")) == "1,000.00"


@pytest.mark.django_db
def test_a_page_of_a_user(story: Story) -> None:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        invoice  C1 INV-1 1000.00
        batch    REG bank:B1 series=REG
        registers REG
        received INV-1 on=2026-03-10
    """)
    setup = setup_of(company=story.company, user=build.ALICE)
    sums = sums_of(company=story.company, user=build.ALICE, setup=setup)
    assert (sums.in_minor, sums.moved_minor, sums.after_minor, sums.total_minor) == (
        1_000_00, 1_000_00, 11_000_00, 11_000_00,
    )  # fmt: skip
    assert (sums.told_payments, sums.told_post, sums.others) == ("1 payment, SEK", "Post 1 payment", ())
    refusal = {registration_entry(story): Refusal(("No.",), "amount", "", "x")}
    page = registration_page(
        company=story.company, user=build.ALICE, view=View(tab="ticked", page=9), setup=setup, today=DUE,
        refusals=refusal, shows_users=True,
    )  # fmt: skip
    assert (page.found, page.pages, page.view.page, page.users, page.has_others) == (
        1,
        1,
        1,
        ((build.ALICE, 1),),
        False,
    )
    assert [row.refusal for row in page.rows] == list(refusal.values())
    assert (page.is_vendors, page.previous_query, page.next_query) == (
        False,
        "?tab=ticked&page=0",
        "?tab=ticked&page=2",
    )
    set_up(company=story.company, actor=build.BOB, user=build.BOB, batch="REG", account="gl:3740")
    other = setup_of(company=story.company, user=build.BOB)
    assert sums_of(company=story.company, user=build.ALICE, setup=other).after_minor == 1_000_00


def registration_entry(story: Story) -> int:
    found: int = Entry.objects.get(company=story.company.id, document_number="INV-1").id
    return found
