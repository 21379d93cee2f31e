"""Many documents at once: all of them or none, or each by itself with what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.receivables.documents.drafts import add_drafts
from reskontra.receivables.documents.post import post_documents
from reskontra.receivables.documents.queries import DocumentFacts
from reskontra.receivables.documents.written import NewDocument

_PLACE = re.compile(r"document ([0-9]+)(?:,|$)")


@dataclass(slots=True)
class Many:
    """What became of each, by its place from 0. documents: None for one that was refused, which findings tell of."""

    documents: list[DocumentFacts | None]
    vouchers: dict[int, str] = field(default_factory=dict)
    findings: dict[int, list[Refused | Malformed]] = field(default_factory=dict)


def draft_and_post(
    *, company: CompanyFacts, actor: str, new: Sequence[NewDocument], today: date, posts: bool, each: bool
) -> Many:
    """Draft documents, and post them where `posts` says so.

    new       each with the place "document N", from 1
    each      what is refused is left out, with its findings, and the rest is done; else all of them or none
    refuses   what add_drafts() and post_documents() refuse, where it is not told of single documents
    """
    with transaction.atomic():
        done = Many([None] * len(new))
        made = _drafted(company, actor, new, done, each)
        for at, one in made.items():
            done.documents[at] = one
        if posts and made:
            _post(company, actor, made, done, today, each)
    return done


def _drafted(
    company: CompanyFacts, actor: str, new: Sequence[NewDocument], done: Many, each: bool
) -> dict[int, DocumentFacts]:
    wanted = list(range(len(new)))
    while wanted:
        try:
            made = add_drafts(company=company, actor=actor, new=[new[at] for at in wanted])
        except Findings as refused:
            if not each or not _set_apart(done, wanted, refused, _by_place):
                raise
            continue
        return dict(zip(wanted, made, strict=True))
    return {}


def _post(
    company: CompanyFacts, actor: str, made: Mapping[int, DocumentFacts], done: Many, today: date, each: bool
) -> None:
    """A draft that cannot be posted stays a draft."""
    wanted = list(made)
    drafts = {one.draft_number: at for at, one in made.items()}
    while wanted:
        numbers = [made[at].draft_number for at in wanted]
        try:
            posted = post_documents(company=company, actor=actor, numbers=numbers, today=today)
        except Findings as refused:
            if not each or not _set_apart(done, wanted, refused, lambda place: drafts.get(place.partition(",")[0])):
                raise _placed(refused, drafts) from refused
            continue
        for at, one in zip(wanted, posted.documents, strict=True):
            done.documents[at] = replace(one.document, state="POSTED")
            done.vouchers[at] = one.voucher
        return


def _set_apart(done: Many, wanted: list[int], refused: Findings, index_of: Callable[[str], int | None]) -> bool:
    """Leave those out that a finding tells of; False where none of them is told of."""
    told: dict[int, list[Refused | Malformed]] = {}
    for finding in refused.findings:
        if (at := index_of(finding.place)) is not None:
            told.setdefault(at, []).append(finding)
    done.findings |= told
    before = len(wanted)
    wanted[:] = [at for at in wanted if at not in told]
    return len(wanted) < before


def _by_place(place: str) -> int | None:
    found = _PLACE.match(place)
    return int(found[1]) - 1 if found else None


def _placed(refused: Findings, drafts: Mapping[str, int]) -> Findings:
    """Told by their place in the request: the drafts are taken back, and their numbers tell nobody anything."""
    for finding in refused.findings:
        number, comma, rest = finding.place.partition(",")
        if number in drafts:
            finding.place = f"document {drafts[number] + 1}{comma}{rest}"
    return refused
