"""Legal holds: what an administrator says is kept longer than the law asks, with why, until she lifts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Max

from reskontra.audit.trail import record
from reskontra.companies.actions import FiscalYearUnknown
from reskontra.companies.archiving import refuse_being_deleted
from reskontra.companies.queries import CompanyFacts, fiscal_years
from reskontra.core.errors import Refused
from reskontra.database.bulk import moment
from reskontra.database.locks import lock_company
from reskontra.formats.csv_table import text_fault
from reskontra.privacy.models import LegalHold

LONGEST_REASON = 250


class KeepingUnexplained(Refused):
    code = "keeping_unexplained"
    template = "The reason has {length} letters. Say why in 1 to {most} letters, and name nobody: it is kept."


class LegalHoldUnknown(Refused):
    code = "legal_hold_unknown"
    template = "There is no legal hold {number} that holds. Use one of {known}."


@dataclass(frozen=True, slots=True)
class Hold:
    """fiscal_year: "" for every year; lifted_at: None while it holds."""

    number: int
    fiscal_year: str
    reason: str
    set_by: str
    set_at: datetime
    lifted_reason: str
    lifted_by: str
    lifted_at: datetime | None


def explained(reason: str) -> str:
    """Why something is done, as it is kept.

    refuses   KeepingUnexplained; ValueHoldsNul and ValueHoldsUnseen of it
    """
    said = " ".join(reason.split())
    if not 0 < len(said) <= LONGEST_REASON:
        raise KeepingUnexplained(length=len(said), most=LONGEST_REASON)
    if fault := text_fault("reason", said, most=LONGEST_REASON):
        raise fault
    return said


def set_hold(*, company: CompanyFacts, actor: str, fiscal_year: str, reason: str) -> int:
    """Keep a fiscal year, or with "" every year, until the hold is lifted; gives its number.

    refuses   KeepingUnexplained, CompanyMoving, CompanyBeingDeleted, FiscalYearUnknown
    """
    said = explained(reason)
    with transaction.atomic():
        _lock(company)
        rows = LegalHold.objects.filter(company=company.id)
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        LegalHold.objects.create(
            company_id=company.id, number=number, fiscal_year_id=_year_id(company, fiscal_year), reason=said,
            set_by=actor, set_at=moment(),
        )  # fmt: skip
        content = {"fiscal_year": fiscal_year, "reason": said}
        _record(company, actor, "legal_hold.set", number, content)
    return number


def lift_hold(*, company: CompanyFacts, actor: str, number: int, reason: str) -> None:
    """refuses   KeepingUnexplained, CompanyMoving, CompanyBeingDeleted, LegalHoldUnknown"""
    said = explained(reason)
    with transaction.atomic():
        _lock(company)
        holding = LegalHold.objects.filter(company=company.id, lifted_at__isnull=True)
        lifted = holding.filter(number=number).update(lifted_reason=said, lifted_by=actor, lifted_at=moment())
        if not lifted:
            known = tuple(str(one) for one in holding.order_by("number").values_list("number", flat=True))
            raise LegalHoldUnknown(number=number, known=known or ("–",))
        _record(company, actor, "legal_hold.lifted", number, {"reason": said})


def _lock(company: CompanyFacts) -> None:
    """Archived too: a hold changes no books, and keeps them from being deleted.

    refuses   CompanyMoving, CompanyBeingDeleted
    """
    lock_company(company.id, even_archived=True)
    refuse_being_deleted(company)


def _record(company: CompanyFacts, actor: str, action: str, number: int, content: Mapping[str, str]) -> None:
    record(company=company.id, actor=actor, action=action, subject=str(number), content=content, even_archived=True)


def legal_holds(*, company: CompanyFacts) -> list[Hold]:
    """All there were, the newest first."""
    rows = LegalHold.objects.filter(company=company.id).order_by("-number").select_related("fiscal_year")
    return [
        Hold(
            number=one.number, fiscal_year=one.fiscal_year.code if one.fiscal_year else "", reason=one.reason,
            set_by=one.set_by, set_at=one.set_at, lifted_reason=one.lifted_reason, lifted_by=one.lifted_by,
            lifted_at=one.lifted_at,
        )
        for one in rows
    ]  # fmt: skip


def _year_id(company: CompanyFacts, code: str) -> int | None:
    """refuses   FiscalYearUnknown"""
    if not code:
        return None
    years = apps.get_model("companies", "FiscalYear")._default_manager.filter(company_id=company.id, code=code)
    found: int | None = years.values_list("id", flat=True).first()
    if found is None:
        raise FiscalYearUnknown(fiscal_year=code, known=tuple(code for code, *_days in fiscal_years(company=company)))
    return found
