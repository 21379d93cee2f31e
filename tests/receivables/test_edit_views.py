"""Posted entries, changed by page: what may be, with what is refused at its field."""

from __future__ import annotations

from datetime import date

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.receivables.applying import ApplyOrder, EntryName, Target, apply_entries
from reskontra.receivables.edit import Edit, edit_entry
from reskontra.receivables.models import Entry
from tests import books, build
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db
INVOICE = EntryName("CUSTOMER", "INV-1")


@pytest.fixture
def url(company: CompanyFacts) -> str:
    """An invoice of 1,000.00 with 20.00 off until 20 January, due 9 February; a payment and a vendor's invoice."""
    alfa = build.customer(company)
    build.invoice(company, alfa, discount_amount="20.00", discount_date="2026-01-20")
    build.document(company, alfa, number="P-1", amount="-1000.00", document_type="payment")
    return address("INV-1")


def address(number: str) -> str:
    return f"entries/{Entry.objects.get(document_number=number).id}/edit/"


def sent(page: Page) -> dict[str, str]:
    """What the browser would send: every field as it stands."""
    inputs = page.root.xpath("//form[@id='form-entry']//input[@name!='csrfmiddlewaretoken']")
    return {one.get("name"): one.get("value") or "" for one in inputs}


def test_a_clerk_changes_what_may_change(company: CompanyFacts, url: str) -> None:
    clerk = Browser(company, role="CLERK", language="sv")
    for path in ("customers/C1/", "customer-entries/", url.removesuffix("edit/")):
        assert f"/{company.id}/{url}" in clerk.get(path).values("//main//a/@href"), path
    typed = sent(clerk.get(url))
    assert (typed["due_date"], typed["discount_amount"], typed["on_hold"]) == ("2026-02-09", "20,00", "")
    change = {
        "due_date": "2026-03-01", "on_hold": "EVA", "promised_date": "2026-03-05", "description": "Brädor",
        "discount_amount": "10+5,50", "discount_date": "2026-02-01", "max_tolerance": "1,50",
    }  # fmt: skip
    page = clerk.post(url, {**typed, **change})
    assert page.url == f"/{company.id}/{url.removesuffix('edit/')}"
    assert "Förfallodatum" in page.texts("//div[@id='messages']/div")[0]
    row = Entry.objects.get(document_number="INV-1")
    assert (row.due_date, row.promised_date, row.on_hold) == (date(2026, 3, 1), date(2026, 3, 5), "EVA")
    assert (row.discount_minor, row.max_tolerance_minor) == (15_50, 1_50)
    emptied = {**sent(clerk.get(url)), **dict.fromkeys(change, ""), "due_date": "2026-03-01"}
    clerk.post(url, emptied)
    row.refresh_from_db()
    assert (row.promised_date, row.on_hold, row.discount_minor, row.discount_date) == (None, "", 0, None)
    before = books.contents()
    assert "Inget" in clerk.post(url, sent(clerk.get(url))).texts("//div[@id='messages']/div")[0]
    assert books.contents() == before


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("due_date", "", "without a due date"),
        ("due_date", "2025-12-31", "was to be due on 2025-12-31"),
        ("due_date", "soon", '"soon" is not a date.'),
        ("promised_date", "9999-12-31", "9999-12-31 is outside the years 1900 to 2199."),
        ("on_hold", "EVAS", "more than 3 characters"),
        ("description", "a" * 251, "has 251 characters"),
        ("discount_amount", "1000,01", "A discount of 1,000.01"),
        ("discount_amount", "ten", '"ten" is not an amount.'),
        ("discount_date", "", "no last day for it"),
        ("max_tolerance", "1000,01", "A tolerance of 1,000.01"),
    ],
)
def test_a_refusal_stands_at_its_field(company: CompanyFacts, url: str, field: str, text: str, said: str) -> None:
    browser = Browser(company, role="CLERK")
    typed = sent(browser.get(url))
    before = books.contents()
    page = browser.post(url, {**typed, "dispute_status": "open", field: text})
    assert page.status == 422
    assert said in page.texts(f"//*[@id='entry-{field}-told']/p[@class='said']")[0]
    assert page.values("//input[@name='dispute_status']/@value") == ["open"]
    assert books.contents() == before


def test_a_second_writer_sees_what_holds_now(company: CompanyFacts, url: str) -> None:
    browser = Browser(company)
    typed = {**sent(browser.get(url)), "description": "Boards"}
    edit_entry(company=company, actor=build.BOB, name=INVOICE, edit=Edit(description="Bricks"))
    page = browser.post(url, typed)
    assert page.status == 422
    assert "Bob changed INV-1" in page.texts("//form//div[@role='alert']")[0]
    assert page.texts("//div[input[@name='description']]/p") == ["Now: Bricks"]
    browser.post(url, sent(page))
    assert Entry.objects.get(document_number="INV-1").description == "Boards"


def test_what_decides_how_a_settled_entry_was_paid_is_not_asked(company: CompanyFacts, url: str) -> None:
    apply_entries(
        company=company, actor=build.ALICE, order=ApplyOrder(EntryName("CUSTOMER", "P-1"), (Target(INVOICE),))
    )
    browser = Browser(company)
    page = browser.get(url)
    typed = sent(page)
    assert {"on_hold", "description", "promised_date", "dispute_status"} <= typed.keys()
    assert not {"due_date", "discount_amount", "max_tolerance"} & typed.keys()
    assert "It is settled" in page.text
    browser.post(url, {**typed, "description": "Boards", "due_date": "2026-03-01"})
    row = Entry.objects.get(document_number="INV-1")
    assert (row.description, row.due_date) == ("Boards", date(2026, 2, 9))


def test_parts_are_written_without_the_sign_of_the_entry(company: CompanyFacts) -> None:
    vendor = build.vendor(company)
    build.document(company, vendor, number="77", amount="-500.00", document_type="invoice")
    browser = Browser(company)
    typed = sent(browser.get(address("77")))
    browser.post(address("77"), {**typed, "discount_amount": "10.00", "discount_date": "2026-01-20"})
    assert Entry.objects.get(document_number="77").discount_minor == -10_00
    assert sent(browser.get(address("77")))["discount_amount"] == "10.00"


def test_readers_are_not_led_to_it(company: CompanyFacts, url: str) -> None:
    reader = Browser(company, role="READER", name="rita")
    for path in ("customers/C1/", "customer-entries/", url.removesuffix("edit/")):
        assert not any("/edit/" in one for one in reader.get(path).values("//main//a/@href")), path
    assert reader.post(url, {"form": "entry"}).status == 403
    assert "Change" not in reader.get("customer-entries/?format=csv").source
    assert "Change" not in Browser(company).get("customer-entries/?format=csv").source
    assert Browser(company).get("entries/987654321/edit/").status == 404
