"""Documents in short form for tests, each in one line."""

from __future__ import annotations

from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.documents import parse_line
from reskontra.receivables.documents.drafts import add_drafts
from reskontra.receivables.documents.post import PostedDocuments, post_documents
from reskontra.receivables.documents.queries import DocumentFacts
from reskontra.receivables.documents.written import NewDocument
from tests import build

DAY = date(2026, 3, 1)


def written(*lines: str, party: str = "customer:C1", **values: object) -> NewDocument:
    """A document of 1 March 2026 as a person writes it."""
    values.setdefault("document_date", DAY)
    return NewDocument(party, tuple(parse_line(line) for line in lines), **values)  # type: ignore[arg-type]


def draft(company: CompanyFacts, *lines: str, **values: object) -> DocumentFacts:
    (made,) = add_drafts(company=company, actor=build.ALICE, new=[written(*lines, **values)])  # type: ignore[arg-type]
    return made


def post(company: CompanyFacts, *numbers: str, is_preview: bool = False) -> PostedDocuments:
    """Those drafts, or all."""
    return post_documents(company=company, actor=build.BOB, numbers=numbers or None, today=DAY, is_preview=is_preview)
