"""Splitting a line and mapping its text, over the journal and as pages of their own."""

from __future__ import annotations

import pytest

from reskontra.matching.models import Proposal, TextMapping
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db
JOURNAL = "journals/PRJ000001/"
PARTS = {"kind": ["document", "gl"], "number": ["INV-1", "3740"], "amount": ["1 000,00", ""]}


@pytest.fixture
def imported(story: Story) -> Story:
    story.tells(
        """
        statement B1 2026-03-02
        line      1500.00 text="Insättning"
        line      -845.00 text="SHELL 4711"
        line      -120.00 text="SHELL 88"
        import
        match
        """
    )
    return story


@pytest.fixture
def clerk(imported: Story) -> Browser:
    return Browser(imported.company, role="CLERK")


def test_a_line_is_split_in_the_dialog_and_undone(clerk: Browser) -> None:
    form = clerk.get(f"{JOURNAL}1/split/", htmx=True)
    assert form.values("//dialog/@data-open") == [""]
    assert len(form.values("//select[@name='kind']/@name")) == 4
    seen = form.values("//input[@name='seen']/@value")[0]
    part = clerk.post(f"{JOURNAL}1/split/", PARTS | {"seen": seen}, htmx=True)
    assert part.status == 200
    assert "Line 1 is split into 2 parts." in part.texts("//*[@id='flash']")[0]
    assert clerk.get(f"{JOURNAL}1/").texts("//table[@class='applied']/tbody/tr/td[1]") == ["INV-1 Alfa AB", "3740"]
    clerk.post(f"{JOURNAL}1/undo/")
    assert not Proposal.objects.filter(origin="SPLIT").exists()


def test_a_refused_split_stays_as_it_was_typed(clerk: Browser) -> None:
    typed = PARTS | {"amount": ["1 000,00", "13 7oo"]}
    answer = clerk.post(f"{JOURNAL}1/split/", typed, htmx=True)
    assert (answer.status, answer.headers["HX-Retarget"]) == (422, "#preview")
    assert 'row 2: "13 7oo" is not an amount.' in answer.texts("//*[@id='refused']")[0]
    assert answer.values("//input[@name='amount']/@value")[:2] == ["1 000,00", "13 7oo"]


def test_without_the_script_splitting_is_a_page_with_more_rows_on_demand(clerk: Browser) -> None:
    page = clerk.post(f"{JOURNAL}1/split/", PARTS | {"more": "1"})
    assert len(page.values("//select[@name='kind']/@name")) == 6
    assert "Line 1 is split into 2 parts." in clerk.post(f"{JOURNAL}1/split/", PARTS).text


def test_a_text_is_mapped_with_the_lines_it_takes(clerk: Browser) -> None:
    form = clerk.get(f"{JOURNAL}2/map/", htmx=True)
    assert form.values("//input[@name='text']/@value") == ["SHELL"]
    assert form.texts("//*[@id='caught']/h3") == ["Open lines with the text: 2"]
    caught = clerk.client.get(
        f"/{clerk.company.id}/{JOURNAL}2/map/?text=SHELL+88", headers={"HX-Request": "true", "HX-Target": "caught"}
    )
    assert "Open lines with the text: 1" in caught.content.decode()
    page = clerk.post(f"{JOURNAL}2/map/", {"text": "SHELL", "account": "6570", "direction": "out"})
    assert "“SHELL” is posted to 6570 from now on." in page.text
    assert TextMapping.objects.get().account_number == "6570"
    assert Proposal.objects.filter(origin="MAPPING", is_ready=True).count() == 2


def test_what_is_no_mapping_is_refused_in_its_form(clerk: Browser) -> None:
    answer = clerk.post(f"{JOURNAL}2/map/", {"text": "SHELL", "account": "9999", "direction": "out"}, htmx=True)
    assert answer.status == 422
    assert "9999" in answer.texts("//*[@id='refused']")[0]
    assert answer.values("//input[@name='account']/@value") == ["9999"]
    clerk.post(f"{JOURNAL}2/map/", {"text": "SHELL", "account": "6570", "direction": "out"})
    again = clerk.post(f"{JOURNAL}3/map/", {"text": "SHELL", "account": "6570", "direction": "out"}, htmx=True)
    assert again.status == 422
    assert "is mapped to gl:6570 already" in again.texts("//*[@id='refused']")[0]


def test_a_posted_or_unknown_line_is_neither_split_nor_mapped(clerk: Browser, imported: Story) -> None:
    imported.tells("apply 1 gl:3740\npost 1")
    assert clerk.get(f"{JOURNAL}1/split/").status == 404
    assert clerk.get(f"{JOURNAL}9/map/").status == 404


def test_my_decisions_are_listed_and_undone_from_there(clerk: Browser) -> None:
    assert "You have decided nothing today." in clerk.get("journals/today/").text
    clerk.post(f"{JOURNAL}1/split/", PARTS)
    page = clerk.get("journals/today/")
    assert page.texts("//tbody/tr/td[5]") == ["Split into parts"]
    page = clerk.post(f"{JOURNAL}1/undo/?back=today")
    assert page.url.endswith("/journals/today/")
    assert page.texts("//tbody/tr/td[5]") == ["Split into parts · undone"]
