"""Policies: what is sent to which customers by itself, with which steps, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.customer_setup import ChannelUnknown
from reskontra.collections.interest_terms import InterestTermsUnknown, interest_terms
from reskontra.collections.models import CollectionPolicy
from reskontra.collections.reminder_terms import ReminderTermsUnknown, reminder_terms
from reskontra.companies.payment_terms import payment_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.dates import parse_formula
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.ledger.collecting_accounts import collecting_accounts
from reskontra.parties.chosen import Chosen

STEP_NAMES = ("make", "issue", "send")
ANYBODY = Chosen()
STEPS_OF = {"REMINDER": STEP_NAMES, "FINANCE_CHARGE": STEP_NAMES, "STATEMENT": ("issue", "send")}


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
    template = "Policy {policy} names no terms. Name reminder terms, or interest terms for memos, with --terms."


class PolicySteps(Refused):
    code = "policy_steps"
    template = '"{steps}" are no steps of a policy. Name some of {known}, with commas between.'


class PolicyStandsStill(Refused):
    code = "policy_stands_still"
    template = '"{every}" leads from {day} to {following}, which is not later. Use a formula such as 1D, 1W or 1M.'


class PolicyKindUnknown(Refused):
    code = "policy_kind_unknown"
    template = '"{kind}" is nothing that a policy sends. Use one of {known}.'


class PolicyOnNoTerms(Refused):
    code = "policy_on_no_terms"
    template = "Policy {policy} sends statements, which go by no terms, and {terms} was named. Leave the terms out."


class PolicyCustomersUnknown(Refused):
    code = "policy_customers_unknown"
    template = 'No customer can be chosen by "{value}". Use some of {known}.'


class PolicyCustomersUnreadable(Refused):
    code = "policy_customers_unreadable"
    template = '"{value}" is no code of a country or a language. Write such as SE for a country, sv for a language.'


class PolicyLeastNegative(Refused):
    code = "policy_least_negative"
    template = "{amount} overdue is less than nothing. Give 0 or more."


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """See CollectionPolicy. steps: of make, issue and send, in that order. least_minor: overdue, in local currency."""

    code: str
    terms: tuple[str, ...]
    steps: tuple[str, ...]
    every: str
    next_date: date
    channel: str = ""
    stops_on_error: bool = False
    is_enabled: bool = True
    kind: str = "REMINDER"
    chosen: Chosen = ANYBODY
    least_minor: int = 0


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
        row.channel, row.stops_on_error, row.is_enabled, row.kind,
        Chosen(*map(_lines, (row.payment_terms, row.posting_groups, row.countries, row.languages))), row.least_minor,
    )  # fmt: skip


def _codes(text: str) -> tuple[str, ...]:
    """Each code ends its line, since codes may have blanks; a policy kept before that has blanks between its codes."""
    return tuple(text.splitlines() if text.endswith("\n") else text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())


def read_kind(text: str) -> str:
    """refuses   PolicyKindUnknown"""
    kind = text.strip().upper().replace("-", "_")
    if kind not in STEPS_OF:
        raise PolicyKindUnknown(kind=text[:40], known=tuple(one.lower().replace("_", "-") for one in STEPS_OF))
    return kind


def read_channel(text: str) -> str:
    """refuses   ChannelUnknown"""
    channel = text.strip().upper()
    if channel not in ("", "EMAIL", "PRINT"):
        raise ChannelUnknown(channel=text[:40], known=("email", "print"))
    return channel


def read_steps(text: str) -> tuple[str, ...]:
    """refuses   PolicySteps"""
    named = {part.strip().lower() for part in text.split(",") if part.strip()}
    if not named or not named <= set(STEP_NAMES):
        raise PolicySteps(steps=text[:40], known=STEP_NAMES)
    return tuple(name for name in STEP_NAMES if name in named)


def keep_policy(*, company: CompanyFacts, actor: str, policy: PolicyFacts, is_new: bool) -> None:
    """Add a policy, or change the one of its code.

    refuses   PolicyCodeUnreadable, PolicyWithoutTerms, PolicyOnNoTerms, PolicySteps, ReminderTermsUnknown,
              InterestTermsUnknown, NotADateFormula, DateBeyondCalendar, PolicyStandsStill, PolicyCustomersUnknown,
              PolicyCustomersUnreadable, PolicyLeastNegative, PolicyExists, PolicyUnknown
    """
    _check(company, policy)
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
            "every": str(parse_formula(policy.every)),
            "next_date": policy.next_date,
            "stops_on_error": policy.stops_on_error,
            "is_enabled": policy.is_enabled,
            "kind": policy.kind,
            "channel": policy.channel,
            "payment_terms": "\n".join(policy.chosen.payment_terms),
            "posting_groups": "\n".join(policy.chosen.posting_groups),
            "countries": "\n".join(policy.chosen.countries),
            "languages": "\n".join(policy.chosen.languages),
            "least_minor": policy.least_minor,
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


def _check(company: CompanyFacts, policy: PolicyFacts) -> None:
    if not policy.code or len(policy.code) > 20 or not policy.code.replace("-", "").isalnum():
        raise PolicyCodeUnreadable(policy=policy.code[:40], most=20)
    known = STEPS_OF[policy.kind]
    if not policy.steps or not set(policy.steps) <= set(known):
        raise PolicySteps(steps=", ".join(policy.steps), known=known)
    following = parse_formula(policy.every).after(policy.next_date)
    if following <= policy.next_date:
        raise PolicyStandsStill(every=policy.every[:40], day=policy.next_date, following=following)
    _check_terms(company, policy)
    _check_chosen(company, policy)


def _check_terms(company: CompanyFacts, policy: PolicyFacts) -> None:
    if policy.kind == "STATEMENT":
        if policy.terms:
            raise PolicyOnNoTerms(policy=policy.code, terms=policy.terms)
        return
    if not policy.terms:
        raise PolicyWithoutTerms(policy=policy.code)
    is_reminder = policy.kind == "REMINDER"
    known = tuple(reminder_terms(company=company) if is_reminder else interest_terms(company=company))
    for code in policy.terms:
        if code not in known:
            unknown = ReminderTermsUnknown if is_reminder else InterestTermsUnknown
            raise unknown(terms=code, known=known)


def _check_chosen(company: CompanyFacts, policy: PolicyFacts) -> None:
    chosen = policy.chosen
    groups = tuple(sorted(code for code in collecting_accounts(company=company) if code))
    for values, known in (
        (chosen.payment_terms, tuple(sorted(code for code in payment_terms(company=company) if code))),
        (chosen.posting_groups, groups),
    ):
        for value in values:
            if value not in known:
                raise PolicyCustomersUnknown(value=value[:40], known=known)
    for values, length in ((chosen.countries, 2), (chosen.languages, 35)):
        for value in values:
            if not 2 <= len(value) <= length or not value.replace("-", "").isalnum():
                raise PolicyCustomersUnreadable(value=value[:40])
    if policy.least_minor < 0:
        raise PolicyLeastNegative(amount=Money(policy.least_minor, company.currency))


def due_policies(*, company: CompanyFacts, today: date) -> Sequence[str]:
    rows = CollectionPolicy.objects.filter(company=company.id, is_enabled=True, next_date__lte=today)
    return list(rows.order_by("code").values_list("code", flat=True))
