"""Registered payments in the background: what is small is done at once, what is large waits for the worker."""

from __future__ import annotations

import pytest

from reskontra.interface.job_pages import shown
from reskontra.interface.jobs import SMALL, find_job
from reskontra.interface.worker import run_waiting
from reskontra.journals.jobs import PREVIEWED_AT_ONCE
from reskontra.journals.models import Registration
from reskontra.journals.post_registration import Registering
from reskontra.journals.registration_jobs import order_of, post_in_background, preview_in_background
from reskontra.ledger.models import Voucher
from tests.journals.test_registration_views import LIST, bob, ready, send
from tests.story import Story
from tests.web import Browser

__all__ = ["bob", "ready"]
pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ORDER = Registering(user="bob")


def test_few_payments_are_posted_while_the_page_waits(ready: Story) -> None:
    asked = {"company": ready.company, "actor": "bob", "order": ORDER}
    assert post_in_background(payments=SMALL, **asked) is None
    assert preview_in_background(payments=PREVIEWED_AT_ONCE, **asked) is None


def test_many_payments_are_previewed_and_posted_in_the_background(ready: Story, bob: Browser) -> None:
    send(bob, "INV-1", tick="on", date="2026-03-09")
    send(bob, "INV-2", tick="on", date="2026-03-09")
    before = Voucher.objects.count()
    many = {"company": ready.company, "actor": "bob", "order": ORDER, "payments": PREVIEWED_AT_ONCE + 1}
    assert preview_in_background(**many) == preview_in_background(**many) == 1
    assert bob.get(f"{LIST}post/?job=1").status == 404
    run_waiting()
    job = shown(find_job(company=ready.company.id, number=1))
    assert job.told == ("2 vouchers would be posted, of 2 lines.",)
    address = job.next_url.split("/", 2)[2]
    page = bob.get(address)
    assert page.texts("//tr[@class='voucher']/td[1]") == ["500.00", "1,000.00"]
    assert page.values("//form[contains(@action, 'registration/post')]/@action") == [
        f"/{ready.company.id}/{LIST}post/?ledger=customer"
    ]
    assert bob.get(f"{LIST}post/?job=1&lump=1").status == bob.get(f"{LIST}post/?job=1&ledger=vendor").status == 404
    older = "This preview is older than what is ticked. Make it anew."
    assert older not in page.text
    send(bob, "INV-2", tick="on", date="2026-03-10")
    assert older in bob.get(address).text
    send(bob, "INV-2")
    page = bob.get(address)
    assert (older in page.text, page.texts("//button[@name='preview']")) == (True, ["Preview anew"])
    assert Voucher.objects.count() == before
    assert post_in_background(**many) == 2
    run_waiting()
    job = shown(find_job(company=ready.company.id, number=2))
    assert job.told[0].endswith("is posted.")
    assert bob.get(job.next_url.split("/", 2)[2]).status == 200
    assert (Voucher.objects.count(), Registration.objects.filter(is_made=True).exists()) == (before + 1, False)


def test_what_forbids_it_is_told_by_the_job(ready: Story) -> None:
    alice = Registering(user="alice", is_lump=True)
    assert post_in_background(company=ready.company, actor="bob", order=alice, payments=SMALL + 1) == 1
    run_waiting()
    found = find_job(company=ready.company.id, number=1)
    job = shown(found)
    assert (job.is_trouble, order_of(found)) == (True, alice)
    assert "alice has registered 0 payments" in job.told[0]
    assert job.next_url.endswith("registration/?ledger=customer&of=alice")
