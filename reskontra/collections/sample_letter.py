"""A letter that is made up, by the company's own letterhead: how a template looks before it is kept."""

from __future__ import annotations

from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from reskontra.collections.letterhead import (
    Due,
    figure,
    letter_day,
    letter_language,
    letterhead,
    page_of,
    payment_part,
)
from reskontra.companies.queries import CompanyFacts
from reskontra.interface.clock import today
from reskontra.letters.letter import Letter, LetterColumn, LetterTable, Paragraph, letter_pdf

_DAYS = timedelta(days=10)
_AMOUNTS = (12_500_00, 4_380_00)


def sample_letter(*, company: CompanyFacts, template: str) -> bytes:
    """A PDF in the company's language. template: a source that check_template() let pass, "" for ours.

    refuses   OwnTemplateFails
    """
    language = letter_language("", company)
    with translation.override(language):
        letter = _letter(company, language)
    return letter_pdf(letter, on=today(), template=template)


def _letter(company: CompanyFacts, language: str) -> Letter:
    head, day, currency = letterhead(company=company), today(), company.currency
    payer, total, number = _("Customer"), sum(_AMOUNTS), "BP000001"
    rows = tuple((str(1001 + place), letter_day(day), figure(minor, currency)) for place, minor in enumerate(_AMOUNTS))
    columns = (LetterColumn(_("Document")), LetterColumn(_("Due")), LetterColumn(_("Remaining"), True))
    paid = f"{figure(total, currency)}\u00a0{currency}"
    return Letter(
        language=language,
        title=_("Payment reminder"),
        number=number,
        sender=head.sender,
        recipient=(payer, "Storgatan 1", "111 22 Stockholm"),
        facts=((_("Number"), number), (_("Date"), letter_day(day)), (_("Customer number"), "10001")),
        opening=(Paragraph(_("A sample: this is how letters look by the template.")),),
        figures=((_("To pay"), paid), (_("No later than"), letter_day(day + _DAYS))),
        tables=(LetterTable(columns, rows, ((_("To pay"), "", figure(total, currency)),)),),
        payment=payment_part(head, Due(total, currency, day, day + _DAYS, number, payer)),
        page_of=page_of(),
    )
