"""What an e-mail says beside the letter that is attached: the terms' own text, else a plain one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reskontra.collections.issuing import total_of
from reskontra.collections.letterhead import letter_day
from reskontra.collections.memo_texts import KIND, NO_TEXTS, MemoTexts, memo_texts_of
from reskontra.collections.models import CollectionDocument
from reskontra.collections.reminder_terms import ReminderTermsFacts, reminder_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.letter_texts import LETTER, MEMO, filled
from reskontra.interface.display import money


@dataclass(frozen=True, slots=True)
class MailTexts:
    """The terms of a company, read once for many letters."""

    company: CompanyFacts
    terms: dict[str, ReminderTermsFacts]
    memos: Mapping[str, MemoTexts]

    def of(self, document: CollectionDocument, title: str, language: str) -> tuple[str, str]:
        """Subject and body, in the language that is active."""
        values = self._values(document)
        subject = self._text(document, "SUBJECT", language) or _("{title} {number} from {company}").format(
            title=title, number=document.number, company=self.company.name
        )
        body = self._text(document, "BODY", language) or _(
            "The letter is attached as a PDF. It asks for {total} {currency}, to be paid by {due_date}."
        )
        closing = self._text(document, "CLOSING", language) or _("Kind regards,\n{company}")
        names = MEMO if document.kind == KIND else LETTER
        text = "\n\n".join(filled(part, names, values) for part in (body, closing))
        return " ".join(filled(subject, names, values).split())[:200], text

    def _text(self, document: CollectionDocument, part: str, language: str) -> str:
        languages = (language, self.company.language[:2])
        if document.kind == KIND:
            return self.memos.get(document.interest_terms, NO_TEXTS).text(part, languages)
        terms = self.terms.get(document.terms)
        return terms.text(part, document.level, languages) if terms else ""

    def _values(self, document: CollectionDocument) -> dict[str, str]:
        currency = document.currency
        return {
            "document_date": letter_day(document.document_date),
            "due_date": letter_day(document.due_date),
            "interest_rate": "",
            "remaining": money(document.remaining_minor, currency),
            "interest": money(document.interest_minor, currency),
            "fee": money(document.fee_minor, currency),
            "total": money(total_of(document), currency),
            "level": str(document.level),
            "currency": currency,
            "posting_date": letter_day(document.posting_date),
            "company": self.company.name,
            "line_fees": money(document.line_fee_minor, currency),
        }


def mail_texts(*, company: CompanyFacts) -> MailTexts:
    return MailTexts(company, reminder_terms(company=company), memo_texts_of(company=company))
