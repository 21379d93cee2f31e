"""What is posted as files, by the page of exports: each voucher once, and every file again as it was."""

from __future__ import annotations

import json

import pytest

from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_new_vouchers_go_once_and_every_file_comes_again(story: Story) -> None:
    story.tells('bank B1 1000.00\ncustomer C1 "Alfa AB"\ninvoice C1 INV-1 1000.00')
    browser = Browser(story.company)
    wanted = {"form": "vouchers", "as": "jsonl", "since_last": "on", "receiver": "archive"}
    assert "Export 1 is made: 2 vouchers" in browser.post("exports/", wanted).text
    assert "Nothing was posted since the last export" in browser.post("exports/", wanted).text
    story.tells("invoice C1 INV-2 500.00")
    page = browser.post("exports/", wanted)
    assert page.texts("//tbody/tr/td[1]") == ["2", "1"]
    files = [browser.get(f"exports/{number}/") for number in (1, 2)]
    assert [len(file.source.splitlines()) for file in files] == [2, 1]
    assert json.loads(files[1].source)["lines"]
    assert browser.get("exports/2/").source == files[1].source
    assert files[1].headers["Content-Disposition"] == 'attachment; filename="vouchers-2.jsonl"'


@pytest.mark.parametrize(
    ("typed", "type", "name"),
    [
        ({"form": "year", "year": "2026"}, "#SIETYP 4\r\n", "2026-01-01-2026-12-31.se"),
        ({"form": "days", "from": "2026-01-01", "to": "2026-12-31"}, "#SIETYP 4\r\n", "2026-01-01-2026-12-31.si"),
    ],
)
def test_sie_is_answered_with_the_file(story: Story, typed: dict[str, str], type: str, name: str) -> None:
    story.tells('bank B1 1000.00\ncustomer C1 "Alfa AB"\ninvoice C1 INV-1 1000.00')
    file = Browser(story.company).client.post(f"/{story.company.id}/exports/", typed)
    assert type in file.content.decode("cp437")
    assert b"#VER" in file.content
    assert file.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_what_cannot_be_made_is_refused_beside_what_was_typed(story: Story) -> None:
    browser = Browser(story.company)
    page = browser.post("exports/", {"form": "days", "from": "2026-03-02", "to": "2026-03-01"})
    assert page.status == 422
    assert page.values("//form[@id='form-days']//input[@name='from']/@value") == ["2026-03-02"]
    assert "is after the last" in page.texts("//form[@id='form-days']//div[@role='alert']")[0]
    page = browser.post("exports/", {"form": "days", "from": "soon"})
    assert page.texts("//*[@id='days-from-told']/p[@class='said']")
    assert browser.get("exports/7/").status == 404
    assert Browser(story.company, role="CLERK", name="rut").get("exports/").status == 403
