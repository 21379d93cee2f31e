"""Journals filled by hand in the background: what is small is done at once, what is large waits for the worker."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import SMALL, find_job
from reskontra.interface.worker import run_waiting
from reskontra.journals.batches import batch_named
from reskontra.journals.jobs import PREVIEWED_AT_ONCE, post_in_background, preview_in_background
from reskontra.journals.models import TypedLine
from reskontra.ledger.models import Voucher
from tests.story import Story
from tests.web import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(story: Story) -> Story:
    """A late discount is asked about."""
    story.tells("""
        bank     B1 10000.00
        customer C1 "Alfa AB"
        invoice  C1 INV-1 1000.00 discount=20.00 until=2026-03-10 due=2026-03-31
        batch    KASSA bank:B1
        type     KASSA customer:C1 -980.00 on=2026-03-20 pays=INV-1
        type     KASSA customer:C1 -5.00 on=2026-03-20
    """)
    return story


def test_few_lines_are_posted_while_the_page_waits(ready: Story) -> None:
    batch = batch_named(company=ready.company, name="KASSA")
    few = {"company": ready.company, "actor": "bob"}
    assert post_in_background(batch=replace(batch, open_lines=SMALL), **few) is None
    assert preview_in_background(batch=replace(batch, open_lines=PREVIEWED_AT_ONCE), **few) is None


@pytest.mark.company_leads
def test_many_lines_are_previewed_and_posted_in_the_background(ready: Story) -> None:
    bob = Browser(ready.company, role="ACCOUNTANT", name="bob", language="sv")
    many = replace(batch_named(company=ready.company, name="KASSA"), open_lines=PREVIEWED_AT_ONCE + 1)
    vouchers = Voucher.objects.count()
    number = preview_in_background(company=ready.company, actor="bob", batch=many)
    assert number == preview_in_background(company=ready.company, actor="bob", batch=many) == 1
    assert "Förhandsgranskning av KASSA" in bob.get("typed/KASSA/").text
    assert bob.get("typed/KASSA/post/?job=1").status == 404
    run_waiting()
    job = shown(find_job(company=ready.company.id, number=1))
    assert (job.told, job.next_url[-11:]) == (("2 vouchers would be posted, of 2 lines.",), "post/?job=1")
    page = bob.get("typed/KASSA/post/?job=1")
    assert page.texts("//tr[@class='voucher']/td[1]") == ["980,00", "5,00"]
    assert "1510 Kundfordringar" in page.text
    assert Voucher.objects.count() == vouchers
    older = "Förhandsgranskningen är äldre än journalen. Gör den på nytt."
    assert older not in page.text
    lines = TypedLine.objects.filter(line_number=2)
    lines.update(amount_minor=-6_00)
    assert older in bob.get("typed/KASSA/post/?job=1").text
    lines.update(amount_minor=-5_00)
    assert older not in bob.get("typed/KASSA/post/?job=1").text
    bob.post("typed/KASSA/2/delete/")
    assert older in bob.get("typed/KASSA/post/?job=1").text
    assert post_in_background(company=ready.company, actor="bob", batch=many) == 2
    run_waiting()
    job = shown(find_job(company=ready.company.id, number=2))
    assert job.told[0].endswith("is posted.")
    assert Voucher.objects.count() == vouchers + 1
    assert job.told[0].split()[0] in bob.get(job.next_url.split("/", 2)[2]).text
    assert not TypedLine.objects.filter(state="OPEN").exists()
    assert bob.get("typed/KASSA/post/?job=2").status == bob.get("typed/KASSA/post/?job=99").status == 404


def test_what_forbids_it_is_told_by_the_job(ready: Story) -> None:
    ready.tells("close 2026-12-31")
    many = replace(batch_named(company=ready.company, name="KASSA"), open_lines=SMALL + 1)
    post_in_background(company=ready.company, actor="bob", batch=many)
    run_waiting()
    job = shown(find_job(company=ready.company.id, number=1))
    assert job.is_trouble
    assert len(job.told) == 2
    assert job.next_url.endswith("/typed/KASSA/")
