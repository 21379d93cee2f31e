"""Payment registration in a browser: rows kept as they are made, refusals at the row, posting, who may what."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.journals.models import Registration
from reskontra.journals.registration import set_up
from reskontra.ledger.models import Voucher
from tests import build
from tests.story import Story
from tests.web import Browser, Page

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
LIST = "registration/"


@pytest.fixture
def ready(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Skärgårdens Elservice AB"
        customer C2 "Öst El AB"
        vendor   V1 "Vide AB"
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10 due=2026-03-31
        invoice  C1 INV-2 500.00 due=2026-02-28
        invoice  C2 INV-3 800.00 due=2026-04-30
        invoice  V1 V-7 -300.00
        batch    REG bank:B1 series=REG
        batch    PAY bank:B1 series=UTB kind=payment
    """)
    set_up(company=story.company, actor=build.BOB, user="", batch="REG", account="")
    set_up(company=story.company, actor=build.BOB, user="", batch="PAY", account="", ledger="VENDOR")
    return story


@pytest.fixture
def clerk(ready: Story) -> Browser:
    return Browser(ready.company, role="CLERK", name="alice")


@pytest.fixture
def bob(ready: Story) -> Browser:
    return Browser(ready.company, role="ACCOUNTANT", name="bob")


def entries(page: Page) -> dict[str, int]:
    """Document number → entry id, of the rows of a page."""
    ids = [int(one.removeprefix("row-")) for one in page.values("//tbody[starts-with(@id, 'row-')]/@id")]
    return dict(zip(page.texts("//td[contains(@class, 'number')]"), ids, strict=True))


def send(browser: Browser, number: str, *, htmx: bool = True, query: str = "", **typed: str) -> Page:
    """Change a row: tick, date and amount as its fields say them."""
    id = entries(browser.get(LIST + query))[number]
    fields = {f"{name}-{id}": value for name, value in typed.items()}
    return browser.post(f"{LIST}{id}/{query}", fields, htmx=htmx)


def test_without_a_setup_the_way_leads_to_it_and_it_is_remembered(story: Story) -> None:
    story.tells("bank B1 10000.00")
    browser = Browser(story.company, name="bob")
    page = browser.get(LIST)
    assert page.url.endswith("registration/setup/")
    assert page.values("//select[@id='account']/optgroup[1]/option/@value") == ["bank:B1"]
    said = browser.post(
        "registration/setup/", {"batch": "+", "new_batch": "INBET", "account": "bank:B1", "fills_date": "on"}
    )
    assert said.url.endswith(LIST)
    assert "Payments are registered through batch INBET against B1." in said.text
    assert "No unpaid documents." in said.text
    refused = browser.post("registration/setup/", {"batch": "INBET", "account": "gl:1510"})
    assert (refused.status, refused.values("//select[@id='account']//option[@selected]/@value")) == (422, [])
    assert "1510" in refused.texts("//*[@id='refused']")[0]


def test_the_list_is_by_due_date_and_finds_what_one_remembers(clerk: Browser) -> None:
    assert list(entries(clerk.get(LIST))) == ["INV-2", "INV-1", "INV-3"]
    assert clerk.get(LIST).texts("//nav[@class='tabs']/a") == ["All open 3", "Overdue 3", "Ticked 0"]
    for asked, found in (
        ("inv-3", ["INV-3"]), ("980", ["INV-1"]), ("1 000,00", ["INV-1"]), ("elservice", ["INV-2", "INV-1"]),
        ("ost", ["INV-3"]), ("C2", ["INV-3"]), ("%", []), ("zzz", []),
    ):  # fmt: skip
        assert list(entries(clerk.get(f"{LIST}?q={asked}"))) == found, asked
    assert "No open document fits “zzz”" in clerk.get(f"{LIST}?q=zzz").text
    assert list(entries(clerk.get(f"{LIST}?sort=-amount"))) == ["INV-1", "INV-3", "INV-2"]
    assert list(entries(clerk.get(f"{LIST}?sort=name"))) == ["INV-2", "INV-1", "INV-3"]
    assert list(entries(clerk.get(f"{LIST}?sort=nonsense&page=99&tab=x"))) == ["INV-2", "INV-1", "INV-3"]


def test_a_tick_is_kept_at_once_and_found_again(clerk: Browser) -> None:
    part = send(clerk, "INV-1", tick="on", date="2026-03-10")
    assert part.status == 200
    assert "Discount 20.00 deducted" in part.text
    assert part.values("//input[starts-with(@id, 'amount-')]/@value") == ["980.00"]
    assert "1 payment, SEK" in part.texts("//div[@id='strip']")[0]
    assert part.texts("//*[@id='ticked-count']") == ["1"]
    page = clerk.get(f"{LIST}?tab=ticked")
    assert page.values("//input[starts-with(@id, 'amount-')]/@value") == ["980.00"]
    assert "980.00" in page.texts("//div[@id='foot']")[0]
    again = send(clerk, "INV-1", date="2026-03-10", amount="980.00")
    assert again.values("//input[starts-with(@id, 'amount-')]/@value") == [""]
    assert not Registration.objects.filter(company=clerk.company.id, is_made=True).exists()


@pytest.mark.parametrize(("number", "typed", "told", "left"), [
    ("INV-1", {"date": "2026-03-20", "amount": "980,00"}, "The discount ended 2026-03-10, 20.00 left", "20.00"),
    ("INV-2", {"date": "2026-03-10", "amount": "500"}, "10 days late", "0.00"),
    ("INV-3", {"date": "2026-03-10", "amount": "400+100"}, "Part payment, 300.00 left", "300.00"),
    ("INV-3", {"date": "2026-03-10", "amount": "810"}, "10.00 too much, on account", "0.00"),
])  # fmt: skip
def test_what_to_know_stands_in_the_row(
    clerk: Browser, number: str, typed: dict[str, str], told: str, left: str
) -> None:
    part = send(clerk, number, **typed)
    assert part.texts("//td[@class='know']") == [told]
    assert part.texts("//td[contains(@class, 'left')]") == [left]


def test_a_discount_is_taken_or_refused_on_its_row(clerk: Browser) -> None:
    taken = send(clerk, "INV-1", tick="on", date="2026-03-20", until="2026-03-10", take="on")
    assert taken.texts("//td[contains(@class, 'left')]") == ["0.00"]
    assert taken.values("//input[starts-with(@id, 'until-')]/@value") == ["2026-03-20"]
    assert taken.texts("//td[@class='know']") == ["Discount 20.00 deducted"]
    rest = {"tick": "on", "date": "2026-03-20", "amount": "980.00"}
    refused = send(clerk, "INV-1", until="2026-03-20", **rest)
    assert refused.values("//input[starts-with(@id, 'take-')]/@checked") == []
    assert refused.texts("//td[@class='know']") == ["The discount ended 2026-03-19, 20.00 left"]
    moved = send(clerk, "INV-1", until="2203-2026x", **rest)
    assert (moved.status, moved.values("//input[@aria-invalid]/@value")) == (422, ["2203-2026x"])
    moved = send(clerk, "INV-1", until="2026-03-25", **rest)
    assert moved.texts("//td[contains(@class, 'left')]") == ["0.00"]


def test_the_list_is_taken_along_whole_with_the_columns_that_are_shown(clerk: Browser) -> None:
    send(clerk, "INV-1", tick="on", date="2026-03-10", amount="980.00")
    head, *rows = clerk.get(f"{LIST}?format=csv&sort=number").source.splitlines()
    assert "external_number" not in head.split(",")
    assert [row.split(",")[2] for row in rows] == ["INV-1", "INV-2", "INV-3"]
    assert "980.00,0.00,SEK" in rows[0]
    assert [row.split(",")[2] for row in clerk.get(f"{LIST}?format=csv&tab=ticked").source.splitlines()[1:]] == [
        "INV-1"
    ]
    page = clerk.get(LIST)
    assert page.values("//table/@class") == ["registration no-external"]
    clerk.client.post("/account/columns/", {"list": "registration", "column": ["late", "external"]})
    page = clerk.get(f"{LIST}?tab=overdue")
    assert page.values("//table/@class") == ["registration no-type no-discount no-take no-after no-know"]
    assert "days_late,external_number,is_ticked" in clerk.get(f"{LIST}?format=csv").source


def test_what_is_no_amount_or_day_is_told_at_the_row_and_stays(clerk: Browser) -> None:
    part = send(clerk, "INV-1", tick="on", date="2026-03-10", amount="13 7oo")
    assert part.status == 422
    assert part.values("//input[@aria-invalid]/@value") == ["13 7oo"]
    assert "“13 7oo”" in part.text or '"13 7oo" is not an amount.' in part.text
    part = send(clerk, "INV-1", date="31 februari")
    assert (part.status, part.values("//input[@aria-invalid]/@value")) == (422, ["31 februari"])
    assert not Registration.objects.filter(company=clerk.company.id).exists()
    page = send(clerk, "INV-1", tick="on", amount="x", htmx=False)
    assert (page.status, page.values("//input[@aria-invalid]/@value")) == (422, ["x"])


def test_without_the_script_all_rows_are_kept_by_one_button(clerk: Browser) -> None:
    found = entries(clerk.get(LIST))
    one, two, three = found["INV-1"], found["INV-2"], found["INV-3"]
    fields = {
        "shown": f"{two},{one},{three}", f"tick-{one}": "on", f"date-{one}": "2026-03-10", f"amount-{three}": "1oo",
    }  # fmt: skip
    page = clerk.post("registration/save/", fields)
    assert page.status == 422
    assert page.values("//input[@aria-invalid]/@value") == ["1oo"]
    assert page.values("//tbody[contains(@class, 'made')]/@id") == [f"row-{one}"]
    page = clerk.post("registration/save/", fields | {f"amount-{three}": "100", f"amount-{one}": "980.00"})
    assert "What you entered is kept." in page.text
    assert page.values("//tbody[contains(@class, 'made')]/@id") == [f"row-{one}", f"row-{three}"]
    assert clerk.post(f"registration/{two}/", {f"tick-{two}": "on"}).url.endswith(LIST)


def test_what_was_paid_since_is_told_and_the_rest_is_kept(clerk: Browser, ready: Story) -> None:
    found = entries(clerk.get(LIST))
    ready.tells("type REG customer:C1 pays=INV-2 on=2026-03-10\npost-batch REG")
    fields = {"shown": ",".join(map(str, found.values()))} | {f"tick-{id}": "on" for id in found.values()}
    page = clerk.post("registration/save/", fields)
    assert page.status == 422
    assert set(entries(page)) == {"INV-1", "INV-3"}
    assert len(page.values("//tbody[contains(@class, 'made')]/@id")) == 2


def test_each_payment_is_previewed_and_posted(bob: Browser, ready: Story) -> None:
    send(bob, "INV-1", tick="on", date="2026-03-10")
    send(bob, "INV-3", amount="300", date="2026-03-12")
    before = Voucher.objects.count()
    preview = bob.get("registration/post/", htmx=True)
    assert "2 vouchers, A-2026-1 to A-2026-2. Nothing is posted yet." in preview.text
    assert preview.texts("//tr[@class='voucher']/td[1]") == ["1,000.00", "300.00"]
    assert preview.texts("//tr[@class='total']/td") == ["Balance after", "11,280.00"]
    assert Voucher.objects.count() == before
    page = bob.post("registration/post/")
    assert "2 vouchers posted, A-2026-1 to A-2026-2." in page.text
    assert "/posted/" in page.url
    assert page.values("//tbody//a/@href")[:2] == [
        f"/{bob.company.id}/vouchers/A-2026-1/",
        f"/{bob.company.id}/vouchers/A-2026-1/#reason",
    ]
    ready.tells("remaining INV-1 0.00\nremaining INV-3 500.00\ngl 1930 11280.00")
    assert "Ticked 0" in bob.get(LIST).text


def test_a_lump_takes_one_account_and_one_day(bob: Browser, ready: Story) -> None:
    send(bob, "INV-1", tick="on", date="2026-03-10")
    page = send(bob, "INV-2", tick="on", date="2026-03-10")
    assert page.values("//a[@data-key='l']/@href") == [f"/{bob.company.id}/registration/post/?lump=1"]
    send(bob, "INV-3", tick="on", date="2026-03-10")
    page = bob.get("registration/post/?lump=1", htmx=True)
    assert (page.status, "C1, C2" in page.text) == (422, True)
    assert "C1, C2" in bob.get("registration/post/?lump=1").text
    assert bob.post("registration/post/?lump=1").status == 422
    send(bob, "INV-3", date="2026-03-10", amount="800.00")
    assert "is posted." in bob.post("registration/post/?lump=1").text
    ready.tells("remaining INV-1 0.00\nremaining INV-2 0.00\ngl 1930 11480.00")


def test_a_clerk_ticks_and_an_accountant_posts_it(clerk: Browser, bob: Browser, ready: Story) -> None:
    page = send(clerk, "INV-2", tick="on", date="2026-03-10")
    assert "An accountant posts what you have ticked." in page.text
    assert clerk.post("registration/post/").status == 403
    assert bob.get(LIST).texts("//nav[@class='tabs']/span/a")[0] == "alice 1"
    page = bob.get(f"{LIST}?tab=ticked&of=alice")
    assert "What alice has ticked." in page.text
    assert page.values("//input[@type='checkbox'][not(@disabled)]/@id") == []
    assert "is posted." in bob.post("registration/post/?of=alice").text
    ready.tells("remaining INV-2 0.00")
    assert not Registration.objects.filter(company=ready.company.id).exists()
    assert "What bob" not in clerk.get(f"{LIST}?of=bob").text


def test_vendors_are_paid_the_same_way(bob: Browser, ready: Story) -> None:
    page = bob.get(f"{LIST}?ledger=vendor")
    assert page.texts("//td[contains(@class, 'left')]") == ["300.00"]
    part = send(bob, "V-7", query="?ledger=vendor", tick="on", date="2026-03-10")
    assert part.values("//input[starts-with(@id, 'amount-')]/@value") == ["300.00"]
    assert "−300.00" in part.texts("//div[@id='foot']")[0]
    part = send(bob, "V-7", query="?ledger=vendor", tick="on", date="2026-03-10", amount="200")
    assert part.texts("//td[contains(@class, 'left')]") == ["100.00"]
    assert "is posted." in bob.post("registration/post/?ledger=vendor").text
    ready.tells("remaining V-7 -100.00\ngl 1930 9800.00")


def test_a_reader_looks_and_another_companys_entry_is_not_found(ready: Story) -> None:
    reader = Browser(ready.company, role="READER", name="rita")
    page = reader.get(LIST)
    assert (page.status, page.values("//form[@id='rows']/@id")) == (200, [])
    bob = Browser(ready.company, name="bob")
    other = build.new_company(name="Sydan AB")
    theirs = build.invoice(other, build.customer(other), number="INV-1")
    assert bob.post(f"registration/{theirs.entry_id}/", {f"tick-{theirs.entry_id}": "on"}).status == 404
    assert bob.post(f"registration/{10**30}/", {}).status == 404
    assert bob.get(f"posted/{10**30}/").status == 404
    assert bob.get("posted/999/").status == 404


def test_a_hundred_rows_take_as_many_queries_as_three_and_a_page_stays_small(bob: Browser, ready: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            page = bob.get(LIST)
        assert len(page.source) < 300_000
        return len(captured)

    few = asked()
    ready.tells("\n".join(f"invoice C1 MORE-{n} {n}.00 due=2026-05-01" for n in range(1, 121)))
    assert asked() == few
    page = bob.get(f"{LIST}?page=2")
    assert "Page 2 of 2" in page.text
    assert len(entries(page)) == 23


def test_in_swedish(ready: Story) -> None:
    svea = Browser(ready.company, role="CLERK", name="svea", language="sv")
    page = send(svea, "INV-1", tick="on", date="2026-03-20", amount="980,00")
    assert page.texts("//td[@class='know']") == ["Rabatten gick ut 2026-03-10, 20,00 kvar"]
    assert "Registrering" in svea.get(LIST).texts("//nav")[0]
