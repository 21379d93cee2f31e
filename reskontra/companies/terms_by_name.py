"""Reminder and interest terms by their codes and names; what they say is kept with collecting."""

from __future__ import annotations

from dataclasses import dataclass

from reskontra.companies.models import Terms
from reskontra.companies.queries import CompanyFacts
from reskontra.formats.csv_table import text_fault

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class TermsName:
    """What customers are given by code. id: of the row that the terms' own rows point at."""

    id: int
    code: str
    name: str


def named_terms(*, company: CompanyFacts, kind: str) -> dict[str, TermsName]:
    """By code. kind: REMINDER or FINANCE_CHARGE."""
    rows = Terms.objects.filter(company=company.id, kind=kind).order_by("code")
    return {code: TermsName(id, code, name) for id, code, name in rows.values_list("id", "code", "name")}


def keep_terms_name(*, company: CompanyFacts, kind: str, code: str, name: str) -> TermsName:
    """Add the terms or name them anew, inside the caller's transaction; it records what was done.

    refuses   ValueMissing, ValueTooLong, ValueHoldsNul, ValueHoldsUnseen of the name
    """
    if fault := text_fault("name", name.strip(), most=LONGEST_NAME, is_required=True):
        raise fault
    row, _is_new = Terms.objects.update_or_create(
        company_id=company.id, kind=kind, code=code, defaults={"name": name.strip()}
    )
    return TermsName(row.id, row.code, row.name)


def rename_terms(*, company: CompanyFacts, kind: str, code: str, to: str) -> None:
    """Another code for terms that there are, inside the caller's transaction; what hangs on them stays with them."""
    Terms.objects.filter(company=company.id, kind=kind, code=code).update(code=to)


def delete_terms_name(*, company: CompanyFacts, kind: str, code: str) -> None:
    """Take terms away that nothing hangs on any more, inside the caller's transaction."""
    Terms.objects.filter(company=company.id, kind=kind, code=code)._raw_delete(using="default")
