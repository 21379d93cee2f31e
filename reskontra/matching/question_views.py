"""Asking another person about a line, and answering."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.auth import Access, demands
from reskontra.interface.people import deciders
from reskontra.journals.queries import JournalFacts
from reskontra.matching.actions.ask import answer, ask, close
from reskontra.matching.deciding import Asked, decided, dialog, open_line


@demands("CLERK")
def ask_about(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """GET shows the form, POST asks."""
    asked = Asked(request, access, number, line)
    open_line(asked)
    if request.method != "POST":
        return _form(asked, ())
    whom, question = request.POST.get("asked_of", ""), request.POST.get("question", "")

    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        ask(company=company, actor=access.actor, journal=journal, line_number=line, asked_of=whom, question=question)
        return _("{whom} is asked about line {line}.").format(whom=whom, line=line)

    return decided(asked, decide, is_undo=True, form=lambda refused: _form(asked, refused))


def _form(asked: Asked, refused: Sequence[str]) -> HttpResponse:
    people = [one for one in deciders(company=asked.access.company_id) if one[0] != asked.access.actor]
    context = {
        "journal": asked.number,
        "line": asked.line,
        "people": people,
        "may_invite": asked.access.may("ADMINISTRATOR"),
        "typed": asked.request.POST,
        "refused": refused,
    }
    return dialog(asked, "ask", context, is_refused=bool(refused))


@require_POST
@demands("CLERK")
def answer_about(request: HttpRequest, access: Access, number: str, line: int) -> HttpResponse:
    """Answer what waits on the line, or be done with it."""

    def decide(company: CompanyFacts, journal: JournalFacts) -> str:
        if "close" in request.POST:
            close(company=company, actor=access.actor, journal=journal, line_number=line)
            return _("Nothing waits on line {line} any more.").format(line=line)
        text = request.POST.get("answer", "")
        answer(company=company, actor=access.actor, journal=journal, line_number=line, text=text)
        return _("Answered: line {line}.").format(line=line)

    return decided(Asked(request, access, number, line), decide, is_undo=True)
