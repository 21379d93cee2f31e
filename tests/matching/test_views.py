"""The journal's pages: a line decided after the other, with htmx and without, and what is refused."""

from __future__ import annotations

import pytest

from reskontra.matching.models import Proposal
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
JOURNAL = "journals/PRJ000001/"


@pytest.fixture
def imported(story: Story) -> Story:
    """Line 1 is ready, 2 is underpaid by 100.00, 3 is unmatched, 4 is a fee."""
    story.tells(
        """
        statement B1 2026-03-02
        line      1000.00 name="ALFA AB" ocr=10017
        line      400.00 name="ALFA AB" text="10025"
        line      77.00 text="Okänt"
        line      -30.00 text="Pris"
        import
        match
        """
    )
    return story


@pytest.fixture
def clerk(imported: Story) -> Browser:
    return Browser(imported.company, role="CLERK")


def test_the_list_of_journals(clerk: Browser) -> None:
    page = clerk.get("journals/")
    assert page.status == 200
    assert page.texts("//tbody/tr/td") == [
        "2 Mar 2026", "S-1", "B1", "PRJ000001", "11,447.00", "3", "4", "0", "Open"
    ]  # fmt: skip


def test_without_journals_the_first_step_is_offered(story: Story) -> None:
    page = Browser(story.company).get("journals/")
    assert "No statements yet" in page.text


def test_the_journal_begins_with_what_is_to_decide(clerk: Browser) -> None:
    page = clerk.get(JOURNAL)
    assert page.texts("//nav[@id='tabs']/a") == ["To decide 3", "Ready lines 1", "All 4", "Posted lines 0"]
    assert page.values("//tbody/tr[@aria-selected]/@id") == ["line-2"]
    assert page.texts("//aside//h2") == ["ALFA AB"]
    assert "Underpaid 100.00" in page.texts("//aside/header")[0]
    assert page.values("//aside//mark/text()") == ["ALFA AB", "10025"]


@pytest.mark.parametrize(("tab", "lines"), [("ready", ["line-1"]), ("all", ["line-1", "line-2", "line-3", "line-4"])])
def test_a_tab_shows_its_lines(clerk: Browser, tab: str, lines: list[str]) -> None:
    assert clerk.get(f"{JOURNAL}?tab={tab}").values("//div[@id='lines']//tbody/tr/@id") == lines


def test_an_unknown_journal_or_line_is_not_found(clerk: Browser) -> None:
    assert clerk.get("journals/PRJ999999/").status == 404
    assert clerk.get(f"{JOURNAL}99/").status == 404


def test_accepting_goes_on_to_the_next_line(clerk: Browser) -> None:
    part = clerk.post(f"{JOURNAL}2/accept/", {"way": "leave"}, htmx=True)
    assert part.status == 200
    assert part.values("//aside/@data-line") == ["3"]
    assert part.values("//div[@id='line-2']/@hx-swap-oob") == ["delete"]
    assert "Accepted: line 2." in part.texts("//div[@id='flash']")[0]
    assert part.texts("//nav[@id='tabs']/a")[:2] == ["To decide 2", "Ready lines 2"]


def test_without_the_script_the_same_leads_to_the_next_line(clerk: Browser) -> None:
    page = clerk.post(f"{JOURNAL}2/accept/", {"way": "leave"})
    assert page.url.endswith(f"{JOURNAL}?line=3")
    assert "Accepted: line 2." in page.text


def test_a_refusal_keeps_the_line_and_says_why(clerk: Browser) -> None:
    part = clerk.post(f"{JOURNAL}3/accept/", {"way": "account", "account": "9999"}, htmx=True)
    assert part.status == 422
    assert part.values("//aside/@data-line") == ["3"]
    assert "9999" in part.texts("//*[@id='refused']")[0]
    assert part.values("//input[@name='account']/@value") == ["9999"]
    assert Proposal.objects.filter(line__line_number=3, is_reviewed=True).count() == 0


def test_money_goes_to_an_account(clerk: Browser) -> None:
    clerk.post(f"{JOURNAL}4/accept/", {"way": "account", "account": "6570"}, htmx=True)
    assert "6570" in clerk.get(f"{JOURNAL}4/").texts("//table[@class='applied']//td[1]")[0]


def test_a_candidate_is_taken_and_the_decision_undone(clerk: Browser) -> None:
    clerk.post(f"{JOURNAL}3/apply/", {"document": "customer:INV-3"}, htmx=True)
    assert "INV-3" in clerk.get(f"{JOURNAL}3/").texts("//table[@class='applied']")[0]
    part = clerk.post(f"{JOURNAL}3/undo/", htmx=True)
    assert part.values("//aside/@data-line") == ["3"]
    assert "Nothing is proposed." in part.text
    again = clerk.post(f"{JOURNAL}3/undo/", htmx=True)
    assert again.status == 422


def test_a_row_that_left_the_list_is_not_sent_back_to_it(clerk: Browser) -> None:
    accepted = clerk.post(f"{JOURNAL}2/accept/", {"way": "leave"}, htmx=True)
    assert accepted.values("//*[@id='line-2']/@hx-swap-oob") == ["delete"]
    undone = clerk.post(f"{JOURNAL}2/undo/", htmx=True)
    assert undone.values("//aside/@data-line") == ["2"]
    assert undone.values("//*[@id='line-2']") == []


def test_unapplying_leaves_the_line_on_nothing(clerk: Browser) -> None:
    part = clerk.post(f"{JOURNAL}2/unapply/", htmx=True)
    assert "Line 2 is on nothing." in part.text
    assert part.values("//aside/@data-line") == ["2"]


def test_a_document_is_searched_in_the_pane(clerk: Browser) -> None:
    part = clerk.get(f"{JOURNAL}3/?q=INV-3", htmx=True)
    assert part.texts("//ul[@class='candidates']//span[@class='what']") == ["Invoice INV-3"]
    assert "No open document fits" in clerk.get(f"{JOURNAL}3/?q=zzz9", htmx=True).text


def test_posting_is_previewed_and_then_done(imported: Story) -> None:
    bob = Browser(imported.company, role="ACCOUNTANT", name="bob")
    preview = bob.get(f"{JOURNAL}post/", htmx=True)
    assert "Post 1 lines" in preview.text
    assert "3 lines stay to be decided" in preview.text
    page = bob.post(f"{JOURNAL}post/")
    assert "1 line posted, B-2026-1 to B-2026-1. 3 lines remain." in page.text
    assert "Posted as B-2026-1" in bob.get(f"{JOURNAL}1/").text


def test_a_clerk_does_not_post_and_a_reader_does_not_decide(clerk: Browser, imported: Story) -> None:
    assert clerk.post(f"{JOURNAL}post/").status == 403
    reader = Browser(imported.company, role="READER", name="rita")
    assert reader.get(JOURNAL).status == 200
    assert reader.post(f"{JOURNAL}2/accept/", {"way": "leave"}).status == 403


def test_matching_again_says_what_it_found(clerk: Browser) -> None:
    assert "lines matched" in clerk.post(f"{JOURNAL}match/").text


def test_a_hostile_name_stays_text(story: Story) -> None:
    story.tells(
        """
        statement B1 2026-03-02
        line      10.00 name="<script>alert(1)</script>" text="=1+1"
        import
        match
        """
    )
    page = Browser(story.company).get(JOURNAL)
    assert "<script>alert" not in page.source
    assert "<script>alert(1)</script>" in page.texts("//aside//h2")[0]


def test_the_queries_do_not_grow_with_the_rows(story: Story) -> None:
    story.tells("statement B1 2026-03-02\n" + "line 10.00 text=en\n" * 3 + "import\nmatch")
    few = _queries(Browser(story.company))
    story.tells("statement B1 2026-03-03\n" + "line 11.00 text=två\n" * 40 + "import\nmatch")
    assert _queries(Browser(story.company), "journals/PRJ000002/") == few


def _queries(browser: Browser, path: str = JOURNAL) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status == 200
    return len(captured)
