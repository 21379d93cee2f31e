"""A letter that another run began with is left, and it is told what became of it."""

from __future__ import annotations

import pytest
from django.http import Http404

from reskontra.collections.left_letters import asked_again, job_at_it, mailing_jobs
from reskontra.collections.letter_post import SendOutcome
from reskontra.collections.letters_page import letters_page
from reskontra.collections.sending import DocumentPost
from reskontra.collections.sending_queries import ToSend, to_send
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.interface.job_board import board_of
from reskontra.interface.jobs import find_job, start_job
from reskontra.interface.models import Job
from reskontra.parties.models import Party
from tests import build
from tests.collections import claim_cases as cases

pytestmark = [pytest.mark.django_db, pytest.mark.company_leads]


@pytest.fixture
def post(company: CompanyFacts) -> DocumentPost:
    cases.two_invoices(company)
    Party.objects.filter(company=company.id, number="C1").update(email="alfa@example.com")
    cases.issued(company, "R-1")
    return DocumentPost(company, build.ALICE)


def found(post: DocumentPost) -> ToSend:
    (one,) = to_send(company=post.company, kind="REMINDER")
    return one


def refused(post: DocumentPost, one: ToSend, *, is_again: bool = False, seen: int | None = None) -> list[Refused]:
    outcome = SendOutcome()
    assert list(post.ready([one], outcome, is_again=is_again, seen=seen)) == []
    return outcome.refused


def test_a_button_that_is_pressed_twice_sends_once(post: DocumentPost) -> None:
    """Nor does one of a page that was made while another run was at the letter, once that is through."""
    before = found(post)
    assert list(post.ready([before], SendOutcome(), is_again=True, seen=int(before.seen))) == [before]
    begun = post.begin(before, "EMAIL")
    assert [one.code for one in refused(post, found(post), is_again=True, seen=0)] == ["sending_unclear"]
    assert list(post.ready([found(post)], SendOutcome(), is_again=True, seen=begun.pk)) == [found(post)]
    post.end(found(post), begun, "SENT")
    (sent,) = to_send(company=post.company, kind="REMINDER", numbers=("R-1",))
    assert [one.code for one in refused(post, sent, is_again=True, seen=begun.pk)] == ["letter_sent_meanwhile"]
    assert list(post.ready([sent], SendOutcome(), is_again=True)) == [sent], "a command means what it says"
    assert asked_again(f"REMINDER R-1 {sent.seen}") == ("REMINDER R-1", begun.pk)
    with pytest.raises(Http404):
        asked_again("REMINDER R-1")


def test_a_letter_that_a_job_is_at_is_on_its_way(post: DocumentPost) -> None:
    company = post.company
    number = start_job(company=company.id, actor=build.ALICE, kind="letter_mail", subject="", arguments={})
    Job.objects.filter(company=company.id).update(state="RUNNING", started_at=bulk.moment())
    before = found(post)
    begun = post.begin(before, "EMAIL")
    assert job_at_it(begun, mailing_jobs(company=company)) is None
    with board_of(company=company.id, id=find_job(company=company.id, number=number).id).held():
        now = found(post)
        for is_again in (False, True):  # nobody sends it once more meanwhile
            assert [one.code for one in refused(post, now, is_again=is_again)] == ["letter_on_its_way"]
        with pytest.raises(Refused, match=r"R-1 is on its way to alfa@example\.com: Letters by e-mail, started by Al"):
            post.mark([now])
        with pytest.raises(Refused, match="on its way"):  # who looked before it was begun
            post.begin(before, "EMAIL")
        assert job_at_it(begun, mailing_jobs(company=company))


def test_a_letter_that_somebody_hands_over_just_now_is_not_told_as_cut_short(post: DocumentPost) -> None:
    """Nor does it go out twice; once who was at it is gone without an end, it may have gone out."""
    company, before = post.company, found(post)
    with post.at_it() as since:
        post.begin(before, "EMAIL", since)
        now = found(post)
        for is_again in (False, True):
            assert [one.code for one in refused(post, now, is_again=is_again)] == ["letter_being_sent"]
        for again in (lambda: post.mark([now]), lambda: post.begin(before, "EMAIL")):
            with pytest.raises(Refused, match="R-1 is being sent by Alice since "):
                again()
        waiting, sent = letters_page(company=company, may_send=True).lists
        assert ("On its way" in waiting.rows[0].cells, waiting.rows[0].buttons) == (True, ())
        assert "On its way" in sent.rows[0].cells
    assert [one.code for one in refused(post, now)] == ["sending_unclear"]
    assert list(post.ready([now], SendOutcome(), is_again=True)) == [now]
    (row,) = letters_page(company=company, may_send=True).lists[0].rows
    assert [button.word for button in row.buttons] == ["Send again", "Mark as sent"]


@pytest.mark.parametrize(
    ("state", "failure", "told"),
    [
        ("SENT", "", "R-1 went out to alfa@example.com meanwhile"),
        ("FAILED", "nobody of that name", "R-1 to alfa@example.com was not taken: nobody of that name."),
        ("WAITING", "", "R-1 may have gone out to alfa@example.com"),
    ],
)
def test_what_another_run_did_meanwhile_is_told_as_it_is(
    post: DocumentPost, state: str, failure: str, told: str
) -> None:
    one = found(post)
    begun = post.begin(one, "EMAIL")
    if state != "WAITING":
        post.end(one, begun, state, failure)
    with pytest.raises(Refused, match=told):
        post.begin(one, "EMAIL")
