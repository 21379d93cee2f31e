"""Files of a fiscal year erased that no law keeps: their bytes go, what the books say stays as it is.

Where four eyes are set one administrator asks for it first, and another one does it. In pieces, each a transaction of
its own with the event that names what went. Broken off, by whatever, it is repeated, and takes the rest. Before each
piece it is asked again whether the year may go, and what its files are of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from reskontra.audit.queries import FILES_ERASED
from reskontra.audit.trail import last_number, record
from reskontra.companies.files import erase_files
from reskontra.companies.queries import CompanyFacts, fiscal_years
from reskontra.companies.settings import keeping
from reskontra.core.errors import Refused
from reskontra.core.retention import FiscalYear, Keeping, kept_until, year_of
from reskontra.database.bulk import chunks
from reskontra.database.locks import lock_company
from reskontra.privacy.file_spans import Span, spans_of
from reskontra.privacy.legal_holds import explained
from reskontra.privacy.retention import YearKept, years_kept
from reskontra.privacy.retention_words import told_of_holds
from reskontra.privacy.two_administrators import takes_two
from reskontra.privacy.words import law_words
from reskontra.privacy.year_asks import ask, asked_years, note_done, refuse_asker, refuse_not_asked

AT_A_TIME = 500
IN_USE = ""
Progress = Callable[[int, int], None]
Keeper = tuple[str, date]  # a year that keeps a file, or IN_USE; until when


class YearUnknown(Refused):
    code = "kept_year_unknown"
    template = "Nothing is kept of a year {year}. Use one of {known}."


class YearKeptByLaw(Refused):
    code = "year_kept_by_law"
    template = "{year} is kept until {day} ({law}). Erase its files after that day."


class YearHeld(Refused):
    code = "year_held"
    template = (
        "{year} is held by {holds}. Finish that business, or lift the hold, first: reskontra retention show tells of "
        "each year."
    )


class NoFilesToErase(Refused):
    code = "no_files_to_erase"
    template = "{year} has {files:file|files}, and none that may go. See why with reskontra retention erase --preview."


class YearNotRepeated(Refused):
    code = "year_not_repeated"
    template = 'Files of {year} were to be erased, and the year was typed again as "{typed}". Type {year} once more.'


@dataclass(frozen=True, slots=True)
class YearFiles:
    """What goes of the files that came in a year, and why the rest stays.

    until     until when the law kept the year
    count     how many go; size: their bytes, before they were compressed
    staying   (the year that keeps them, or IN_USE where something counts on them; until when; how many)
    asked_by  who asked for it, where another administrator has to do it yet
    """

    name: str
    until: date
    count: int
    size: int
    staying: tuple[tuple[str, date, int], ...]
    asked_by: str = ""

    @property
    def files(self) -> int:
        return self.count + sum(count for _year, _until, count in self.staying)


@dataclass(frozen=True, slots=True)
class _File:
    id: int
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class _Law:
    """What keeps each year of the company, as it is now."""

    company: CompanyFacts
    today: date
    kept: Keeping
    fiscal_years: list[FiscalYear]
    years: list[YearKept]

    def chosen(self, name: str) -> list[YearKept]:
        """The years called so: a fiscal year, and days of a calendar year outside of all, may share a name.

        refuses   YearUnknown, YearKeptByLaw, YearHeld
        """
        chosen = [one for one in self.years if one.name == name]
        if not chosen:
            known = tuple(dict.fromkeys(one.name for one in self.years))
            raise YearUnknown(year=name[:20], known=known or ("–",))
        for one in chosen:
            if not one.has_passed(self.today):
                raise YearKeptByLaw(year=name, day=one.until, law=law_words(self.kept))
            if one.holds:
                raise YearHeld(year=name, holds=told_of_holds(one))
        return chosen

    def keeper(self, span: Span) -> Keeper | None:
        """What keeps a file: the last of the years of its span that must not go; None where each may."""
        if span.is_in_use:
            return IN_USE, date.max
        code, _start, end = year_of(day=span.last, years=self.fiscal_years)
        if (until := kept_until(year_end=end, years=self.kept.years)) >= self.today:
            return code or str(end.year), until
        within = (one for one in self.years if one.start <= span.last and span.first <= one.end)
        held = [(one.name, one.until) for one in within if not one.may_go(self.today)]
        return max(held, key=lambda one: one[1], default=None)


def confirm(year: str, again: str) -> None:
    """refuses   YearNotRepeated"""
    if again.strip() != year:
        raise YearNotRepeated(year=year[:20], typed=again[:20])


def preview(*, company: CompanyFacts, year: str, today: date) -> YearFiles:
    """What would go now of the files that came in the year. What is of another year too is kept with that one.

    year      code of a fiscal year; of days in none, their calendar year
    refuses   YearUnknown, YearKeptByLaw, YearHeld
    """
    law = _law(company, today)
    chosen = law.chosen(year)
    count = size = 0
    staying: Counter[Keeper] = Counter()
    for piece in chunks(_files(law, chosen), AT_A_TIME):
        kept = _kept(law, piece)
        count += len(piece) - len(kept)
        size += sum(one.size for one in piece if one.id not in kept)
        staying.update(kept.values())
    asked_by = asked_years(company=company).get(year, "")
    return YearFiles(year, max(one.until for one in chosen), count, size, _in_order(staying), asked_by)


def count_files(*, company: CompanyFacts, year: str, today: date) -> int:
    """How many files came in the year, whether they may go or not.

    refuses   YearUnknown, YearKeptByLaw, YearHeld
    """
    return sum(one.files for one in _law(company, today).chosen(year))


def ask_first(*, company: CompanyFacts, actor: str, year: str, reason: str, today: date) -> YearFiles | None:
    """Ask for it where it takes two and nobody has; gives what waits, None where the actor may erase now.

    refuses   KeepingUnexplained, what preview() refuses, NoFilesToErase, what refuse_asker() refuses, CompanyArchived,
              CompanyMoving
    """
    said = explained(reason)
    if not takes_two(company=company):
        return None
    if asked_by := asked_years(company=company).get(year):
        refuse_asker(company=company, actor=actor, year=year, asked_by=asked_by)
        return None
    found = preview(company=company, year=year, today=today)
    if not found.count:
        raise NoFilesToErase(year=year, files=found.files)
    return replace(found, asked_by=ask(company=company, actor=actor, year=year, reason=said))


def erase_year(
    *,
    company: CompanyFacts,
    actor: str,
    year: str,
    reason: str,
    today: date,
    told: Progress,
    at_a_time: int = AT_A_TIME,
) -> YearFiles:
    """Erase the files that came in the year and are of no year that is kept; gives what went, and what stays.

    Where it takes two and nobody asked for it, this asks, and nothing goes. Where four eyes are set while one alone is
    at it, the rest waits for another; where the ask is withdrawn meanwhile, the rest stays.

    refuses   what ask_first() and preview() refuse, NoFilesToErase, YearErasureNotAsked, CompanyArchived, CompanyMoving
    """
    said = explained(reason)
    if waiting := ask_first(company=company, actor=actor, year=year, reason=said, today=today):
        return waiting
    is_alone = not takes_two(company=company)
    law = _law(company, today)
    chosen = law.chosen(year)
    ids = [one.id for one in _files(law, chosen)]
    count, size, asked_by = 0, 0, ""
    staying: Counter[Keeper] = Counter()
    for seen, piece in enumerate(chunks(ids, at_a_time)):
        told(seen * at_a_time, len(ids))
        with transaction.atomic():
            lock_company(company.id)
            if takes_two(company=company):
                if is_alone:
                    asked_by = ask(company=company, actor=actor, year=year, reason=said)
                    break
                refuse_not_asked(company=company, year=year)
            gone, kept = _erase(_law(company, today), actor, year, said, piece)
        count, size = count + len(gone), size + sum(one.size for one in gone)
        staying.update(kept)
    if not (count or asked_by):
        raise NoFilesToErase(year=year, files=len(ids))
    if not asked_by:
        note_done(company=company, actor=actor, year=year)
    return YearFiles(year, max(one.until for one in chosen), count, size, _in_order(staying), asked_by)


def _in_order(staying: Counter[Keeper]) -> tuple[tuple[str, date, int], ...]:
    return tuple((*keeper, staying[keeper]) for keeper in sorted(staying))


def _erase(
    law: _Law, actor: str, year: str, reason: str, ids: Collection[int]
) -> tuple[list[_File], Collection[Keeper]]:
    """One piece, of which nothing is stored again meanwhile; gives what went, and what keeps each of the rest.

    What somebody else is storing is left.
    """
    chosen = law.chosen(year)
    rows = _rows(law.company).filter(id__in=ids).order_by("id").select_for_update(skip_locked=True)
    held = list(rows.values_list("id", flat=True))
    files = list(_files(law, chosen, ids=held))
    kept = _kept(law, files)
    going = [one for one in files if one.id not in kept]
    if going:
        jobs = _forget_jobs(law, chosen)
        asked_by = asked_years(company=law.company).get(year, actor)
        content = {
            "reason": reason, "asked_by": asked_by, "kept_until": max(one.until for one in chosen), "law": law.kept.law,
            "bytes": sum(one.size for one in going), "files_erased": sorted(one.sha256 for one in going),
            "jobs": jobs,
        }  # fmt: skip
        record(company=law.company.id, actor=actor, action=FILES_ERASED, subject=year, content=content)
        event = last_number(company=law.company.id)
        erase_files(company=law.company, ids=[one.id for one in going], event=event)
    return going, kept.values()


def _forget_jobs(law: _Law, chosen: Collection[YearKept]) -> int:
    """Delete the jobs that ended in the years, with what each was asked for and what came of it; gives how many.

    They name files, customers and addresses, and no book rests on them; what they did is in the trail.
    """
    rows = apps.get_model("interface", "Job")._default_manager.filter(company_id=law.company.id)
    rows = rows.filter(_in_days("ended_at", chosen))
    wanted = {(one.code, one.start, one.end) for one in chosen}
    ended = rows.values_list("id", "ended_at")
    ids = [id for id, at in ended if at and year_of(day=at.date(), years=law.fiscal_years) in wanted]
    for batch in chunks(ids, AT_A_TIME):
        rows.filter(id__in=batch).delete()
    return len(ids)


def _in_days(column: str, years: Collection[YearKept]) -> Q:
    """A moment from the first to the last day of one of the years."""
    days = Q()
    for one in years:
        days |= Q(**{f"{column}__date__range": (one.start, one.end)})
    return days


def _law(company: CompanyFacts, today: date) -> _Law:
    years = years_kept(company=company, today=today)
    return _Law(company, today, keeping(company=company), fiscal_years(company=company), years)


def _files(law: _Law, chosen: Collection[YearKept], *, ids: Collection[int] | None = None) -> Iterator[_File]:
    """Files that came in the years and are there, as retention show counts them; of some ids, or of all."""
    wanted = {(one.code, one.start, one.end) for one in chosen}
    rows = _rows(law.company).filter(_in_days("stored_at", chosen), erased_at__isnull=True)
    if ids is not None:
        rows = rows.filter(id__in=ids)
    for id, sha256, size, at in rows.order_by("id").values_list("id", "sha256", "size", "stored_at"):
        if year_of(day=at.date(), years=law.fiscal_years) in wanted:
            yield _File(id, sha256, size)


def _kept(law: _Law, files: Collection[_File]) -> dict[int, Keeper]:
    """File → what keeps it, of those that are kept."""
    spans = spans_of(company=law.company, ids=[one.id for one in files], today=law.today)
    return {id: keeper for id, span in spans.items() if (keeper := law.keeper(span)) is not None}


def _rows(company: CompanyFacts) -> QuerySet[Model]:
    rows: QuerySet[Model] = apps.get_model("companies", "StoredFile")._base_manager.filter(company_id=company.id)
    return rows
