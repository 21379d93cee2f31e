"""Journals filled by hand in a browser: lines kept as they are typed, refusals at the field, entries applied."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reskontra.journals.batches import find_batch
from reskontra.journals.models import TypedLine
from reskontra.journals.typed_lines import TypedFacts, find_typed_line
from reskontra.receivables.models import Entry
from tests import build
from tests.story import Story
from tests.web import Browser, Page

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
GRID = "typed/KASSA/"


@pytest.fixture
def ready(story: Story) -> Story:
    story.tells("""
        bank     B1 10000.00
        customer C1 "Ådalsvik Tandvård AB"
        customer C2 "Ådalsvik Snickeri AB"
        vendor   V1 "Vide AB"
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10 due=2026-03-31
        invoice  C1 INV-2 500.00 due=2026-02-28
        invoice  V1 V-7 -300.00
        batch    KASSA bank:B1
    """)
    return story


@pytest.fixture
def clerk(ready: Story) -> Browser:
    return Browser(ready.company, role="CLERK", name="alice")


@pytest.fixture
def bob(ready: Story) -> Browser:
    return Browser(ready.company, role="ACCOUNTANT", name="bob")


def row(suffix: str, **fields: str) -> dict[str, str]:
    """What a row sends: the kind of a customer unless it is another."""
    return {f"{name}-{suffix}": value for name, value in ({"kind": "CUSTOMER"} | fields).items()}


def add(browser: Browser, *, htmx: bool = True, **fields: str) -> Page:
    path = f"{GRID}lines/" if htmx else f"{GRID}save/"
    return browser.post(path, row("new", **fields) | {"shown": "new"}, htmx=htmx)


def fields(page: Page, suffix: str) -> dict[str, str]:
    """The fields of a row as a page shows them."""
    names = ("date", "number", "account", "text", "amount", "currency", "balancing")
    found = {name: page.values(f"//input[@id='{name}-{suffix}']/@value")[0] for name in names}
    for name in ("type", "kind"):
        chosen = page.values(f"//select[@id='{name}-{suffix}']/option[@selected]/@value")
        found[name] = chosen[0] if chosen else ""
    return found


def change(browser: Browser, line: int, *, htmx: bool = True, **changes: str) -> Page:
    shown = fields(browser.get(GRID), str(line))
    return browser.post(f"{GRID}{line}/", row(str(line), **(shown | changes)), htmx=htmx)


def stored(story: Story, line: int) -> TypedFacts:
    batch = find_batch(company=story.company, kind="CASH_RECEIPT", name="KASSA")
    return find_typed_line(company=story.company, journal_id=batch.journal_id, batch=batch.name, number=line)


def entry(number: str) -> int:
    found: int = Entry.objects.get(document_number=number).id
    return found


def tick(browser: Browser, line: int, *, htmx: bool = True, **amounts: str) -> Page:
    """Tick documents by number (as INV_1), with an amount or none."""
    sent: dict[str, str] = {}
    for name, amount in amounts.items():
        id = entry(name.replace("_", "-"))
        sent |= {f"tick-{id}": "on", f"amount-{id}": amount}
    return browser.post(f"{GRID}{line}/apply/", sent, htmx=htmx)


def test_a_line_is_added_by_typing_an_account_in_the_empty_row(clerk: Browser) -> None:
    assert clerk.post(f"{GRID}lines/", row("new", text="x"), htmx=True).status == 204
    part = add(clerk, account="tandvard", date="1003")
    assert part.status == 200
    assert fields(part, "1") | {"date": ""} == {
        "date": "", "type": "PAYMENT", "number": "INB000001", "kind": "CUSTOMER", "account": "C1",
        "text": "Ådalsvik Tandvård AB", "amount": "", "currency": "SEK", "balancing": "B1",
    }  # fmt: skip
    assert part.values("//tbody[@id='row-1']/@hx-swap-oob") == ["outerHTML:#spare"]
    assert part.values("//tbody[@id='row-new']/@hx-swap-oob") == ["true"]
    assert fields(clerk.get(GRID), "1")["account"] == "C1"
    assert add(clerk, account="C2", amount="-1000-250", htmx=False).url.endswith(GRID)
    assert fields(clerk.get(GRID), "2")["amount"] == "-1,250.00"


@pytest.mark.parametrize(("typed", "field", "told"), [
    ({"account": "adalsvik"}, "account", "C1 Ådalsvik Tandvård AB, C2 Ådalsvik Snickeri AB"),
    ({"account": "C9"}, "account", 'There is no customer "C9".'),
    ({"account": "C1", "amount": "13 7oo"}, "amount", '"13 7oo" is not an amount.'),
    ({"account": "C1", "date": "3102"}, "date", '"3102" is not a date.'),
    ({"account": "1510", "kind": "GL"}, "account", "1510"),
    ({"account": "B9", "kind": "BANK"}, "account", "B9"),
    ({"account": "C1", "balancing": "9999"}, "account", "9999"),
])  # fmt: skip
def test_what_is_refused_stands_at_its_field_and_stays(
    clerk: Browser, typed: dict[str, str], field: str, told: str
) -> None:
    part = add(clerk, **typed)
    assert part.status == 422
    assert told in part.texts("//*[@id='refused-new']")[0]
    assert part.values("//*[@aria-invalid]/@id") == [f"{field}-new"]
    assert part.values("//input[@id='account-new']/@value") == [typed["account"]]
    page = add(clerk, htmx=False, **typed)
    assert (page.status, page.values("//*[@aria-invalid]/@id")) == (422, [f"{field}-new"])
    assert not TypedLine.objects.filter(company=clerk.company.id).exists()


def test_a_field_is_kept_as_it_is_changed_and_the_rest_stays(clerk: Browser, ready: Story) -> None:
    ready.tells("type KASSA customer:C1 -980.00 on=2026-03-10 pays=INV-1 external=X-1 late")
    part = change(clerk, 1, text="Kontant", date="12", type="PAYMENT")
    assert part.status == 200
    line = stored(ready, 1)
    assert (line.description, line.amount_minor, line.external_document_number, line.accepts_late_discount) == (
        "Kontant", -980_00, "X-1", True,
    )  # fmt: skip
    assert [mark.entry_id for mark in line.marks] == [entry("INV-1")]
    change(clerk, 1, amount="200,50")
    line = stored(ready, 1)
    assert (line.amount_minor, line.document_type) == (200_50, "REFUND")
    change(clerk, 1, account="snickeri", balancing="3740", currency="eur")
    line = stored(ready, 1)
    assert (line.account, line.marks, line.balancing, line.currency) == ("customer:C2", (), "gl:3740", "EUR")
    part = change(clerk, 1, amount="x")
    assert (part.status, part.values("//input[@id='amount-1']/@value")) == (422, ["x"])
    page = change(clerk, 1, amount="x", htmx=False)
    assert (page.status, page.values("//*[@aria-invalid]/@id")) == (422, ["amount-1"])


def test_without_the_script_all_rows_are_kept_by_one_button(clerk: Browser, ready: Story) -> None:
    ready.tells("type KASSA customer:C1 -1.00\ntype KASSA customer:C2 -2.00")
    shown = clerk.get(GRID)
    one, two = fields(shown, "1"), fields(shown, "2")
    sent = (
        row("1", **(one | {"amount": "-5"}))
        | row("2", **(two | {"amount": "två"}))
        | row("new", account="C1", amount="-3")
    )
    page = clerk.post(f"{GRID}save/", sent | {"shown": "1,2,new"})
    assert page.status == 422
    assert [stored(ready, n).amount_minor for n in (1, 2, 3)] == [-5_00, -2_00, -3_00]
    assert page.values("//input[@id='amount-2']/@value") == ["två"]
    assert fields(page, "new")["account"] == ""
    page = clerk.post(f"{GRID}save/", row("1", **fields(page, "1")) | {"shown": "1"})
    assert "What you entered is kept." in page.text


def test_entries_are_applied_and_the_amount_goes_with_them(clerk: Browser, ready: Story) -> None:
    add(clerk, account="C1", date="2026-03-10")
    pane = clerk.get(f"{GRID}1/", htmx=True)
    assert pane.texts("//table[@class='entries']//label") == ["INV-2", "INV-1"]
    part = tick(clerk, 1, INV_1="")
    assert part.texts("//dl[@class='running']/div") == [
        "Amount980.00",
        "Applied980.00and discount 20.00",
        "Balance0.00 SEK",
    ]
    part = tick(clerk, 1, INV_1="", INV_2="200,00")
    assert stored(ready, 1).amount_minor == -1180_00
    assert part.texts("//tbody[@id='row-1']//a[@data-pane]") == ["INV-1, INV-2"]
    change(clerk, 1, amount="-1200")
    part = tick(clerk, 1, INV_1="")
    assert stored(ready, 1).amount_minor == -1200_00
    assert part.texts("//dl[@class='running']/div")[2] == "Balance220.00 SEK"
    part = tick(clerk, 1, INV_1="9oo")
    assert (part.status, "9oo" in part.texts("//*[@id='refused']")[0]) == (422, True)
    assert tick(clerk, 1, htmx=False, INV_1="9oo").status == 422
    assert tick(clerk, 1, htmx=False).values("//aside/@data-line") == ["1"]
    assert stored(ready, 1).marks == ()


def test_what_another_line_holds_is_told_and_not_ticked(clerk: Browser, ready: Story) -> None:
    ready.tells("batch ANNAN bank:B1\ntype ANNAN customer:C1 pays=INV-1\ntype KASSA customer:C1 -5.00")
    pane = clerk.get(f"{GRID}1/?q=inv-1", htmx=True)
    assert pane.texts("//table[@class='entries']//td[2]") == ["INV-1 ANNAN 1"]
    assert pane.values(f"//input[@id='tick-{entry('INV-1')}']/@disabled") == ["disabled"]
    part = tick(clerk, 1, INV_1="")
    assert (part.status, "ANNAN" in part.texts("//*[@id='refused']")[0]) == (422, True)


def test_the_rest_of_a_line_stands_in_the_pane(clerk: Browser, ready: Story) -> None:
    add(clerk, account="C1", amount="-5")
    sent = {"more": "1", "external_document_number": "PO-1", "comment": "Kassan", "late": "yes", "tolerance": "no"}
    assert clerk.post(f"{GRID}1/apply/", sent, htmx=True).status == 200
    line = stored(ready, 1)
    assert (line.external_document_number, line.comment, line.accepts_late_discount, line.accepts_tolerance) == (
        "PO-1", "Kassan", True, False,
    )  # fmt: skip
    assert "PO-1" in clerk.get(f"{GRID}1/").values("//input[@id='more-external_document_number']/@value")


def test_the_last_row_is_copied_and_a_row_deleted(clerk: Browser, ready: Story) -> None:
    assert clerk.post(f"{GRID}copy/").url.endswith(GRID)
    ready.tells("type KASSA customer:C1 -980.00 on=2026-03-10 pays=INV-1")
    part = clerk.post(f"{GRID}copy/", htmx=True)
    copied = fields(part, "2")
    assert (copied["account"], copied["amount"], copied["number"], stored(ready, 2).marks) == (
        "C1",
        "-980.00",
        "INB000002",
        (),
    )
    page = clerk.post(f"{GRID}1/delete/")
    assert "Line 1 is deleted." in page.text
    assert page.values("//tbody[@data-row]/@data-row") == ["2", "new"]
    assert clerk.post(f"{GRID}1/delete/").status == 404


def test_all_that_forbids_posting_is_told_with_its_line(clerk: Browser, ready: Story) -> None:
    add(clerk, account="C1")
    add(clerk, account="3740", kind="GL", amount="5", balancing="")
    part = clerk.get(f"{GRID}check/", htmx=True)
    assert "line 1, amount" in part.texts("//section[@id='check']//li/a")
    assert part.values("//section[@id='check']//li/a/@href")[0].endswith("typed/KASSA/?line=1#row-1")
    refused = clerk.get(f"{GRID}post/", htmx=True)
    assert (refused.status, "line 1, amount" in refused.text) == (422, True)
    clerk.post(f"{GRID}1/delete/")
    assert "Nothing forbids posting." in clerk.get(f"{GRID}check/").text


def test_two_invoices_are_paid_by_one_receipt_and_posted(bob: Browser, clerk: Browser, ready: Story) -> None:
    add(clerk, account="C1", date="2026-03-10")
    tick(clerk, 1, INV_1="", INV_2="")
    preview = clerk.get(f"{GRID}post/", htmx=True)
    assert "One voucher, A-2026-1. Nothing is posted yet." in preview.text
    assert "An accountant posts." in preview.text
    assert clerk.post(f"{GRID}post/").status == 403
    page = bob.post(f"{GRID}post/")
    assert "A-2026-1 is posted." in page.text
    ready.tells("remaining INV-1 0.00\nremaining INV-2 0.00\ngl 1930 11480.00\ngl 3731 20.00")
    assert bob.get(GRID).values("//tbody[@data-row]/@data-row") == ["new"]
    assert bob.post(f"{GRID}post/").status == 422


def test_vendors_and_gl_lines_and_balances(clerk: Browser, ready: Story) -> None:
    add(clerk, account="V1", kind="VENDOR", date="2026-03-10")
    part = tick(clerk, 1, V_7="")
    assert part.texts("//dl[@class='running']/div")[0] == "Amount300.00"
    assert stored(ready, 1).amount_minor == 300_00
    ready.tells("batch ALLM kind=general")
    page = clerk.post("typed/ALLM/lines/", row("new", account="3740", kind="GL", amount="7"), htmx=True)
    assert "Balance SEK7.00Out of balance" in page.texts("//div[@id='foot']")[0].replace(" Balance", "Balance")


def test_choices_fit_what_is_typed(clerk: Browser) -> None:
    def chosen(kind: str, text: str) -> list[str]:
        return clerk.get(f"typed-accounts/?kind={kind}&text={text}", htmx=True).values("//option/@value")

    assert chosen("CUSTOMER", "adals") == ["C1", "C2"]
    assert chosen("VENDOR", "vide") == ["V1"]
    assert chosen("BANK", "b") == ["B1"]
    assert chosen("GL", "öres") == ["3740"]
    assert chosen("GL", "374") == ["3740"]
    assert (chosen("NONE", "x"), chosen("GL", "")) == ([], [])


def test_readers_look_and_others_companies_are_not_found(ready: Story, bob: Browser) -> None:
    ready.tells("type KASSA customer:C1 -5.00")
    rita = Browser(ready.company, role="READER", name="rita")
    page = rita.get(f"{GRID}?line=1")
    assert (page.status, page.values("//form[@id='rows']/@id")) == (200, [])
    assert rita.get(f"{GRID}1/", htmx=True).status == 200
    assert rita.post(f"{GRID}1/", row("1")).status == 403
    other = build.new_company(name="Sydan AB")
    carla = Browser(other, name="carla")
    assert carla.get(GRID).status == 404
    assert bob.get("typed/INGEN/").status == 404
    assert bob.get(f"{GRID}9/").status == 404
    assert bob.get(f"{GRID}{10**30}/").status == 404
    assert bob.get(f"{GRID}?line={10**8}&page=99").status == 200


def test_fifty_lines_take_as_many_queries_as_two_and_a_page_stays_small(bob: Browser, ready: Story) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            page = bob.get(GRID)
        assert len(page.source) < 300_000
        return len(captured)

    ready.tells("type KASSA customer:C1 pays=INV-1\ntype KASSA customer:C2 -2.00")
    few = asked()
    ready.tells("\n".join(f"type KASSA customer:C2 -{n}.00" for n in range(1, 60)))
    ready.tells("type KASSA customer:C1 pays=INV-2")
    assert asked() == few
    page = bob.get(f"{GRID}?line=2")
    assert "Page 1 of 2" in page.text
    assert len(page.values("//tbody[@data-row]/@data-row")) == 50
    assert page.values("//aside/@data-line") == ["2"]


def test_in_swedish(ready: Story) -> None:
    svea = Browser(ready.company, role="CLERK", name="svea", language="sv")
    part = add(svea, account="C1", amount="13 7oo")
    assert "”13 7oo” är inget belopp." in part.text
    add(svea, account="C1")
    assert "rad 1, belopp" in svea.get(f"{GRID}check/").text
    assert "Inbetalningar" in svea.get(GRID).texts("//nav")[0]


def test_the_lines_are_taken_along_and_columns_are_hidden(clerk: Browser) -> None:
    add(clerk, date="2026-03-10", account="C1", amount="-980,00", text="Betalning")
    head, line = clerk.get(f"{GRID}?format=csv").source.splitlines()
    assert head == "line,date,type,number,kind,account,text,amount,currency,settles,balancing,correction"
    assert line.startswith("1,2026-03-10,")
    assert ",C1,Betalning,-980.00,SEK,,B1," in line
    clerk.client.post("/account/columns/", {"list": "typed-cash-receipt", "column": ["text", "currency"]})
    page = clerk.get(GRID)
    assert page.values("//table[contains(@class, 'grid')]/@class") == [
        "grid no-type no-number no-settles no-balancing no-correction"
    ]
    assert clerk.get(f"{GRID}?format=csv").source.splitlines()[0] == "line,date,kind,account,text,amount,currency"
