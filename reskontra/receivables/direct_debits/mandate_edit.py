"""Change a mandate, and block or close it, at once: all of what is named, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.database.locks import lock_company
from reskontra.receivables.direct_debits.mandates import (
    block_mandate,
    change_mandate,
    close_mandate,
    find_mandate,
    terms_of,
    with_terms,
)


@dataclass(frozen=True, slots=True)
class MandateEdit:
    """None leaves as it is.

    terms   fields of MandateTerms → what becomes of them; customer: another's, "" stays
    is_unlimited   as many debits as may come
    """

    terms: Mapping[str, object] = field(default_factory=dict)
    customer: str = ""
    is_unlimited: bool = False
    is_blocked: bool | None = None
    is_closed: bool | None = None


def edit_mandate(*, company: CompanyFacts, actor: str, number: str, edit: MandateEdit) -> None:
    """Unblocked and opened before it is changed, blocked and closed after.

    refuses   MandateUnknown, and what block_mandate(), close_mandate() and change_mandate() refuse
    """
    with transaction.atomic():
        lock_company(company.id)
        terms = terms_of(find_mandate(company=company, number=number))
        if edit.is_blocked is False:
            block_mandate(company=company, actor=actor, number=number, is_blocked=False)
        if edit.is_closed is False:
            close_mandate(company=company, actor=actor, number=number, is_closed=False)
        named = {name: value for name, value in edit.terms.items() if value is not None}
        if named or edit.customer or edit.is_unlimited:
            terms = replace(terms, expected=None) if edit.is_unlimited else terms
            terms = with_terms(terms, **named)
            change_mandate(company=company, actor=actor, number=number, terms=terms, customer=edit.customer)
        if edit.is_closed:
            close_mandate(company=company, actor=actor, number=number, is_closed=True)
        if edit.is_blocked:
            block_mandate(company=company, actor=actor, number=number, is_blocked=True)
