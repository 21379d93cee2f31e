"""Templates and batches: what the lines of a journal filled by hand have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db import transaction
from django.db.models import Count, QuerySet

from reskontra.audit.trail import record
from reskontra.companies.numbering import SeriesUnknown
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.series import DOCUMENTS, number_series
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.journals.models import Journal, JournalBatch, JournalTemplate, Mark, TypedLine
from reskontra.journals.typed_lines import refuse_printed, typed_lines
from reskontra.ledger.account_facts import accounts_by_number, direct_account
from reskontra.ledger.queries import find_bank_account

# What a company has before it says anything else: the template of each kind, and the series of its documents.
DEFAULTS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "CASH_RECEIPT": ("RECEIPTS", "Cash receipts", "INB"),
        "PAYMENT": ("PAYMENTS", "Payments", "UTB"),
        "GENERAL": ("GENERAL", "General journal", "BOK"),
    }
)


class BatchUnknown(Refused):
    code = "batch_unknown"
    template = 'There is no batch "{batch}" in this journal; it has {known}. Use one of them, or add it with batch add.'


class BatchExists(Refused):
    code = "batch_exists"
    template = "There is a journal or batch {batch} already. Choose another name."


class BatchName(Refused):
    code = "batch_name"
    template = 'A batch was to be named "{batch}". Write 1 to 20 letters, digits and hyphens.'


class TemplateUnknown(Refused):
    code = "template_unknown"
    template = 'There is no template "{name}" for this journal; it has {known}. Use one of them.'


class BalancingNotWritten(Refused):
    code = "balancing_not_written"
    template = '"{text}" is no balancing account. Write gl:NUMBER or bank:NUMBER.'


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """balancing: "gl:1930", "bank:B1" or ""; series: of document numbers, "" where each is written by hand.

    posting_series: gives documents other numbers as they are posted; "" where they keep theirs
    """

    id: int
    code: str
    name: str
    kind: str
    forces_balance: bool
    balancing: str
    series: str
    posting_series: str
    allows_manual_numbers: bool
    allowed_from: date | None
    allowed_to: date | None


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """A batch with what its template decides for it."""

    journal_id: int
    name: str
    kind: str
    template: TemplateFacts
    description: str
    balancing_type: str
    balancing_number: str
    series: str
    posting_series: str
    suggests_balancing_amount: bool
    open_lines: int

    @property
    def balancing(self) -> str:
        return _written(self.balancing_type, self.balancing_number)


@dataclass(frozen=True, slots=True)
class NewBatch:
    """balancing, series and posting_series "": the template's."""

    kind: str
    name: str
    template: str = ""
    description: str = ""
    balancing: str = ""
    series: str = ""
    suggests_balancing_amount: bool = False
    posting_series: str = ""


@dataclass(frozen=True, slots=True)
class TemplateChange:
    """What a template becomes; None leaves a value, "" takes a balancing account or series away."""

    name: str | None = None
    forces_balance: bool | None = None
    balancing: str | None = None
    series: str | None = None
    posting_series: str | None = None
    allows_manual_numbers: bool | None = None
    allowed_from: date | None = None
    allowed_to: date | None = None


def templates(*, company: CompanyFacts, kind: str) -> list[TemplateFacts]:
    """The templates of a kind of journal by code; the default one is always among them."""
    _install(company, kind)
    rows = JournalTemplate.objects.filter(company=company.id, kind=kind).order_by("code")
    return [_template(row) for row in rows]


def set_template(*, company: CompanyFacts, actor: str, kind: str, code: str, change: TemplateChange) -> TemplateFacts:
    """Make a template, or change one; what posted lines became of it stays.

    refuses   BatchName, BalancingNotWritten, what accounts and bank accounts refuse, SeriesUnknown, BatchExists where
              the code belongs to another kind of journal
    """
    with transaction.atomic():
        lock_company(company.id)
        _install(company, kind)
        check_name(code)
        row = JournalTemplate.objects.filter(company=company.id, code=code).first()
        if row is not None and row.kind != kind:
            raise BatchExists(batch=code)
        row = row or JournalTemplate(company_id=company.id, code=code, name=code, kind=kind)
        if change.balancing is not None:
            row.balancing_type, row.balancing_number = checked_balancing(company, change.balancing)
        for name in ("series", "posting_series"):
            if getattr(change, name) is not None:
                setattr(row, name, checked_series(company, getattr(change, name)))
        for name in ("name", "forces_balance", "allows_manual_numbers", "allowed_from", "allowed_to"):
            if getattr(change, name) is not None:
                setattr(row, name, getattr(change, name))
        row.save()
        facts = _template(row)
        content = {
            "kind": kind,
            "balancing": facts.balancing,
            "series": facts.series,
            "posting_series": facts.posting_series,
            "forces": facts.forces_balance,
        }
        record(company=company.id, actor=actor, action="template.set", subject=code, content=content)
    return facts


def add_batch(*, company: CompanyFacts, actor: str, batch: NewBatch) -> BatchFacts:
    """An empty batch; a deleted one of the same name comes back empty.

    refuses   BatchName, BatchExists, TemplateUnknown, BalancingNotWritten, what accounts and bank accounts refuse,
              SeriesUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        check_name(batch.name)
        template = _find_template(company, batch)
        balancing = checked_balancing(company, batch.balancing)
        series, posting_series = checked_series(company, batch.series), checked_series(company, batch.posting_series)
        journal = _journal(company, actor, batch)
        JournalBatch.objects.update_or_create(
            company_id=company.id,
            journal=journal,
            defaults={
                "template_id": template.id,
                "description": batch.description[:100],
                "balancing_type": balancing[0],
                "balancing_number": balancing[1],
                "series": series,
                "posting_series": posting_series,
                "suggests_balancing_amount": batch.suggests_balancing_amount,
                "is_deleted": False,
            },
        )
        record(
            company=company.id,
            actor=actor,
            action="batch.added",
            subject=batch.name,
            content={"kind": batch.kind, "template": template.code, "balancing": batch.balancing},
        )
    return find_batch(company=company, kind=batch.kind, name=batch.name)


def delete_batch(*, company: CompanyFacts, actor: str, kind: str, name: str) -> int:
    """Take a batch away with its open lines and their marks; gives how many lines. Posted lines stay to be seen.

    refuses   BatchUnknown, LinePrinted
    """
    with transaction.atomic():
        lock_company(company.id)
        batch = find_batch(company=company, kind=kind, name=name)
        refuse_printed(typed_lines(company=company, journal_id=batch.journal_id))
        lines = TypedLine.objects.filter(company=company.id, journal=batch.journal_id, state="OPEN")
        Mark.objects.filter(company=company.id, line__in=lines).delete()
        count = lines.update(state="DELETED")
        JournalBatch.objects.filter(company=company.id, journal=batch.journal_id).update(is_deleted=True)
        record(company=company.id, actor=actor, action="batch.deleted", subject=name, content={"lines": count})
    return count


def find_batch(*, company: CompanyFacts, kind: str, name: str) -> BatchFacts:
    """refuses   BatchUnknown"""
    found = _facts(company, _rows(company, kind).filter(journal__number=name))
    if not found:
        known = tuple(sorted(_rows(company, kind).values_list("journal__number", flat=True)))
        raise BatchUnknown(batch=name, known=known or "–")
    return found[0]


def batch_named(*, company: CompanyFacts, name: str) -> BatchFacts:
    """The batch of that name, of whatever kind of journal it is.

    refuses   BatchUnknown
    """
    rows = JournalBatch.objects.filter(company=company.id, is_deleted=False, journal__number=name)
    found = _facts(company, rows)
    if not found:
        raise BatchUnknown(batch=name, known="–")
    return found[0]


def batches(*, company: CompanyFacts, kind: str) -> list[BatchFacts]:
    """The batches of a kind of journal by name."""
    return _facts(company, _rows(company, kind).order_by("journal__number"))


def parse_balancing(text: str) -> tuple[str, str]:
    """gl:1930 or bank:B1 as (type, number); ("", "") for no text.

    refuses   BalancingNotWritten
    """
    if not text:
        return "", ""
    kind, _colon, number = text.partition(":")
    if kind.upper() not in ("GL", "BANK") or not number.strip():
        raise BalancingNotWritten(text=text)
    return kind.upper(), number.strip()


def _rows(company: CompanyFacts, kind: str) -> QuerySet[JournalBatch]:
    return JournalBatch.objects.filter(company=company.id, journal__kind=kind, is_deleted=False)


def _facts(company: CompanyFacts, rows: QuerySet[JournalBatch]) -> list[BatchFacts]:
    lines = TypedLine.objects.filter(company=company.id, state="OPEN", journal__in=rows.values("journal"))
    counted = dict(lines.order_by().values_list("journal").annotate(count=Count("id")))
    return [_batch(row, counted.get(row.journal_id, 0)) for row in rows.select_related("journal", "template")]


def _batch(row: JournalBatch, open_lines: int) -> BatchFacts:
    template = _template(row.template)
    own = (row.balancing_type, row.balancing_number)
    kind, number = own if row.balancing_type else (row.template.balancing_type, row.template.balancing_number)
    return BatchFacts(
        journal_id=row.journal_id,
        name=row.journal.number,
        kind=row.journal.kind,
        template=template,
        description=row.description,
        balancing_type=kind,
        balancing_number=number,
        series=row.series or template.series,
        posting_series=row.posting_series or template.posting_series,
        suggests_balancing_amount=row.suggests_balancing_amount,
        open_lines=open_lines,
    )


def _template(row: JournalTemplate) -> TemplateFacts:
    return TemplateFacts(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=row.kind,
        forces_balance=row.forces_balance,
        balancing=_written(row.balancing_type, row.balancing_number),
        series=row.series,
        posting_series=row.posting_series,
        allows_manual_numbers=row.allows_manual_numbers,
        allowed_from=row.allowed_from,
        allowed_to=row.allowed_to,
    )


def _written(kind: str, number: str) -> str:
    return f"{kind.lower()}:{number}" if kind else ""


def _install(company: CompanyFacts, kind: str) -> None:
    code, name, series = DEFAULTS[kind]
    if not JournalTemplate.objects.filter(company=company.id, kind=kind).exists():
        JournalTemplate.objects.create(company_id=company.id, code=code, name=name, kind=kind, series=series)


def _find_template(company: CompanyFacts, batch: NewBatch) -> TemplateFacts:
    known: Sequence[TemplateFacts] = templates(company=company, kind=batch.kind)
    wanted = batch.template or DEFAULTS[batch.kind][0]
    found = next((template for template in known if template.code == wanted), None)
    if found is None:
        raise TemplateUnknown(name=wanted, known=tuple(template.code for template in known))
    return found


def _journal(company: CompanyFacts, actor: str, batch: NewBatch) -> Journal:
    """The journal that the batch is: a new one, or that of a deleted batch."""
    known = Journal.objects.filter(company=company.id, number=batch.name).first()
    if known is None:
        row = Journal(
            company_id=company.id, number=batch.name, kind=batch.kind, created_by=actor, created_at=bulk.moment()
        )
        row.save(force_insert=True)
        return row
    is_deleted = JournalBatch.objects.filter(company=company.id, journal=known, is_deleted=True).exists()
    if not is_deleted or known.kind != batch.kind:
        raise BatchExists(batch=batch.name)
    return known


def check_name(name: str) -> None:
    """refuses   BatchName"""
    if not 1 <= len(name) <= 20 or not name.replace("-", "").isalnum():
        raise BatchName(batch=name)


def checked_balancing(company: CompanyFacts, text: str) -> tuple[str, str]:
    """refuses   BalancingNotWritten, and what accounts and bank accounts refuse"""
    kind, number = parse_balancing(text)
    if kind == "GL":
        direct_account(accounts_by_number(company=company), number)
    elif kind == "BANK":
        find_bank_account(company=company, number=number)
    return kind, number


def checked_series(company: CompanyFacts, code: str) -> str:
    """refuses   SeriesUnknown: none, or one of other things than documents"""
    known = tuple(one.code for one in number_series(company=company) if one.kind == DOCUMENTS)
    if code and code not in known:
        raise SeriesUnknown(series=code, known=known)
    return code
