"""The rule table and limits of a new company, and restoring the rules to what they were."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.confidence import (
    DEFAULT_RULES,
    AmountResult,
    Confidence,
    DirectDebitResult,
    DocumentResult,
    MatchRule,
    PartyResult,
)
from reskontra.core.matching.settings import ChargeLimit
from reskontra.matching.models import FeeRule, Rule


def install_rules(*, company: CompanyFacts) -> None:
    """The default rules and the default limit of bank charges, inside the command that makes the company."""
    _insert_rules(company)
    limit = ChargeLimit()
    FeeRule.objects.create(
        company_id=company.id, max_amount_minor=limit.max_minor, max_basis_points=limit.max_permille * 10
    )


def restore_rules(*, company: CompanyFacts, actor: str) -> int:
    """Throw the company's rules away and write the default ones; gives how many there are."""
    with transaction.atomic():
        before = list(Rule.objects.filter(company=company.id).order_by("-confidence", "priority").values())
        Rule.objects.filter(company=company.id).delete()
        _insert_rules(company)
        record(
            company=company.id,
            actor=actor,
            action="matching.rules.restored",
            subject="",
            content={"before": before},
        )
    return len(DEFAULT_RULES)


def _insert_rules(company: CompanyFacts) -> None:
    Rule.objects.bulk_create(
        Rule(
            company_id=company.id,
            confidence=rule.confidence.name,
            priority=rule.priority,
            party=rule.party.value,
            document=rule.document.value,
            amount=rule.amount.value,
            direct_debit=rule.direct_debit.value,
            review_required=rule.review_required,
        )
        for rule in DEFAULT_RULES
    )


def rules_of(*, company: CompanyFacts) -> list[MatchRule]:
    """The company's rule table."""
    return [
        MatchRule(
            confidence=Confidence[row.confidence],
            priority=row.priority,
            party=PartyResult(row.party),
            document=DocumentResult(row.document),
            amount=AmountResult(row.amount),
            direct_debit=DirectDebitResult(row.direct_debit),
            review_required=row.review_required,
        )
        for row in Rule.objects.filter(company=company.id).order_by("confidence", "priority")
    ]


def charge_limits_of(*, company: CompanyFacts) -> tuple[ChargeLimit, ...]:
    """How much banks on the way may keep."""
    return tuple(
        ChargeLimit(row.max_amount_minor, row.max_basis_points // 10, row.currency, row.country)
        for row in FeeRule.objects.filter(company=company.id).order_by("country", "currency")
    )
