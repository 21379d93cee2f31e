"""interest-terms rename|delete|text: another code, none at all, and what memos say."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from reskontra.collections.changing_terms import FINANCE_CHARGE, delete_collecting_terms, rename_collecting_terms
from reskontra.collections.cli_interest import Code, interest_terms
from reskontra.collections.memo_texts import MEMO_PARTS, memo_sample, set_memo_text
from reskontra.collections.reminder_terms_editing import TextPlace
from reskontra.collections.reminder_words import deleted_text, renamed_text
from reskontra.companies.queries import find_company
from reskontra.interface.console import Session, command

To = Annotated[str, typer.Argument(metavar="NEW", help="The code from here on.")]


@command(interest_terms, "rename")
def rename(session: Session, code: Code, to: To) -> None:
    """Give terms another code; customers, drafts and policies follow."""
    company = find_company(name=session.company_name)
    count = rename_collecting_terms(company=company, actor=session.actor, kind=FINANCE_CHARGE, code=code, to=to)
    session.say(renamed_text(code, to, count))


@command(interest_terms, "delete")
def delete(session: Session, code: Code) -> None:
    """Delete terms with their rates, fees and texts; customers on them have none then."""
    company = find_company(name=session.company_name)
    count = delete_collecting_terms(company=company, actor=session.actor, kind=FINANCE_CHARGE, code=code)
    session.say(deleted_text(code, count))


@command(interest_terms, "text")
def text(
    session: Session,
    code: Code,
    part: Annotated[str, typer.Argument(metavar="PART", help=", ".join(MEMO_PARTS).lower())],
    text: Annotated[str, typer.Option("--text", help='With placeholders such as {due_date} or %2; "" takes it away.')],
    language: Annotated[str, typer.Option("--language", help="Two letters: sv, en, de.")] = "",
) -> None:
    """Set a text of finance charge memos."""
    company = find_company(name=session.company_name)
    place = TextPlace(part.upper(), (language or company.language)[:35].lower())
    set_memo_text(company=company, actor=session.actor, code=code, place=place, text=text)
    if not text.strip():
        session.say(_("The text is taken away."))
        return
    session.say(_("The text is kept."))
    said = memo_sample(company=company, part=place.part, language=place.language, text=text)
    session.say(_("As it would be read: {text}").format(text=said))
