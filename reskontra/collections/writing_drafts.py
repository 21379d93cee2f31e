"""Drafts of reminders and finance charge memos written many at once: numbers of their series, heads, lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from reskontra.collections.models import CollectionDocument, CollectionLine
from reskontra.collections.reminder_drafts import DraftLine, Sums
from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import SeriesFacts, keep_series
from reskontra.database import bulk


class DraftHead(NamedTuple):
    """What a draft says beside its sums, by the names of its table's columns; see CollectionDocument."""

    kind: str
    party_id: int
    currency: str
    language: str
    posting_date: date
    document_date: date
    due_date: date
    posts_interest: bool
    posts_fee: bool
    posts_line_fee: bool = False
    level: int = 0
    terms: str = ""
    interest_terms: str = ""
    is_at_one_level: bool = False


_SUMS = tuple(field.name for field in fields(Sums))
_LATER = ("number", "issued_by", "cancelled_by", "cancel_number", "pdf_sha256")  # empty in a draft
_DOCUMENT = ("id", "company_id", "state", "draft_number", "made_at", "made_by", *_LATER, *DraftHead._fields, *_SUMS)
_LINE = ("company_id", "document_id", *DraftLine._fields)
_sums_of = attrgetter(*_SUMS)


def write_drafts(
    *,
    company: CompanyFacts,
    actor: str,
    series: SeriesFacts,
    drafts: Sequence[tuple[DraftHead, Sums, Sequence[DraftLine]]],
) -> list[str]:
    """Write them as they stand; gives their numbers, in their order. Inside the caller's transaction.

    series   of the numbers; made where the company has none
    """
    names = take_names(company=company, series=keep_series(company=company, series=series), count=len(drafts))
    ids = bulk.reserve_ids(CollectionDocument, len(drafts))
    made = (bulk.stored(bulk.moment()), actor, *("" for _ in _LATER))
    rows = (
        (id, company.id, "DRAFT", name, *made, *head, *_sums_of(sums))
        for id, name, (head, sums, _lines) in zip(ids, names, drafts, strict=True)
    )
    bulk.insert(CollectionDocument, _DOCUMENT, rows)
    write_lines(company=company, documents=zip(ids, (lines for _head, _sums, lines in drafts), strict=True))
    return names


def write_lines(*, company: CompanyFacts, documents: Iterable[tuple[int, Sequence[DraftLine]]]) -> None:
    """Lines at the places they have. documents: key of the document, and its lines."""
    rows = ((company.id, id, *line) for id, lines in documents for line in lines)
    bulk.insert(CollectionLine, _LINE, rows)
