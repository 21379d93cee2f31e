"""Letters that a customer got, what came back and hand-overs stand on its card, each with its file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.collections.bounces import take_bounces
from reskontra.collections.hand_overs import hand_over
from reskontra.collections.letter_happenings import letters_of
from reskontra.collections.models import Sending
from reskontra.collections.plan_sending import PlanPost
from reskontra.collections.statement_runs import issue_statements
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.formats.delivery_status import Bounce
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases
from tests.collections.test_statement_asked import ASKED
from tests.gone_files import erase_all, files_led_to, says_they_are_gone
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


def test_letters_are_things_that_happened(company: CompanyFacts) -> None:
    alfa = cases.two_invoices(company)
    Party.objects.filter(company=company.id, id=alfa.id).update(currency="SEK")
    first = cases.issued(company, "R-1")
    Sending.objects.create(
        company_id=company.id, document=first, channel="EMAIL", state="SENT", level=1, address="a@alfa.example",
        made_at=bulk.moment(), made_by=build.ALICE,
    )  # fmt: skip
    back = Bounce("a@alfa.example", "5.1.1", "nobody", "")
    take_bounces(company=company, actor=build.BOB, bounces=[back], file="mail.eml")
    issue_statements(company=company, actor=build.ALICE, asked=replace(ASKED, currency="", style="balance"))
    hand_over(company=company, actor=build.BOB, names=cases.names("INV-2"), to="agency", note="", today=cases.TODAY)
    found = letters_of(company=company, party_id=alfa.id, most=9)
    assert {(one.title, bool(one.pdf), one.file_word) for one in found} == {
        ("Payment reminder R-1", True, "PDF"), ("Statement of account 1", True, "PDF"),
        ("Handed over to: Collection agency", True, "CSV"),
    }  # fmt: skip
    bob = Browser(company)
    page = bob.get("customers/C1/")
    back_told = [text for text in page.values("//ol[@class='timeline']//text()") if "5.1.1" in text]
    assert back_told == ["R-1 till a@alfa.example kom tillbaka. 5.1.1 nobody"]
    files = page.values("//ol[@class='timeline']//a[contains(@aria-label, ', ')]/@href")
    assert [bob.client.get(url).status_code for url in files] == [200, 200, 200]
    cases.planned(company, "INV-1")
    PlanPost(company, build.ALICE).mark_all([1])
    places = [
        "customers/C1/", "customers/C1/statement/", "collecting/customers/C1/", "statements-of-account/1/",
        "collecting/hand-overs/1/", f"collecting/reminders/{first.id}/",
    ]  # fmt: skip
    assert [place for place in places if not files_led_to(bob.get(place))] == []
    erase_all(company)
    assert [place for place in places if not says_they_are_gone(bob.get(place))] == []
