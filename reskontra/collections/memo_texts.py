"""What finance charge memos say by their interest terms: before and after the lines, of each document, by e-mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.collections.interest_terms import find_interest_terms
from reskontra.collections.letterhead import letter_language
from reskontra.collections.models import LetterText
from reskontra.collections.reminder_drafts import Sums, letter_values
from reskontra.collections.reminder_terms_editing import TextPlace, keep_letter_text, require_language
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms_by_name import named_terms
from reskontra.core.errors import Refused
from reskontra.core.letter_texts import MEMO, MEMO_LINE, filled, require_known
from reskontra.database.locks import lock_company
from reskontra.interface.clock import today
from reskontra.interface.display import money
from reskontra.receivables.kinds import kind_word

KIND = "FINANCE_CHARGE"
MEMO_PARTS = ("BEGINNING", "ENDING", "LINE", "RATE", "SUBJECT", "BODY", "CLOSING")


class MemoTextPartUnknown(Refused):
    code = "memo_text_part_unknown"
    template = '"{part}" is no part of a finance charge memo. Use one of {known}.'


@dataclass(frozen=True, slots=True)
class MemoTexts:
    """(language, part) → text."""

    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def text(self, part: str, languages: Sequence[str]) -> str:
        """In the first language that has one, "" where nothing is said."""
        return next((found for one in languages if (found := self.texts.get((one, part)))), "")

    def half_translated(self) -> list[tuple[str, str]]:
        """(part, language) of texts that another language has, and this one lacks."""
        languages = {language for language, _part in self.texts}
        parts = {part for _language, part in self.texts}
        return sorted((part, one) for part in parts for one in languages if (one, part) not in self.texts)


NO_TEXTS = MemoTexts()


def memo_texts_of(*, company: CompanyFacts) -> dict[str, MemoTexts]:
    """By the code of the interest terms; those that say nothing are left out."""
    names = {one.id: code for code, one in named_terms(company=company, kind=KIND).items()}
    texts: dict[str, dict[tuple[str, str], str]] = {}
    kept = LetterText.objects.filter(company=company.id, terms__in=list(names), level=0)
    for terms, language, part, text in kept.values_list("terms_id", "language", "part", "text"):
        texts.setdefault(names[terms], {})[language, part] = text
    return {code: MemoTexts(of) for code, of in texts.items()}


def placeholders_of(part: str) -> Sequence[str]:
    """The names that stand for values in a part, in the order of their numbers."""
    return MEMO_LINE if part in ("LINE", "RATE") else MEMO


def set_memo_text(*, company: CompanyFacts, actor: str, code: str, place: TextPlace, text: str) -> None:
    """What memos of these interest terms say; "" takes the text away.

    refuses   InterestTermsUnknown, MemoTextPartUnknown, PlaceholderUnknown, LetterLanguageUnfit
    """
    if place.part not in MEMO_PARTS:
        raise MemoTextPartUnknown(part=place.part.lower()[:40], known=tuple(part.lower() for part in MEMO_PARTS))
    require_known(text, placeholders_of(place.part))
    require_language(place.language)
    with transaction.atomic():
        lock_company(company.id)
        terms = find_interest_terms(company=company, code=code)
        content = keep_letter_text(company=company, terms_id=terms.terms_id, place=place, text=text)
        record(company=company.id, actor=actor, action="interest_terms.text_set", subject=code, content=content)


def memo_sample(*, company: CompanyFacts, part: str, language: str, text: str) -> str:
    """A text with the values of a memo that is made up."""
    day = today()
    with translation.override(letter_language(language, company)):
        values = letter_values(
            company=company, dates=(day, day + timedelta(days=30), day), sums=Sums(0, 187_50, 60_00), level=0,
            currency=company.currency, percent="10",
        ) | {"remaining": money(12500_00, company.currency)}  # fmt: skip
        line = {
            "description": _("Invoice"), "document_type": kind_word("INVOICE"), "document_number": "1001",
            "original": money(12500_00, company.currency), "base": money(12500_00, company.currency), "days": "30",
        }  # fmt: skip
    return filled(text, placeholders_of(part), {**values, **line})
