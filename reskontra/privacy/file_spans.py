"""Which days a stored file is of: of everything that points at it, and of what that became in the books.

A file may go once every year between its first day and its last may go. What is in doubt makes the span longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.apps import apps
from django.db.models import Max, Min, Model, QuerySet

from reskontra.companies.queries import CompanyFacts
from reskontra.database.bulk import chunks
from reskontra.privacy.file_steps import OF_DIGEST, OF_FILE, TOLD_IN_FORCE, Step, in_force

FILE = "companies.StoredFile"
AT_A_TIME = 500
UNKNOWN = timedelta(days=366)  # how much earlier than it came a file may be, where nothing tells what it is of
Owners = Mapping[int | str, Collection[int]]  # what a step goes by → the files that led there


@dataclass(slots=True)
class Span:
    """is_in_use: something that is not of any year counts on the file."""

    first: date
    last: date
    is_in_use: bool = False
    is_known: bool = False

    def take(self, days: Iterable[date | datetime | None]) -> None:
        found = [one.date() if isinstance(one, datetime) else one for one in days if one is not None]
        if found:
            self.first, self.last = min(self.first, *found), max(self.last, *found)
            self.is_known = True


def spans_of(*, company: CompanyFacts, ids: Collection[int], today: date) -> dict[int, Span]:
    """From the first to the last day that each of the files is of."""
    found: dict[int, Span] = {}
    for batch in chunks(sorted(ids), AT_A_TIME):
        found |= _spans(company, batch, today)
    return found


def _spans(company: CompanyFacts, ids: Collection[int], today: date) -> dict[int, Span]:
    rows = _rows(company, FILE).filter(id__in=ids).values_list("id", "sha256", "stored_at")
    spans = {id: Span(at.date(), at.date()) for id, _sha256, at in rows}
    digests = {sha256: [id] for id, sha256, _at in rows}
    for step in OF_FILE:
        _follow(company, step, {id: [id] for id in spans}, spans, today)
    for step in OF_DIGEST:
        _follow(company, step, digests, spans, today)
    if unknown := [span for span in spans.values() if not span.is_known]:
        is_in_use = _has_mandates(company, today)
        for span in unknown:
            span.first -= UNKNOWN
            span.is_in_use |= is_in_use
    return spans


def _has_mandates(company: CompanyFacts, today: date) -> bool:
    """Whether any mandate is in force: the bank's word for them stands in files that only events name."""
    ours = _rows(company, "receivables.CustomerMandate").filter(in_force("", today))
    return ours.exists() or _rows(company, "receivables.Mandate").filter(state=TOLD_IN_FORCE).exists()


def _follow(company: CompanyFacts, step: Step, owners: Owners, spans: Mapping[int, Span], today: date) -> None:
    where = step.where & in_force(step.in_force, today) if step.in_force is not None else step.where
    onward: defaultdict[int | str, set[int]] = defaultdict(set)
    for batch in chunks(sorted(owners, key=str), AT_A_TIME):
        rows = _rows(company, step.table).filter(where, **{f"{step.by}__in": batch})
        for key, *days in _days(rows, step):
            for file_id in owners[key]:
                spans[file_id].take(days)
                spans[file_id].is_in_use |= step.is_use
        if step.then:
            for key, given in rows.filter(**{f"{step.gives}__isnull": False}).values_list(step.by, step.gives):
                onward[given].update(owners[key])
    for one in step.then if onward else ():
        _follow(company, one, onward, spans, today)


def _days(rows: QuerySet[Model], step: Step) -> Iterable[tuple[int | str, *tuple[date | None, ...]]]:
    """The first and the last of each of the days, by what the step goes by; without days, that there are rows."""
    if not step.days and not step.is_use:
        return ()
    ends: dict[str, Min | Max] = {f"first_{number}": Min(path) for number, path in enumerate(step.days)}
    if not step.only_first:
        ends |= {f"last_{number}": Max(path) for number, path in enumerate(step.days)}
    grouped = rows.order_by().values(step.by)
    return grouped.annotate(**ends).values_list(step.by, *ends) if ends else grouped.values_list(step.by).distinct()


def _rows(company: CompanyFacts, table: str) -> QuerySet[Model]:
    """Also what was undone, of which a room's own manager may say nothing."""
    rows: QuerySet[Model] = apps.get_model(table)._base_manager.filter(company_id=company.id)
    return rows
