"""One box for everything: documents, parties, journals, pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.companies.queries import CompanyFacts
from reskontra.interface.templatetags.display import day, money
from reskontra.journals.queries import journals
from reskontra.matching.candidates import search_documents


@dataclass(frozen=True, slots=True)
class Found:
    name: str
    kind: str
    detail: str
    url: str


def found_for(*, company: CompanyFacts, text: str) -> list[Found]:
    """What fits the text: journals by number first, then open documents."""
    return [*_journals(company, text), *_documents(company, text)] if text else []


def _journals(company: CompanyFacts, text: str) -> Iterator[Found]:
    for journal in journals(company=company):
        if text.upper() in journal.number:
            url = reverse("journal", args=[company.id, journal.number])
            yield Found(journal.number, _("Journal"), day(journal.created_at), url)


def _documents(company: CompanyFacts, text: str) -> Iterator[Found]:
    for one in search_documents(company=company, text=text):
        ledger, _colon, rest = one.document.partition(":")
        url = reverse(ledger, args=[company.id, rest.rpartition("@")[2]])
        amount = f"{money(one.minor, one.currency)} {one.currency}"
        yield Found(f"{one.name}, {one.whose}", _("Open document"), amount, url)
