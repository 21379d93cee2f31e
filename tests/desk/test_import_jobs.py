"""A large file is looked at in the background, and its page shows what was found as it shows a small one."""

from __future__ import annotations

import pytest

from reskontra.bank.models import FileImport
from reskontra.desk import import_jobs as module
from reskontra.interface.worker import run_waiting
from tests import build
from tests.desk.test_imports import LINE, path, upload
from tests.receivables.autogiro_answers import advice, mandate
from tests.statements import Statement, camt053
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


def test_a_large_file_is_looked_at_in_the_background(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = Browser(story.company, role="CLERK")
    content = camt053(Statement(lines=[LINE]))
    small = upload(clerk, content)
    monkeypatch.setattr(module, "LOOKED_AT_ONCE", len(content) - 1)
    page = upload(clerk, content)
    assert page.url.endswith("/jobs/1/")
    assert clerk.get(f"{path(small)}?job=1").status == clerk.get(f"{path(small)}?job=9").status == 404
    run_waiting()
    told = clerk.get("jobs/1/")
    assert "1 statement with 1 transaction." in told.text
    (address,) = [found for found in told.values("//a/@href") if found.endswith("?job=1")]
    seen = clerk.get(address.split("/", 2)[2])
    for part in ("//dl[@class='facts']", "//tbody/tr/td", "//p[@class='row']"):
        assert seen.texts(part) == small.texts(part)
    assert not FileImport.objects.exists()


def test_what_is_refused_of_it_can_be_overruled(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = Browser(story.company, role="CLERK")
    clerk.post(path(upload(clerk, camt053(Statement(lines=[LINE])))))
    monkeypatch.setattr(module, "LOOKED_AT_ONCE", 4)
    gap = Statement(id="S-3", day="2026-03-04", opening="12000.00", lines=[LINE])
    assert upload(clerk, camt053(gap), "senare.xml").url.endswith("/jobs/1/")
    run_waiting()
    (address,) = [found for found in clerk.get("jobs/1/").values("//a/@href") if found.endswith("?job=1")]
    file = address.split("/", 2)[2].partition("?")[0]
    seen = clerk.get(f"{file}?job=1")
    assert (seen.status, seen.values("//input[@name='override']/@value")[0]) == (422, "balance")
    assert "S-3" in seen.texts("//*[@id='file-refused']")[0]
    assert clerk.get(f"{file}?override=gap&reason=Banken").url.endswith("/jobs/2/")
    run_waiting()
    seen = clerk.get(f"{file}?job=2")
    assert (seen.status, seen.texts("//tbody/tr/td[8]")) == (200, ["Agrees"])
    assert seen.values("//input[@name='override'][@checked]/@value") == ["gap"]
    assert clerk.get("import/").status == 200
    assert FileImport.objects.count() == 1


def test_direct_debit_that_moves_no_money_is_looked_at_at_once(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOKED_AT_ONCE", 4)
    build.bank_account(story.company, number="AG", iban="", bankgiro="9912346")
    page = upload(Browser(story.company, role="CLERK"), advice(mandate(101)).encode(), "medgivanden.txt")
    assert (page.status, page.texts("(//tbody)[1]/tr/td[1]")) == (200, ["101"])
