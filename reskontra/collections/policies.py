"""Policies: which terms are collected by themselves, with which steps, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.models import CollectionPolicy
from reskontra.collections.reminder_terms import ReminderTermsUnknown, reminder_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import parse_formula
from reskontra.core.errors import Refused
from reskontra.database.locks import lock_company

STEP_NAMES = ("make", "issue", "send")


class PolicyUnknown(Refused):
    code = "policy_unknown"
    template = 'There is no policy "{policy}". See them with reskontra collections policy list.'


class PolicyExists(Refused):
    code = "policy_exists"
    template = "Policy {policy} is there already. Change it, or choose another code."


class PolicyCodeUnreadable(Refused):
    code = "policy_code_unreadable"
    template = '"{policy}" is no code of a policy. Write 1 to {most} letters and digits without blanks.'


class PolicyWithoutTerms(Refused):
    code = "policy_without_terms"
    template = "Policy {policy} names no reminder terms. Name at least one with --terms."


class PolicySteps(Refused):
    code = "policy_steps"
    template = '"{steps}" are no steps of a policy. Name some of {known}, with commas between.'


class PolicyStandsStill(Refused):
    code = "policy_stands_still"
    template = '"{every}" leads from {day} to {following}, which is not later. Use a formula such as 1D, 1W or 1M.'


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """See CollectionPolicy. steps: of make, issue and send, in that order."""

    code: str
    terms: tuple[str, ...]
    steps: tuple[str, ...]
    every: str
    next_date: date
    channel: str = ""
    stops_on_error: bool = False
    is_enabled: bool = True


def policies(*, company: CompanyFacts) -> list[PolicyFacts]:
    return [_facts(row) for row in CollectionPolicy.objects.filter(company=company.id).order_by("code")]


def find_policy(*, company: CompanyFacts, code: str) -> PolicyFacts:
    """refuses   PolicyUnknown"""
    row = CollectionPolicy.objects.filter(company=company.id, code=code).first()
    if row is None:
        raise PolicyUnknown(policy=code[:40])
    return _facts(row)


def _facts(row: CollectionPolicy) -> PolicyFacts:
    does = {"make": row.makes, "issue": row.issues, "send": row.sends}
    return PolicyFacts(
        row.code, _codes(row.terms), tuple(name for name in STEP_NAMES if does[name]), row.every, row.next_date,
        row.channel, row.stops_on_error, row.is_enabled,
    )  # fmt: skip


def _codes(text: str) -> tuple[str, ...]:
    """Each code ends its line, since codes may have blanks; a policy kept before that has blanks between its codes."""
    return tuple(text.splitlines() if text.endswith("\n") else text.split())


def read_steps(text: str) -> tuple[str, ...]:
    """refuses   PolicySteps"""
    named = {part.strip().lower() for part in text.split(",") if part.strip()}
    if not named or not named <= set(STEP_NAMES):
        raise PolicySteps(steps=text[:40], known=STEP_NAMES)
    return tuple(name for name in STEP_NAMES if name in named)


def keep_policy(*, company: CompanyFacts, actor: str, policy: PolicyFacts, is_new: bool) -> None:
    """Add a policy, or change the one of its code.

    refuses   PolicyCodeUnreadable, PolicyWithoutTerms, ReminderTermsUnknown, NotADateFormula, DateBeyondCalendar,
              PolicyStandsStill, PolicyExists, PolicyUnknown
    """
    if not policy.code or len(policy.code) > 20 or not policy.code.replace("-", "").isalnum():
        raise PolicyCodeUnreadable(policy=policy.code[:40], most=20)
    if not policy.terms:
        raise PolicyWithoutTerms(policy=policy.code)
    following = parse_formula(policy.every).after(policy.next_date)
    if following <= policy.next_date:
        raise PolicyStandsStill(every=policy.every[:40], day=policy.next_date, following=following)
    known = reminder_terms(company=company)
    for code in policy.terms:
        if code not in known:
            raise ReminderTermsUnknown(terms=code, known=tuple(known))
    with transaction.atomic():
        lock_company(company.id)
        rows = CollectionPolicy.objects.filter(company=company.id, code=policy.code)
        if is_new == rows.exists():
            raise PolicyExists(policy=policy.code) if is_new else PolicyUnknown(policy=policy.code)
        values = {
            "terms": "".join(f"{code}\n" for code in policy.terms),
            "makes": "make" in policy.steps,
            "issues": "issue" in policy.steps,
            "sends": "send" in policy.steps,
            "channel": policy.channel,
            "every": str(parse_formula(policy.every)),
            "next_date": policy.next_date,
            "stops_on_error": policy.stops_on_error,
            "is_enabled": policy.is_enabled,
        }
        if is_new:
            CollectionPolicy.objects.create(company_id=company.id, code=policy.code, **values)
        else:
            rows.update(**values)
        action = "collection_policy.added" if is_new else "collection_policy.changed"
        record(
            company=company.id,
            actor=actor,
            action=action,
            subject=policy.code,
            content=values | {"terms": " ".join(policy.terms)},
        )


def due_policies(*, company: CompanyFacts, today: date) -> Sequence[str]:
    rows = CollectionPolicy.objects.filter(company=company.id, is_enabled=True, next_date__lte=today)
    return list(rows.order_by("code").values_list("code", flat=True))
