"""journal split, ask, answer, questions and undo: what a person decides of a line besides applying it."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.companies.queries import find_company
from reskontra.core.money import parse_minor
from reskontra.core.wording import worded
from reskontra.interface.console import Session, command
from reskontra.journals.queries import find_journal
from reskontra.matching.actions.apply_line import account_currency
from reskontra.matching.actions.ask import answer, ask, close
from reskontra.matching.actions.restore_line import undo_decision
from reskontra.matching.actions.split_line import SplitPart, split_line
from reskontra.matching.cli import LINE_MAX, One, journal
from reskontra.matching.questions import waiting_for

Line = Annotated[int, typer.Argument(metavar="LINE", min=1, max=LINE_MAX)]


@command(journal, "split")
def split(
    session: Session,
    number: One,
    line: Line,
    parts: Annotated[
        list[str],
        typer.Argument(
            metavar="KIND:NUMBER=AMOUNT",
            help="document:customer:F1001=400.00, customer:C1=50.00 on account, gl:6570=-5.00, bank:B2=100.00. "
            "One part may have no amount: it takes the rest.",
        ),
    ],
) -> None:
    """Put a line's money on several parts; what was proposed before is replaced."""
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    currency = account_currency(company=company, journal=chosen)
    wanted = [_part(text, currency) for text in parts]
    split_line(company=company, actor=session.actor, journal=chosen, line_number=line, parts=wanted)
    told = _("Line {line} is split into {count:part|parts}.")
    session.say(worded(told, line=line, count=len(wanted)))


def _part(text: str, currency: str) -> SplitPart:
    """refuses   NotAnAmount, TooManyDecimals; what is no kind is told by split_line()"""
    kind, _colon, rest = text.partition(":")
    number, equals, amount = rest.rpartition("=") if "=" in rest else (rest, "", "")
    return SplitPart(kind, number.strip(), parse_minor(amount.strip(), currency) if equals else None)


@command(journal, "ask")
def ask_about(
    session: Session,
    number: One,
    line: Line,
    whom: Annotated[str, typer.Option("--of", help="The user who is asked.")],
    question: Annotated[str, typer.Option("--question", help="What is to be known.")],
) -> None:
    """Ask another person about a line; it is on her start page until she has answered."""
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    ask(company=company, actor=session.actor, journal=chosen, line_number=line, asked_of=whom, question=question)
    session.say(_("{whom} is asked about line {line}.").format(whom=whom, line=line))


@command(journal, "answer")
def answer_about(
    session: Session,
    number: One,
    line: Line,
    text: Annotated[str, typer.Option("--text", help="The answer; it goes back to who asked.")] = "",
    closes: Annotated[bool, typer.Option("--close", help="Nothing more is to be asked about the line.")] = False,
) -> None:
    """Answer what waits on a line, or be done with it."""
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    if closes and text:
        raise typer.BadParameter(_("Give --text to answer, or --close, not both."))
    if closes:
        close(company=company, actor=session.actor, journal=chosen, line_number=line)
        session.say(_("Nothing waits on line {line} any more.").format(line=line))
        return
    answer(company=company, actor=session.actor, journal=chosen, line_number=line, text=text)
    session.say(_("Answered: line {line}.").format(line=line))


@command(journal, "questions")
def questions(session: Session) -> None:
    """The questions about lines that wait for you, the oldest first."""
    company = find_company(name=session.company_name)
    found = waiting_for(company=company, actor=session.actor)
    if not found:
        session.say(_("No question about a line waits for you."))
        return
    columns = [(_("Journal"), False), (_("Line"), True), (_("Asked by"), False), (_("Question"), False)]
    rows = [(one.journal, str(one.line), one.asked_by, one.question, one.answer) for one in found]
    session.table([*columns, (_("Answer"), False)], rows)


@command(journal, "undo")
def undo(session: Session, number: One, line: Line) -> None:
    """Undo your last decision on a line: what was proposed before it stands there again."""
    company = find_company(name=session.company_name)
    chosen = find_journal(company=company, number=number)
    undo_decision(company=company, actor=session.actor, journal=chosen, line_number=line)
    session.say(_("Line {line} is as it was.").format(line=line))
