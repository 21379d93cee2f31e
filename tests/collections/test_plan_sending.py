"""A payment plan is confirmed once, by e-mail or on paper; what went out stays as it was."""

from __future__ import annotations

import pytest

from reskontra.collections.bounces import take_bounces
from reskontra.collections.kept_post import KeptOrder
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.models import Contact, PlanSending
from reskontra.collections.payment_plans import PlanCancelled, PlanUnknown, cancel_payment_plan
from reskontra.collections.plan_sending import PlanPost
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.delivery_status import Bounce
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases
from tests.mail_catcher import mail_caught

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
ALFA = "alfa@example.com"


def test_a_plan_is_confirmed_once(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    Party.objects.filter(company=company.id, number="C1").update(email=ALFA, language="sv")
    cases.planned(company, "INV-1")
    cases.planned(company, "INV-2")
    cancel_payment_plan(company=company, actor=build.BOB, number=2)
    post = PlanPost(company, build.ALICE)
    with mail_caught() as caught:
        set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=caught.url))
        assert post.send_all(KeptOrder()).mailed == [("1", ALFA)]
        assert post.send_all(KeptOrder()).mailed == []
        Party.objects.filter(company=company.id, number="C1").update(address="Storgatan 9")
        assert post.send_all(KeptOrder((1,), is_again=True)).mailed == [("1", ALFA)]
    first, second = caught.messages
    assert first["Subject"] == "Betalningsplan 1 med Nordan AB"
    pdfs = [next(message.iter_attachments()).get_content() for message in (first, second)]
    assert pdfs[0] == pdfs[1] == post.shown(1).content
    assert [row.text for row in Contact.objects.filter(company=company.id, kind="EMAIL")] == ["Betalningsplan 1"] * 2
    back = Bounce(address=ALFA, message_id=str(second["Message-ID"]), status="5.1.1", reason="No such user")
    (told,) = take_bounces(company=company, actor=build.BOB, bounces=[back], file="box")
    assert (told.document, told.customer) == ("1", "C1")
    newest = Contact.objects.filter(company=company.id).order_by("-id")[0]
    assert newest.text == f"Betalningsplan 1 till {ALFA} kom tillbaka. 5.1.1 No such user"
    assert post.send_all(KeptOrder()).to_print == ["1"]


def test_a_run_that_was_cut_short_sends_nothing_twice(company: CompanyFacts) -> None:
    cases.two_invoices(company)
    cases.planned(company, "INV-1")
    post, paper = PlanPost(company, build.ALICE), list[bytes]()
    (one,) = post.to_send()
    post.begin(one, "PRINT")  # and was killed
    done = post.send_all(KeptOrder(), lambda pdf, _documents: paper.append(pdf))
    assert ([refusal.code for refusal in done.refused], paper) == (["sending_unclear"], [])
    assert (post.mark_all([1]), post.mark_all([1])) == (1, 0)
    assert [row.state for row in PlanSending.objects.filter(company=company.id)] == ["SENT"]
    with pytest.raises(PlanUnknown):
        post.send_all(KeptOrder((7,)))
    cancel_payment_plan(company=company, actor=build.BOB, number=1)
    with pytest.raises(PlanCancelled):
        post.mark_all([1])
