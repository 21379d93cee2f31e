"""Terms of reminders and of interest renamed with all that hangs on them, or deleted with all that they said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.change_interest_terms import InterestTermsThere
from reskontra.collections.interest_terms import InterestTermsUnknown
from reskontra.collections.models import (
    CollectionDocument,
    CollectionPolicy,
    InterestFee,
    InterestRate,
    InterestTerms,
    LetterText,
    LevelFee,
    LevelFeeRange,
    ReminderLevel,
    ReminderTerms,
)
from reskontra.collections.policies import policies
from reskontra.collections.reminder_terms import ReminderTermsUnknown
from reskontra.collections.reminder_terms_editing import ReminderTermsExist, require_reminder_code
from reskontra.companies.actions import change_settings
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.companies.terms import require_code
from reskontra.companies.terms_by_name import TermsName, delete_terms_name, named_terms, rename_terms
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company
from reskontra.parties.on_terms import give_other_terms

REMINDER, FINANCE_CHARGE = "REMINDER", "FINANCE_CHARGE"
DEFAULT = "default_reminder_terms"


@dataclass(frozen=True, slots=True)
class _Kind:
    """Where terms of a kind are named: column of customers, and of documents; action in the audit trail."""

    of_customers: str
    of_documents: str
    action: str


_KINDS: Mapping[str, _Kind] = MappingProxyType(
    {
        REMINDER: _Kind("reminder_terms", "terms", "reminder_terms"),
        FINANCE_CHARGE: _Kind("finance_charge_terms", "interest_terms", "interest_terms"),
    }
)


class TermsOnDrafts(Refused):
    code = "terms_on_drafts"
    template = "{count:draft|drafts} such as {draft} go by terms {terms}. Issue or delete what is drafted first."


class TermsOfPolicy(Refused):
    code = "terms_of_policy"
    template = "Terms {terms} are those of policies {policies}. Give these other terms, or delete them, first."


class TermsAreDefault(Refused):
    code = "terms_are_default"
    template = (
        "Customers without reminder terms of their own have {terms}, by the setting {setting}. "
        "Set that to other terms, or to none, first."
    )


def rename_collecting_terms(*, company: CompanyFacts, actor: str, kind: str, code: str, to: str) -> int:
    """Another code: levels, rates, texts, customers, drafts, policies and the setting follow; gives how many customers.

    What is issued keeps the code that was printed on it.

    kind      REMINDER or FINANCE_CHARGE

    refuses   ReminderTermsUnknown, ReminderTermsCodeUnfit, ReminderTermsExist; InterestTermsUnknown, TermsCodeUnfit,
              InterestTermsThere
    """
    names = _KINDS[kind]
    with transaction.atomic():
        lock_company(company.id)
        known = _known(company, kind, code)
        if kind == REMINDER:
            require_reminder_code(to)
        else:
            require_code(to)
        if to in known:
            raise _exists(kind, to, known[to])
        rename_terms(company=company, kind=kind, code=code, to=to)
        customers = give_other_terms(company=company, column=names.of_customers, code=code, to=to)
        drafts = CollectionDocument.objects.filter(company=company.id, state="DRAFT", **{names.of_documents: code})
        drafts.update(**{names.of_documents: to})
        for policy in policies(company=company):
            if policy.kind == kind and code in policy.terms:
                renamed = "".join(f"{to if one == code else one}\n" for one in policy.terms)
                CollectionPolicy.objects.filter(company=company.id, code=policy.code).update(terms=renamed)
        if kind == REMINDER and setting(company=company, key=DEFAULT, default="") == code:
            change_settings(company=company, actor=actor, values={DEFAULT: to})
        content = {"from": code, "customers": customers}
        record(company=company.id, actor=actor, action=f"{names.action}.renamed", subject=to, content=content)
    return customers


def delete_collecting_terms(*, company: CompanyFacts, actor: str, kind: str, code: str) -> int:
    """Terms with their levels, fees, rates and texts; customers on them have none then. Gives how many customers.

    refuses   ReminderTermsUnknown, InterestTermsUnknown, TermsOnDrafts, TermsOfPolicy, TermsAreDefault
    """
    names = _KINDS[kind]
    with transaction.atomic():
        lock_company(company.id)
        terms = _known(company, kind, code)[code]
        _refuse_used(company, kind, code)
        LetterText.objects.filter(company=company.id, terms=terms.id)._raw_delete(using="default")
        if kind == REMINDER:
            _delete_levels(company, terms.id)
        else:
            _delete_rates(company, terms.id)
        customers = give_other_terms(company=company, column=names.of_customers, code=code, to="")
        delete_terms_name(company=company, kind=kind, code=code)
        content = {"name": terms.name, "customers": customers}
        record(company=company.id, actor=actor, action=f"{names.action}.deleted", subject=code, content=content)
    return customers


def _delete_levels(company: CompanyFacts, terms_id: int) -> None:
    for row in ReminderTerms.objects.filter(company=company.id, terms=terms_id):
        levels = ReminderLevel.objects.filter(company=company.id, reminder_terms=row.id)
        ids = list(levels.values_list("id", flat=True))
        LevelFee.objects.filter(company=company.id, level__in=ids)._raw_delete(using="default")
        LevelFeeRange.objects.filter(company=company.id, level__in=ids)._raw_delete(using="default")
        levels._raw_delete(using="default")
    ReminderTerms.objects.filter(company=company.id, terms=terms_id)._raw_delete(using="default")


def _delete_rates(company: CompanyFacts, terms_id: int) -> None:
    for row in InterestTerms.objects.filter(company=company.id, terms=terms_id):
        InterestRate.objects.filter(company=company.id, interest_terms=row.id)._raw_delete(using="default")
        InterestFee.objects.filter(company=company.id, interest_terms=row.id)._raw_delete(using="default")
    InterestTerms.objects.filter(company=company.id, terms=terms_id)._raw_delete(using="default")


def _known(company: CompanyFacts, kind: str, code: str) -> dict[str, TermsName]:
    """Under the company's lock; refuses   ReminderTermsUnknown, InterestTermsUnknown"""
    lock_company(company.id)
    known = named_terms(company=company, kind=kind)
    if code not in known:
        unknown = ReminderTermsUnknown if kind == REMINDER else InterestTermsUnknown
        raise unknown(terms=code[:40], known=tuple(known) or ("–",))
    return known


def _exists(kind: str, code: str, there: TermsName) -> Refused:
    if kind == REMINDER:
        return ReminderTermsExist(terms=code, name=there.name)
    return InterestTermsThere(terms=code)


def _refuse_used(company: CompanyFacts, kind: str, code: str) -> None:
    column = _KINDS[kind].of_documents
    drafts = CollectionDocument.objects.filter(company=company.id, state="DRAFT", **{column: code})
    numbers = list(drafts.order_by("id").values_list("draft_number", flat=True))
    if numbers:
        raise TermsOnDrafts(count=len(numbers), draft=numbers[0], terms=code)
    named = tuple(one.code for one in policies(company=company) if one.kind == kind and code in one.terms)
    if named:
        raise TermsOfPolicy(policies=named, terms=code)
    if kind == REMINDER and setting(company=company, key=DEFAULT, default="") == code:
        raise TermsAreDefault(terms=code, setting=DEFAULT)
