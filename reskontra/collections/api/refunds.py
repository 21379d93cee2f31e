"""repayments told of: the letter to the customer whose credit is paid back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from pydantic import Field

from reskontra.collections.api.sending import LettersMarked, LettersSent, letters_told
from reskontra.collections.kept_jobs import mail_kept_in_background
from reskontra.collections.kept_post import KeptOrder
from reskontra.collections.refund_letters import refund_letter
from reskontra.collections.refund_sending import RefundPost
from reskontra.companies.called import company_of
from reskontra.interface.api.jobs import JobData, under_way
from reskontra.interface.api.routes import Call, Routes
from reskontra.interface.api.shapes import Body, Number
from reskontra.interface.handing_out import handed_out
from reskontra.interface.idempotency import once_in_parts

routes = Routes("collections", "Letters of repayments")
Numbers = Annotated[list[Number], Field(max_length=10_000)]


class SendRefunds(Body):
    """numbers: of approved repayments, all that were not told of without; again: also what went out, or may have."""

    numbers: Numbers = []
    channel: Literal["", "print"] = ""
    again: bool = False


class MarkRefunds(Body):
    """Of which repayments."""

    numbers: Annotated[list[Number], Field(min_length=1, max_length=10_000)]


@routes.get("/repayments/{key:number}/letter", None)
def download_repayment_letter(request: Call, number: int) -> HttpResponse:
    """Download the letter of an approved repayment as it would go out now; nothing is sent or kept."""
    letter = refund_letter(company=company_of(request), number=number)
    return handed_out(letter.content, letter.name)


@routes.post("/repayments/send", LettersSent, role="ACCOUNTANT", once_by=once_in_parts, also={202: JobData})
def send_repayment_letters(request: Call, body: SendRefunds) -> Any:
    """Mail the letters of approved repayments that were not sent; what goes on paper waits for a print run.

    More than 50 letters go in the background; where a job is at the very same, that one is told.
    """
    order = KeptOrder(tuple(body.numbers), body.channel.upper(), body.again)
    post = RefundPost(company_of(request), request.auth.actor)
    if job := mail_kept_in_background(post, order):
        return under_way(request, job)
    return letters_told(post.send_all(order))


@routes.post("/repayments/mark-sent", LettersMarked, role="ACCOUNTANT")
def mark_repayment_letters(request: Call, body: MarkRefunds) -> dict[str, Any]:
    """Say that letters of repayments went out otherwise; nothing is sent."""
    return {"count": RefundPost(company_of(request), request.auth.actor).mark_all(body.numbers)}
