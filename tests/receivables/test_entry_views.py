"""Apply and unapply by pages; the books are checked after each test."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.audit.models import Event
from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.applying import apply_entries
from reskontra.receivables.entry_views import said_of
from reskontra.receivables.models import Application, Entry
from reskontra.receivables.settling import Words, order_for
from tests import build
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids(company: CompanyFacts) -> dict[str, int]:
    """Alfa AB: an invoice of 1,000.00 with 20.00 off until 12 March, one of 500.00; a payment of 980.00 on 1 March."""
    alfa = build.customer(company)
    build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-03-12")
    build.invoice(company, alfa, number="INV-2", amount="500.00", due_date="2026-02-20")
    day = {"posting_date": "2026-03-01", "due_date": "2026-03-01"}
    build.document(company, alfa, number="P-1", amount="-980.00", document_type="payment", **day)
    return dict(Entry.objects.values_list("document_number", "id"))


def remaining(ids: dict[str, int]) -> dict[str, int]:
    found = dict(Entry.objects.values_list("id", "remaining_minor"))
    return {number: found[id] for number, id in ids.items()}


def test_an_entry_leads_to_its_voucher_and_to_what_may_settle_it(company: CompanyFacts, ids: dict[str, int]) -> None:
    page = Browser(company, role="CLERK").get(f"entries/{ids['P-1']}/")
    assert page.status == 200
    links = page.values("//main//a/@href")
    assert f"/{company.id}/entries/{ids['P-1']}/apply/" in links
    assert any("/vouchers/" in link for link in links)
    assert f"/{company.id}/customers/C1/" in links


def test_ticks_are_previewed_and_nothing_is_stored(company: CompanyFacts, ids: dict[str, int]) -> None:
    before = remaining(ids)
    browser = Browser(company, role="CLERK")
    form = {"to": [ids["INV-1"]], f"amount-{ids['INV-1']}": ""}
    part = browser.post(f"entries/{ids['P-1']}/apply/", form, htmx=True)
    assert part.root.xpath("//section[@id='effect']")
    assert part.texts("//tbody/tr/td") == ["INV-1", "980.00", "20.00", "0.00"]
    assert "A voucher is posted" in part.text
    whole = browser.post(f"entries/{ids['P-1']}/apply/", form)
    assert whole.values("//input[@name='to' and @checked]/@value") == [str(ids["INV-1"])]
    assert remaining(ids) == before
    assert not Application.objects.exists()


def test_applied_by_page_and_taken_back(company: CompanyFacts, ids: dict[str, int]) -> None:
    before = remaining(ids)
    clerk = Browser(company, role="CLERK")
    page = clerk.post(f"entries/{ids['P-1']}/apply/", {"to": [ids["INV-1"]], "apply": "1"})
    assert page.url == f"/{company.id}/entries/{ids['P-1']}/"
    assert page.texts("//div[@id='messages']/div")[0].startswith("Application 1: INV-1. 0.00")
    assert remaining(ids) == {"INV-1": 0, "INV-2": 50000, "P-1": 0}
    number = Application.objects.get().number
    assert f"/{company.id}/applications/{number}/" in page.values("//main//a/@href")

    shown = clerk.get(f"applications/{number}/")
    assert not shown.values("//button[@name='unapply']/@name")
    bob = Browser(company, role="ACCOUNTANT", name="bob")
    told = bob.post(f"applications/{number}/", {"preview": "1", "day": "2026-03-20"})
    assert "Nothing is posted yet." in told.text
    assert "A voucher is posted that mirrors the general ledger." in told.text
    assert remaining(ids)["P-1"] == 0
    refused = bob.post(f"applications/{number}/", {"unapply": "1", "day": "1 mars", "reason": "Fel kund"})
    assert refused.status == 422
    assert refused.values("//input[@id='reason']/@value") == ["Fel kund"]
    back = bob.post(f"applications/{number}/", {"unapply": "1", "day": "2026-03-20", "reason": "Fel kund"})
    assert "was taken back" in back.texts("//div[@id='messages']/div")[0]
    assert remaining(ids) == before
    assert Event.objects.filter(action="entries.unapplied").count() == 1
    again = bob.post(f"applications/{number}/", {"unapply": "1"})
    assert not again.values("//button[@name='unapply']/@name")
    assert remaining(ids) == before


def test_a_part_of_one_and_the_rest_stays_open(company: CompanyFacts, ids: dict[str, int]) -> None:
    form = {"to": [ids["INV-1"], ids["INV-2"]], f"amount-{ids['INV-1']}": "300,00", "apply": "1", "day": "2026-03-05"}
    Browser(company, role="CLERK").post(f"entries/{ids['P-1']}/apply/", form)
    assert remaining(ids) == {"INV-1": 70000, "INV-2": 0, "P-1": -18000}


def test_begun_from_the_invoice_the_payment_still_earns_the_discount(
    company: CompanyFacts, ids: dict[str, int]
) -> None:
    Browser(company, role="CLERK").post(f"entries/{ids['INV-1']}/apply/", {"to": [ids["P-1"]], "apply": "1"})
    assert remaining(ids) == {"INV-1": 0, "INV-2": 50000, "P-1": 0}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "1 000 000"}, "Apply at most"),
        ({"amount": "mycket"}, "is not an amount"),
        ({"day": "2026-01-01"}, "Date it"),
        ({"day": "sommar"}, "is not a date"),
    ],
)
def test_a_refusal_is_told_and_keeps_what_was_typed(
    company: CompanyFacts, ids: dict[str, int], typed: dict[str, str], said: str
) -> None:
    before, amount = remaining(ids), f"amount-{ids['INV-1']}"
    form = {"to": [ids["INV-1"]], amount: typed.get("amount", ""), "day": typed.get("day", ""), "apply": "1"}
    page = Browser(company, role="CLERK").post(f"entries/{ids['P-1']}/apply/", form)
    assert page.status == 422
    assert said in page.texts("//*[@role='alert']")[0]
    assert page.values(f"//input[@name='{amount}']/@value") == [typed.get("amount", "")]
    assert page.values("//input[@name='day']/@value") == [typed.get("day", "")]
    assert remaining(ids) == before


def test_nothing_ticked_changes_nothing(company: CompanyFacts, ids: dict[str, int]) -> None:
    page = Browser(company, role="CLERK").post(f"entries/{ids['P-1']}/apply/", {"apply": "1"})
    assert "Tick what is to be settled." in page.text
    assert not Application.objects.exists()


def test_what_is_another_companys_is_not_found(company: CompanyFacts, ids: dict[str, int]) -> None:
    other = Browser(build.new_company(name="Sydan AB"), role="ADMINISTRATOR", name="carla")
    for path in (f"entries/{ids['P-1']}/", f"entries/{ids['P-1']}/apply/", "applications/1/", "applications/9/"):
        assert other.get(path).status == 404
    theirs = build.invoice(other.company, build.customer(other.company), number="X-1")
    form = {"to": [theirs.entry_id], "apply": "1"}
    assert Browser(company, role="CLERK").post(f"entries/{ids['P-1']}/apply/", form).status == 422
    assert Entry.objects.get(id=theirs.entry_id).remaining_minor == 100000


def test_pages_ask_the_same_however_many_entries(company: CompanyFacts, ids: dict[str, int]) -> None:
    browser = Browser(company, role="CLERK")
    counts = []
    for number in range(2):
        for more in range(20 * number):
            build.invoice(company, build.customer(company), number=f"M-{more}", amount="10.00")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"entries/{ids['P-1']}/apply/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_was_applied_is_told_in_a_sentence(company: CompanyFacts, ids: dict[str, int]) -> None:
    order = order_for(company=company, entry_id=ids["P-1"], amounts={ids["INV-2"]: None}, words=Words())
    applied = apply_entries(company=company, actor=build.BOB, order=order)
    assert said_of(applied).replace("\u00a0", " ") == "Application 1: INV-2. −480.00 SEK is left."
