"""A customer is told once of credit that is paid back, by e-mail or on paper, in its own language."""

from __future__ import annotations

from typing import Any

import pytest

from reskontra.collections.bounces import take_bounces
from reskontra.collections.kept_post import KeptOrder
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.mail_setup import MailFacts, set_up_mail
from reskontra.collections.models import Contact, RefundSending
from reskontra.collections.refund_letters import RefundCustomerBlocked, RefundNotApproved, refund_letter
from reskontra.collections.refund_sending import RefundPost
from reskontra.collections.sending import NothingNamed
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.delivery_status import Bounce
from reskontra.parties.models import Party
from reskontra.receivables.repayments import RepaymentOrder, RepaymentUnknown, approve_repayment, propose_repayment
from tests import build
from tests.letters.test_pdf import read
from tests.mail_catcher import mail_caught

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]
IBAN = "SE3550000000054910000003"
ALFA = "alfa@example.com"


@pytest.fixture
def numbers(company: CompanyFacts) -> list[int]:
    """Repayments to Alfa, who reads Swedish mail, and to Beta, who gets English letters; both are approved."""
    return approved(company)


def approved(company: CompanyFacts) -> list[int]:
    found = []
    for number, name, email, language in (("C1", "Alfa AB", ALFA, "sv"), ("C2", "Beta Ltd", "", "en")):
        party = build.customer(company, number=number, name=name, iban=IBAN)
        build.document(company, party, number=f"K-{number}", amount="-1250.50", document_type="credit_memo")
        Party.objects.filter(company=company.id, number=number).update(email=email, language=language)
        order = RepaymentOrder("Left us.", number)
        (one,) = propose_repayment(company=company, actor=build.ALICE, order=order)
        found.append(one.number)
    for number in found:
        with pytest.raises(RefundNotApproved):
            refund_letter(company=company, number=number)
        approve_repayment(company=company, actor=build.BOB, number=number)
    return found


def send(company: CompanyFacts, *numbers: int, paper: list[bytes] | None = None, **more: Any) -> SendOutcome:
    write = None if paper is None else (lambda pdf, _documents: paper.append(pdf))
    return RefundPost(company, build.ALICE).send_all(KeptOrder(numbers, **more), write)


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).replace("\u00a0", " ").split())


def test_a_letter_says_what_is_paid_back_to_which_account(company: CompanyFacts, numbers: list[int]) -> None:
    swedish, english = (text(refund_letter(company=company, number=number).content) for number in numbers)
    for said in ("Besked om återbetalning", "Alfa AB", "1 250,50 SEK", "SE35 5000 0000 0549 1000 0003", "K-C1"):
        assert said in swedish
    for said in ("Notice of a refund", "Beta Ltd", "1,250.50 SEK", "IBAN SE35", "Credit memo K-C2", "10 Jan 2026"):
        assert said in english
    with pytest.raises(RepaymentUnknown):
        refund_letter(company=company, number=numbers[-1] + 1)
    Party.objects.filter(company=company.id, number="C2").update(is_privacy_blocked=True)
    with pytest.raises(RefundCustomerBlocked):
        refund_letter(company=company, number=numbers[1])


def test_letters_go_out_once(company: CompanyFacts, numbers: list[int]) -> None:
    paper: list[bytes] = []
    with mail_caught() as caught:
        set_up_mail(company=company, actor=build.BOB, mail=MailFacts("krav@nordan.example", server=caught.url))
        done = send(company, paper=paper)
        assert (done.mailed, done.printed, done.refused) == ([(str(numbers[0]), ALFA)], [str(numbers[1])], [])
        again = send(company, paper=paper)
        assert (again.mailed, again.printed, len(paper)) == ([], [], 1)
        Party.objects.filter(company=company.id, number="C1").update(address="Storgatan 9")
        assert send(company, numbers[0], is_again=True).mailed == [(str(numbers[0]), ALFA)]
    first, second = caught.messages
    assert first["Subject"] == "Besked om återbetalning från Nordan AB"
    pdfs = [next(message.iter_attachments()).get_content() for message in (first, second)]
    assert pdfs[0] == pdfs[1]  # what went out stays as it was
    assert "Beta Ltd" in text(paper[0])
    assert sorted(Contact.objects.filter(company=company.id).values_list("kind", flat=True)) == [
        "EMAIL", "EMAIL", "LETTER",
    ]  # fmt: skip
    with pytest.raises(NothingNamed):
        send(company, is_again=True)
    back = Bounce(address=ALFA, message_id=str(second["Message-ID"]), status="5.1.1", reason="No such user")
    (told,) = take_bounces(company=company, actor=build.BOB, bounces=[back], file="box")
    assert told.document == str(numbers[0])
    newest = Contact.objects.filter(company=company.id).order_by("-id")[0]
    assert newest.text == f"Besked om återbetalning {numbers[0]} till {ALFA} kom tillbaka. 5.1.1 No such user"
    (one,) = RefundPost(company, build.ALICE).to_send(numbers[:1])
    assert (one.channel, one.was_not_sent) == ("PRINT", True)


def test_without_a_mail_server_paper_goes_and_what_went_otherwise_is_marked(
    company: CompanyFacts, numbers: list[int]
) -> None:
    paper: list[bytes] = []
    done = send(company, paper=paper)
    assert (done.printed, [one.code for one in done.refused]) == ([str(numbers[1])], ["mail_not_set_up"])
    assert RefundPost(company, build.ALICE).mark_all(numbers) == 1
    assert RefundPost(company, build.ALICE).mark_all(numbers) == 0
    assert {row.state for row in RefundSending.objects.filter(company=company.id)} == {"SENT"}
    row = RefundSending.objects.filter(company=company.id).order_by("id")[0]
    row.state = "WAITING"
    row.save()
    assert [one.code for one in send(company, paper=paper).refused] == ["sending_unclear"]
