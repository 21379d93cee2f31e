"""What is known of a person as records: every row with why it is kept and until when, and what the audit trail says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from reskontra.audit.queries import EventFacts, events_naming
from reskontra.companies.queries import CompanyFacts, fiscal_years
from reskontra.companies.settings import keeping
from reskontra.core.retention import day_kept_until
from reskontra.privacy.belongings import NOTE, belongings, rows_of
from reskontra.privacy.columns import Declared, declared
from reskontra.privacy.persons import LEAST_LETTERS, Person, known_values
from reskontra.privacy.words import REASONS, SOURCES, TITLES

UntilOf = Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Kept:
    """A row. values: column → what stands in it; until: None where it goes when she asks."""

    id: object
    values: Mapping[str, Any]
    until: date | None


@dataclass(frozen=True, slots=True)
class KeptTable:
    """reasons: column → why it is kept, for those that say something of her; files: the ids of files that are hers."""

    table: str
    title: str
    source: str
    reasons: Mapping[str, str]
    rows: tuple[Kept, ...]
    files: tuple[int, ...] = ()

    @property
    def until(self) -> date | None:
        return max((row.until for row in self.rows if row.until), default=None)


@dataclass(frozen=True, slots=True)
class Known:
    person: Person
    tables: tuple[KeptTable, ...]
    done: tuple[tuple[str, str, int], ...]
    events: tuple[EventFacts, ...]

    @property
    def counts(self) -> dict[str, int]:
        rows = sum(len(one.rows) for one in self.tables)
        return {"rows": rows, "tables": len(self.tables), "events": len(self.events), "files": len(self.file_ids)}

    @property
    def file_ids(self) -> list[int]:
        return sorted({id for one in self.tables for id in one.files})


def known_of(*, company: CompanyFacts, person: Person) -> Known:
    """Everything that is known of her.

    Of a user also (table, column, how many rows) that name her as who did it: the rows themselves are others' data.
    """
    until_of = kept_by(company=company)
    named = _last_document(company, person, until_of)
    found = (_table(one, rows, until_of, named) for one, rows in belongings(company=company, person=person))
    tables = tuple(one for one in found if one.rows)
    return Known(person, tables, tuple(_done_by(company, person)), _events(company, person))


def kept_for_vouchers(*, company: CompanyFacts, person: Person) -> date | None:
    """Until when what her documents name her by is kept; None where there is no document."""
    return _last_document(company, person, kept_by(company=company))


def kept_by(*, company: CompanyFacts) -> UntilOf:
    """Until when what is of a day must be there, by the company's fiscal years and the law of its country."""
    years, held = fiscal_years(company=company), keeping(company=company)
    return lambda day: day_kept_until(day=day, years=years, keeping=held)


def _last_document(company: CompanyFacts, person: Person, until_of: UntilOf) -> date | None:
    if not person.party_ids:
        return None
    one = declared()["ledger_voucherline"]
    latest = rows_of(company, one).filter(party__in=person.party_ids).order_by("-posting_date")
    day = latest.values_list("posting_date", flat=True).first()
    drafts = rows_of(company, declared()["receivables_document"]).filter(party__in=person.party_ids)
    days = [day, drafts.order_by("-document_date").values_list("document_date", flat=True).first()]
    return max((until_of(one) for one in days if one), default=None)


def _table(one: Declared, rows: Any, until_of: UntilOf, named: date | None) -> KeptTable:
    model: type[Model] = rows.model
    hidden = {"company", *one.of("secret")}
    names = [field.attname for field in model._meta.concrete_fields if field.name not in hidden]
    day = (one.day,) if one.day else ()
    kept = []
    for values in rows.values_list("pk", *names, *day):
        told = dict(zip(names, values[1 : 1 + len(names)], strict=True))
        until = _until(one, values[-1] if day else None, until_of, named)
        if one.table == NOTE and told["subject"] != "PARTY":  # beside what is posted: it belongs to the voucher
            until = named
        kept.append(Kept(values[0], told, until))
    reasons = {name: str(_(REASONS[kind])) for name, kind in one.kinds.items() if kind in REASONS}
    files = [id for column in one.files for id in rows.values_list(column, flat=True) if id]
    source = SOURCES[one.source]
    return KeptTable(one.table, _(TITLES[one.table]), _(source) if source else "", reasons, tuple(kept), tuple(files))


def _until(one: Declared, day: Any, until_of: UntilOf, named: date | None) -> date | None:
    if isinstance(day, datetime):
        day = day.date()
    if day is not None:
        return until_of(day)
    return named if one.of("document", "books") else None


def _done_by(company: CompanyFacts, person: Person) -> Iterator[tuple[str, str, int]]:
    if not person.username:
        return
    for one in declared().values():
        if "user" in one.paths or one.table == "companies_company":
            continue
        for column in one.of("staff"):
            count = rows_of(company, one).filter(Q(**{f"{column}__iexact": person.username})).count()
            if count:
                yield one.table, column, count


def _events(company: CompanyFacts, person: Person) -> tuple[EventFacts, ...]:
    values = sorted({*known_values(company=company, person=person, kinds=("card", "document", "free"))})
    texts = [one for one in (*values, *person.accounts, person.name) if len(one) >= LEAST_LETTERS]
    found = events_naming(
        company=company.id, subjects=person.numbers, ledger=person.ledger, texts=texts, actor=person.username
    )
    return tuple(found)
