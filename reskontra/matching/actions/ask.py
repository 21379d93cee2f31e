"""Ask another person about a line, answer, and be done with it."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.interface.people import may_in
from reskontra.journals.queries import JournalFacts
from reskontra.matching.actions.apply_line import find_line
from reskontra.matching.models import LineQuestion


class NobodyAsked(Refused):
    code = "nobody_asked"
    template = '"{user}" has no role in the company that may answer. Choose another person.'


class QuestionEmpty(Refused):
    code = "question_empty"
    template = "The text about line {line} is empty. Write what is to be known."


class QuestionUnknown(Refused):
    code = "question_unknown"
    template = "Line {line} has no question that waits. Ask one first."


def ask(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int, asked_of: str, question: str
) -> None:
    """Leave a line to another person with a question; it is on her start page until she has answered.

    refuses   LineUnknown, QuestionEmpty, NobodyAsked
    """
    text = " ".join(question.split())[:500]
    with transaction.atomic():
        lock_company(company.id)
        line = find_line(company, journal, line_number, needs_amount=False)
        if not text:
            raise QuestionEmpty(line=line_number)
        if not may_in(company=company.id, username=asked_of):
            raise NobodyAsked(user=asked_of)
        waiting = LineQuestion.objects.filter(company=company.id, line=line.id, closed_at__isnull=True)
        waiting.update(closed_at=bulk.moment())
        LineQuestion.objects.create(
            company_id=company.id,
            line_id=line.id,
            asked_by=actor,
            asked_of=asked_of,
            asked_at=bulk.moment(),
            question=text,
        )
        _record(company, actor, journal, "journal.line.asked", line_number, {"asked_of": asked_of})


def answer(*, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int, text: str) -> None:
    """Answer what waits on a line: it goes back to who asked.

    refuses   LineUnknown, QuestionEmpty, QuestionUnknown
    """
    told = " ".join(text.split())[:500]
    with transaction.atomic():
        lock_company(company.id)
        row = _waiting(company, journal, line_number)
        if not told:
            raise QuestionEmpty(line=line_number)
        LineQuestion.objects.filter(company=company.id, id=row.id).update(
            answer=told, answered_by=actor, answered_at=bulk.moment()
        )
        _record(company, actor, journal, "journal.line.answered", line_number, {"asked_by": row.asked_by})


def close(*, company: CompanyFacts, actor: str, journal: JournalFacts, line_number: int) -> None:
    """Nothing more is to be asked about the line.

    refuses   LineUnknown, QuestionUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        row = _waiting(company, journal, line_number)
        LineQuestion.objects.filter(company=company.id, id=row.id).update(closed_at=bulk.moment())
        _record(company, actor, journal, "journal.line.question_closed", line_number, {})


def _waiting(company: CompanyFacts, journal: JournalFacts, line_number: int) -> LineQuestion:
    line = find_line(company, journal, line_number, needs_amount=False)
    rows = LineQuestion.objects.filter(company=company.id, line=line.id, closed_at__isnull=True)
    found = rows.order_by("-id").first()
    if found is None:
        raise QuestionUnknown(line=line_number)
    return found


def _record(
    company: CompanyFacts, actor: str, journal: JournalFacts, action: str, line: int, content: dict[str, str]
) -> None:
    """Without the texts: they may be about persons."""
    record(company=company.id, actor=actor, action=action, subject=journal.number, content={"line": line} | content)
