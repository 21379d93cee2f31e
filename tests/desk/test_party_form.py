"""Customers and vendors, changed and added by page."""

from __future__ import annotations

import pytest

from reskontra.companies.queries import CompanyFacts
from reskontra.parties.edit import change_party, party_values
from tests import books, build
from tests.web import Browser, Page

pytestmark = pytest.mark.django_db


def sent(page: Page) -> dict[str, str]:
    """What the browser would send: every field as it stands."""
    inputs = page.root.xpath("//form[@id='form-party']//input[@name!='csrfmiddlewaretoken']")
    found = {one.get("name"): one.get("value") or "" for one in inputs}
    for one in page.root.xpath("//form[@id='form-party']//select"):
        found[one.get("name")] = (one.xpath("option[@selected]/@value") or one.xpath("option/@value"))[0]
    return found


def test_a_customer_is_changed_by_a_clerk(company: CompanyFacts) -> None:
    build.customer(company, city="Umeå")
    clerk = Browser(company, role="CLERK", language="sv")
    assert f"/{company.id}/customers/C1/edit/" in clerk.get("customers/C1/").values("//main//a/@href")
    typed = sent(clerk.get("customers/C1/edit/"))
    assert (typed["name"], typed["city"], typed["credit_limit_minor"]) == ("Alfa AB", "Umeå", "")
    change = {
        "name": "Gamma AB",
        "city": "",
        "blocked": "all",
        "credit_limit_minor": "12 500,50",
        "bankgiro": "5050-1055",
    }
    page = clerk.post("customers/C1/edit/", {**typed, **change})
    assert page.url == f"/{company.id}/customers/C1/"
    assert "Gamma AB" in page.texts("//h1")
    held = party_values(company=company, ledger="CUSTOMER", number="C1")
    assert (held["city"], held["blocked"], held["credit_limit_minor"], held["bankgiro"]) == (
        "", "ALL", 1250050, "50501055",
    )  # fmt: skip
    assert sent(clerk.get("customers/C1/edit/"))["credit_limit_minor"] == "12500,50"
    before = books.contents()
    again = clerk.post("customers/C1/edit/", sent(clerk.get("customers/C1/edit/")))
    assert "C1" in again.texts("//div[@id='messages']/div")[0]
    assert books.contents() == before


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("name", "", '"Name" is empty.'),
        ("iban", "SE4550000000058398257467", "SE45"),
        ("credit_limit_minor", "mycket", '"mycket"'),
        ("credit_limit_minor", "-5", "below zero"),
        ("country", "Sverige", '"Sverige"'),
        ("payment_terms", "NIX", '"NIX" is not known here.'),
        ("blocked", "payment", '"payment" blocks no customer.'),
    ],
)
def test_a_refusal_stands_at_its_field(company: CompanyFacts, field: str, text: str, said: str) -> None:
    build.customer(company)
    browser = Browser(company)
    typed = sent(browser.get("customers/C1/edit/"))
    before = books.contents()
    page = browser.post("customers/C1/edit/", {**typed, "city": "Luleå", field: text})
    assert page.status == 422
    told = page.texts(f"//*[@id='party-{field}-told']/p[@class='said']")[0]
    assert said in told
    assert not told.startswith(field)
    assert page.values("//input[@name='city']/@value") == ["Luleå"]
    assert books.contents() == before


def test_a_second_writer_sees_what_holds_now(company: CompanyFacts) -> None:
    build.customer(company)
    browser = Browser(company)
    typed = {**sent(browser.get("customers/C1/edit/")), "city": "Luleå"}
    wanted = {"city": "Umeå"}
    change_party(company=company, actor=build.BOB, ledger="CUSTOMER", number="C1", wanted=wanted)
    before = books.contents()
    page = browser.post("customers/C1/edit/", typed)
    assert page.status == 422
    assert "Bob changed C1" in page.texts("//form//div[@role='alert']")[0]
    assert page.texts("//div[input[@name='city']]/p") == ["Now: Umeå"]
    assert books.contents() == before
    browser.post("customers/C1/edit/", sent(page))
    assert party_values(company=company, ledger="CUSTOMER", number="C1")["city"] == "Luleå"


@pytest.mark.parametrize(("kind", "ledger"), [("customer", "CUSTOMER"), ("vendor", "VENDOR")])
def test_one_is_added(company: CompanyFacts, kind: str, ledger: str) -> None:
    browser = Browser(company, role="CLERK")
    assert f"/{company.id}/new/{kind}/" in browser.get(f"{kind}s/").values("//a/@href")
    typed = sent(browser.get(f"new/{kind}/"))
    page = browser.post(f"new/{kind}/", {**typed, "number": "N1", "name": "Ny AB", "plusgiro": "8377-4"})
    assert page.url == f"/{company.id}/{kind}s/N1/"
    assert "Added by alice" in page.text
    held = party_values(company=company, ledger=ledger, number="N1")
    assert (held["name"], held["plusgiro"]) == ("Ny AB", "83774")
    before = books.contents()
    for number, said in (("N1", "already"), ("A/1", "slash"), ("", "empty")):
        page = browser.post(f"new/{kind}/", {**typed, "number": number, "name": "Ny AB"})
        assert page.status == 422
        assert said in page.texts("//*[@id='party-number-told']")[0]
    assert books.contents() == before


def test_another_name_and_account_are_added_and_stand_on_the_card(company: CompanyFacts) -> None:
    build.customer(company)
    clerk = Browser(company, role="CLERK")
    for kind, value in (("name", "Kalles Rör"), ("account", "SE45 5000 0000 0583 9825 7466")):
        page = clerk.post("customers/C1/edit/", {"form": "alias", "kind": kind, "value": value})
        assert page.url == f"/{company.id}/customers/C1/"
        assert "is known as Alfa AB." in page.texts("//div[@id='messages']/div")[0]
    shown = page.texts("//*[@id='payers']")[0]
    assert "Kalles Rör" in shown
    assert "SE45 5000 0000 0583" in shown
    before = books.contents()
    for value, said in (("", "is empty"), ("K", "left to know it by"), ("KALLES RÖR", "says already")):
        page = clerk.post("customers/C1/edit/", {"form": "alias", "kind": "name", "value": value})
        assert page.status == 422
        assert said in page.texts("//*[@id='alias-value-told']")[0]
    assert books.contents() == before


def test_readers_and_other_companies_are_kept_out(company: CompanyFacts) -> None:
    build.customer(company)
    reader = Browser(company, role="READER", name="rita")
    for path in ("customers/C1/edit/", "new/customer/"):
        assert reader.post(path, {"form": "party", "name": "X"}).status == 403
    assert not any("/edit/" in one for one in reader.get("customers/C1/").values("//main//a/@href"))
    other = Browser(build.new_company(name="Sydan AB"), name="carla")
    for path in ("customers/C1/edit/", "vendors/C1/edit/"):
        assert other.get(path).status == 404
        assert other.post(path, {"form": "party", "name": "X"}).status == 404
