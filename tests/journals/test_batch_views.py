"""Batches as pages: by kind, added, renamed, deleted, and who may."""

from __future__ import annotations

import pytest

from tests.story import Story
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
LIST = "typed/"


@pytest.fixture
def alice(story: Story) -> Browser:
    story.tells("bank B1 10000.00")
    return Browser(story.company, role="CLERK", name="alice")


def test_a_batch_is_added_and_leads_to_its_grid(alice: Browser) -> None:
    assert "No batches yet." in alice.get(LIST).text
    page = alice.post(LIST, {"name": "KASSA", "balancing": "B1", "description": "Butiken"})
    assert page.url.endswith("typed/KASSA/")
    assert "Batch KASSA is ready. Type its first line." in page.text
    assert alice.get(LIST).texts("//tbody/tr/td")[:5] == ["KASSA", "Butiken", "B1", "INB", "0"]
    alice.post(f"{LIST}?kind=general", {"name": "ALLM", "balancing": ""})
    assert alice.get(f"{LIST}?kind=general").texts("//tbody/tr/td[1]") == ["ALLM"]
    assert alice.get(f"{LIST}?kind=nonsense").texts("//nav[@class='tabs']/a[@aria-current]") == [
        "Cash receipt journal 1"
    ]


@pytest.mark.parametrize(("typed", "told"), [
    ({"name": "", "balancing": ""}, "A batch was to be named"), ({"name": "A", "balancing": "9999"}, "9999"),
])  # fmt: skip
def test_what_is_refused_stays(alice: Browser, typed: dict[str, str], told: str) -> None:
    page = alice.post(LIST, typed)
    assert (page.status, told in page.texts("//*[@id='refused']")[0]) == (422, True)
    assert page.values("//input[@id='balancing']/@value") == [typed["balancing"]]


def test_a_batch_is_renamed_and_deleted(alice: Browser) -> None:
    alice.post(LIST, {"name": "KASSA", "balancing": "B1"})
    assert alice.get("typed/KASSA/settings/").values("//input[@id='balancing']/@value") == ["B1"]
    page = alice.post("typed/KASSA/settings/", {"name": "med blank", "balancing": "3740", "series": "REG"})
    assert (page.status, page.values("//input[@id='name']/@value")) == (422, ["med blank"])
    assert page.values("//select[@id='series']/option[@selected]/@value") == ["REG"]
    page = alice.post("typed/KASSA/settings/", {"name": "DAG", "balancing": "3740", "series": "REG", "suggests": "on"})
    assert page.url.endswith("typed/DAG/")
    assert page.texts("//dl[@class='facts']/div/dd")[:2] == ["3740", "REG"]
    assert alice.get("typed/KASSA/").status == 404
    page = alice.post("typed/DAG/delete/")
    assert "Batch DAG is deleted with 0 open lines." in page.text
    assert alice.get("typed/DAG/settings/").status == 404


def test_a_reader_looks(alice: Browser, story: Story) -> None:
    alice.post(LIST, {"name": "KASSA", "balancing": "B1"})
    rita = Browser(story.company, role="READER", name="rita")
    assert rita.get(LIST).texts("//tbody/tr/td[1]") == ["KASSA"]
    assert rita.post(LIST, {"name": "X"}).status == 403
