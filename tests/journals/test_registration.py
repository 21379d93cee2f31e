"""Payment registration: set-up per user, what is entered is kept, totals as the account has them."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.journals.models import Registration
from reskontra.journals.registration import (
    Entered,
    RegisteredLine,
    clear,
    enter,
    line_of,
    made_lines,
    registered_lines,
    set_up,
    setup_of,
    totals,
)
from reskontra.receivables.unpaid import Wanted
from tests import books, build
from tests.story import Story
from tests.story_journals import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def ready(story: Story) -> CompanyFacts:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10 due=2026-03-31
        invoice  C1 INV-2 500.00 due=2026-02-28
        batch    REG bank:B1 series=REG
        batch    HAND series=INB
        type     HAND customer:C1 -7.00 balancing=bank:B1
    """)
    set_up(company=story.company, actor=build.BOB, user="", batch="REG", account="")
    return story.company


def put(company: CompanyFacts, number: str = "INV-1", user: str = build.ALICE, **values: object) -> RegisteredLine:
    entered = Entered(**values)  # type: ignore[arg-type]
    return enter(company=company, user=user, number=number, account="", entered=entered, today=TODAY)


def test_a_users_own_setup_goes_before_everybodys(ready: CompanyFacts) -> None:
    assert (setup_of(company=ready, user=build.ALICE).account, setup_of(company=ready, user=build.ALICE).is_own) == (
        "bank:B1", False
    )  # fmt: skip
    set_up(company=ready, actor=build.ALICE, user=build.ALICE, batch="HAND", account="gl:3740", fills_date=False)
    assert setup_of(company=ready, user=build.ALICE).account == "gl:3740"
    assert setup_of(company=ready, user=build.BOB).batch.name == "REG"
    assert put(ready).received_date is None


@pytest.mark.parametrize(("batch", "account", "code"), [
    ("NONE", "", "batch_unknown"), ("HAND", "", "registration_without_account"),
    ("REG", "1930", "balancing_not_written"), ("REG", "gl:1510", "account_blocked"),
    ("REG", "bank:B9", "bank_account_unknown"),
])  # fmt: skip
def test_setups_that_make_no_sense(ready: CompanyFacts, batch: str, account: str, code: str) -> None:
    before = books.contents()
    with pytest.raises(Refused) as refusal:
        set_up(company=ready, actor=build.BOB, user=build.BOB, batch=batch, account=account)
    assert refusal.value.code == code
    assert books.contents() == before


def test_without_a_setup_there_is_no_list(company: CompanyFacts) -> None:
    with pytest.raises(Refused, match="Carla"):
        registered_lines(company=company, user=build.CARLA, wanted=Wanted())


def test_what_is_entered_is_kept_for_its_user(ready: CompanyFacts) -> None:
    first = put(ready, received_date=date(2026, 3, 10))
    assert (first.received_minor, first.remaining_minor, first.warning) == (980_00, 0, "")
    again = put(ready, received_date=date(2026, 3, 12))
    assert (again.received_minor, again.remaining_minor, again.warning) == (980_00, 20_00, "discount_late")
    moved = put(ready, discount_date=date(2026, 3, 12), external_document_number="X" * 200)
    assert (moved.remaining_minor, moved.warning, len(moved.external_document_number)) == (0, "", 100)
    seen = {line.document.document_number: line.is_made for line in
            registered_lines(company=ready, user=build.ALICE, wanted=Wanted())}  # fmt: skip
    assert seen == {"INV-2": False, "INV-1": True}
    assert made_lines(company=ready, user=build.BOB) == []
    assert put(ready, is_made=False).received_minor == 0
    assert made_lines(company=ready, user=build.ALICE) == []


def test_today_is_filled_in_and_an_amount_kept(ready: CompanyFacts) -> None:
    line = put(ready, "INV-2", amount="400.00")
    assert (line.received_date, line.remaining_minor, line.warning) == (TODAY, 100_00, "overdue")
    assert clear(company=ready, user=build.ALICE) == 1
    assert not Registration.objects.filter(company=ready.id).exists()


def test_what_is_paid_or_a_payment_is_not_registered(ready: CompanyFacts, story: Story) -> None:
    story.tells("payment C1 P-1 -5.00\ntype REG customer:C1 pays=INV-2 on=2026-03-10\npost-batch REG")
    for number, word in (("INV-2", "paid already"), ("P-1", "a payment")):
        with pytest.raises(Refused, match=f"{word}. Register payments of"):
            put(ready, number)


def test_totals_with_the_accounts_own_sign(ready: CompanyFacts) -> None:
    found = totals(company=ready, setup=setup_of(company=ready, user=build.ALICE))
    assert (found.posted_minor, found.unposted_minor, found.currency) == (10_000_00, 7_00, "SEK")
    set_up(company=ready, actor=build.ALICE, user=build.ALICE, batch="HAND", account="gl:3740")
    found = totals(company=ready, setup=setup_of(company=ready, user=build.ALICE))
    assert (found.posted_minor, found.unposted_minor) == (0, 0)


def test_a_line_nothing_was_entered_on(ready: CompanyFacts) -> None:
    document = registered_lines(company=ready, user=build.ALICE, wanted=Wanted(text="INV-1"))[0].document
    assert line_of(document, None).remaining_minor == 1_000_00
