"""A proposal is posted from its page after its vouchers were looked at; what is large goes on in the background."""

from __future__ import annotations

import pytest

from reskontra.interface.models import Job
from reskontra.journals.jobs import PREVIEWED_AT_ONCE
from reskontra.journals.models import ProposedPayment
from reskontra.journals.paying import posting_views, views
from tests.journals.paying_book import TODAY, left, owing, sent
from tests.web import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
AT = "payment-proposals/1/post/"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (posting_views, views):
        monkeypatch.setattr(module, "today", lambda: TODAY)


def test_the_vouchers_are_shown_before_an_accountant_posts_them(company) -> None:
    owing(company)
    sent(company, on_last_day=True)
    clerk, accountant = Browser(company, role="CLERK", name="clara"), Browser(company, role="ACCOUNTANT", name="bob")
    page = clerk.get(AT)
    assert (page.status, "0 payments of 2026-03-02 or earlier to post" in page.text) == (422, True)
    page = clerk.get(f"{AT}?ahead=1")
    assert page.texts("//tr[@class='voucher']/td[1]") == ["1,000.00", "500.00"]
    assert ("An accountant posts." in page.text, clerk.post(f"{AT}?ahead=1").status) == (True, 403)
    action = accountant.get(f"{AT}?ahead=1").values("//form[contains(@action, '/post/')]/@action")
    assert action == [f"/{company.id}/{AT}?ahead=1"]
    assert "2 payments posted" in accountant.post(f"{AT}?ahead=1").text
    assert (left(company, "L-1"), left(company, "L-2")) == (0, 0)
    assert accountant.post(f"{AT}?ahead=1").status == 422


def test_of_many_payments_is_asked_before_they_are_previewed(company) -> None:
    owing(company)
    sent(company)
    one = ProposedPayment.objects.filter(company=company.id).first()
    for number in range(3, PREVIEWED_AT_ONCE + 2):
        one.pk, one.line_number = None, number
        one.save(force_insert=True)
    bob = Browser(company, role="ACCOUNTANT", name="bob")
    assert "Payment proposal 1, 3,001 payments: so many are checked and posted in the background" in bob.get(AT).text
    bob.post(AT, {"preview": "1"})
    bob.post(AT)
    assert list(Job.objects.values_list("kind", flat=True)) == ["preview_proposal", "post_proposal"]
