"""What a bank reconciliation opens with, against what the statement before it ended with."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.bank.reconciliation import opening as module
from reskontra.bank.reconciliation.cli_statements import bank_reconciliation
from reskontra.bank.reconciliation.closing import post_reconciliation, preview_posting, undo_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, change_reconciliation, create_reconciliation
from reskontra.bank.reconciliation.lines import add_line
from reskontra.bank.reconciliation.matching import match_reconciliation
from reskontra.bank.reconciliation.queries import find_reconciliation
from reskontra.companies.queries import CompanyFacts
from reskontra.ledger.queries import find_bank_account
from tests import books, build
from tests.bank.reconciliation.books import account, begun, moved
from tests.command_line import done, refused
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def of_month(company: CompanyFacts, month: int, minor: int, opening: int) -> str:
    """A matched reconciliation of the month's last days, with one line, that ends as it should."""
    day = date(2026, month, 28)
    moved(company, find_bank_account(company=company, number="B1"), minor, f"of {month}", day)
    new = NewReconciliation("B1", day, opening + minor)
    found = create_reconciliation(company=company, actor=build.BOB, new=new)
    change_reconciliation(
        company=company, actor=build.BOB, name=found.name, opening_minor=opening, is_opening_meant=True
    )
    add_line(company=company, actor=build.BOB, name=found.name, day=day, minor=minor, text=f"of {month}")
    assert match_reconciliation(company=company, actor=build.BOB, name=found.name).matched == 1
    return found.name


def test_of_two_begun_with_one_opening_the_second_is_posted_after_a_yes_only(company: CompanyFacts) -> None:
    account(company)
    first, second = of_month(company, 1, 50_00, 1000_00), of_month(company, 2, 7_00, 1000_00)
    post_reconciliation(company=company, actor=build.BOB, name=first)
    before = books.contents()
    for act in (preview_posting, post_reconciliation):
        who = {} if act is preview_posting else {"actor": build.BOB}
        with pytest.raises(module.OpeningBalanceDiffers) as told:
            act(company=company, name=second, **who)  # type: ignore[operator]
        assert (str(told.value.values["opening"]), str(told.value.values["ended"])) == ("1000.00 SEK", "1050.00 SEK")
    assert books.contents() == before
    preview_posting(company=company, name=second, is_opening_meant=True)
    post_reconciliation(company=company, actor=build.BOB, name=second, is_opening_meant=True)
    found = find_reconciliation(company=company, name=second)
    assert module.statement_before(company=company, found=found) == module.StatementBefore("1", 1050_00)


def test_statements_are_posted_in_any_order_each_against_the_one_before(company: CompanyFacts) -> None:
    account(company)
    january, june = of_month(company, 1, 50_00, 1000_00), of_month(company, 6, 9_00, 1050_00)
    february = of_month(company, 2, 7_00, 1050_00)
    post_reconciliation(company=company, actor=build.BOB, name=january)
    post_reconciliation(company=company, actor=build.BOB, name=june)
    post_reconciliation(company=company, actor=build.BOB, name=february)  # January is before it, June is not
    undo_reconciliation(company=company, actor=build.BOB, name=june)
    with pytest.raises(module.OpeningBalanceDiffers):
        post_reconciliation(company=company, actor=build.BOB, name=june)
    change = {"company": company, "actor": build.BOB, "name": june}
    with pytest.raises(module.OpeningBalanceDiffers):
        change_reconciliation(**change, opening_minor=1_00)  # type: ignore[arg-type]
    change_reconciliation(**change, opening_minor=1057_00, ending_minor=1066_00)  # type: ignore[arg-type]
    post_reconciliation(company=company, actor=build.BOB, name=june)


def test_the_command_line_takes_a_yes(company: CompanyFacts) -> None:
    account(company)
    begun(company)
    assert "--opening-differs" in refused(bank_reconciliation, "change", "B1-1", "--opening-balance", "900")
    done(
        bank_reconciliation, "change", "B1-1", "--opening-balance", "900", "--ending-balance", "900",
        "--opening-differs",
    )  # fmt: skip
    for command in (["--preview"], []):
        assert "ended with 1,000.00" in refused(bank_reconciliation, "post", "B1-1", "--empty", *command)
        done(bank_reconciliation, "post", "B1-1", "--empty", "--opening-differs", *command)


def test_the_page_tells_of_it_and_asks(company: CompanyFacts) -> None:
    account(company)
    begun(company)
    alice, here = Browser(company), "reconciliations/B1-1/"
    assert "statement before ended with" not in alice.get(here).text
    head = {"day": "2026-03-31", "opening": "900", "ending": "900", "number": "1"}
    asked = alice.post(f"{here}change/", head)
    assert (asked.status, asked.values("//input[@name='opening']/@value")) == (422, ["900"])
    assert "B1-1 is changed" in alice.post(f"{here}change/", {**head, "opening_meant": "1"}).text
    assert "the statement before ended with 1,000.00" in alice.get(here).text
    dialog = alice.get(f"{here}post/", htmx=True)
    assert dialog.values("//input[@name='opening_meant']/@type") == ["checkbox"]
    assert alice.post(f"{here}post/", {"empty": "1"}).status == 422
    assert "is posted" in alice.post(f"{here}post/", {"empty": "1", "opening_meant": "1"}).text
