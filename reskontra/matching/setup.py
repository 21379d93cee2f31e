"""The rule table and limits of a new company, and restoring the rules to what they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.actions import keep_settings
from reskontra.companies.queries import CompanyFacts, rounding_limits, setting
from reskontra.core.matching.confidence import (
    DEFAULT_RULES,
    AmountResult,
    Confidence,
    DirectDebitResult,
    DocumentResult,
    MatchRule,
    PartyResult,
)
from reskontra.core.matching.rulebook import THRESHOLDS, Rulebook
from reskontra.core.matching.settings import ChargeLimit, MatchSettings, NameMode
from reskontra.database.locks import lock_company
from reskontra.ledger.queries import BankAccountFacts, find_bank_account
from reskontra.matching.models import FeeRule, Rule

THRESHOLDS_KEY = "matching_thresholds"


def install_rules(*, company: CompanyFacts) -> None:
    """The default rules and the default limit of bank charges, inside the command that makes the company."""
    _insert_rules(company, DEFAULT_RULES)
    _insert_limits(company, [ChargeLimit()])


def restore_rules(*, company: CompanyFacts, actor: str) -> int:
    """Throw the company's rules away and write the default ones; gives how many there are."""
    with transaction.atomic():
        lock_company(company.id)
        before = list(Rule.objects.filter(company=company.id).order_by("-confidence", "priority").values())
        Rule.objects.filter(company=company.id).delete()
        _insert_rules(company, DEFAULT_RULES)
        record(
            company=company.id,
            actor=actor,
            action="matching.rules.restored",
            subject="",
            content={"before": before},
        )
    return len(DEFAULT_RULES)


def set_rulebook(*, company: CompanyFacts, actor: str, book: Rulebook) -> None:
    """Let rules, charge limits and thresholds be what the book says; what it says nothing of stays.

    refuses   BankAccountUnknown of a charge limit
    """
    refuse_unknown_banks(company=company, book=book)
    with transaction.atomic():
        lock_company(company.id)
        before: dict[str, Any] = {}
        if book.rules is not None:
            rows = Rule.objects.filter(company=company.id)
            before["rules"] = list(rows.order_by("-confidence", "priority").values())
            rows.delete()
            _insert_rules(company, book.rules)
        if book.charge_limits is not None:
            before["charge_limits"] = list(FeeRule.objects.filter(company=company.id).order_by("id").values())
            FeeRule.objects.filter(company=company.id).delete()
            _insert_limits(company, book.charge_limits)
        if book.thresholds is not None:
            kept = setting(company=company, key=THRESHOLDS_KEY, default={})
            before |= keep_settings(company=company, values={THRESHOLDS_KEY: kept | dict(book.thresholds)})
        after = {
            "rules": [rule.name for rule in book.rules or ()],
            "charge_limits": len(book.charge_limits or ()),
            "thresholds": dict(book.thresholds or {}),
        }
        content = {"before": before, "after": after}
        record(company=company.id, actor=actor, action="matching.rules.set", subject="", content=content)


def refuse_unknown_banks(*, company: CompanyFacts, book: Rulebook) -> None:
    """refuses   BankAccountUnknown, of the first charge limit whose own account there is none of"""
    for limit in book.charge_limits or ():
        if limit.bank:
            find_bank_account(company=company, number=limit.bank)


def settings_of(*, company: CompanyFacts, banks: Sequence[BankAccountFacts]) -> MatchSettings:
    """The company's limits and switches.

    banks   all of the company's accounts: what they are called is no payer's
    """
    own = frozenset(name for bank in banks for name in bank.names)
    found = MatchSettings(
        own_numbers=own | ({company.organisation_number} - {""}),
        own_accounts=own,
        charge_limits=charge_limits_of(company=company),
        rounding_limits=rounding_limits(company=company),
        has_ocr_length_digit=bool(setting(company=company, key="ocr_length_digit", default=False)),
        is_underpaid_ready=bool(setting(company=company, key="underpaid_is_ready", default=False)),
    )
    return replace(found, **_thresholds(setting(company=company, key=THRESHOLDS_KEY, default={})))


def _thresholds(kept: Mapping[str, Any]) -> dict[str, Any]:
    known = {key: value for key, value in kept.items() if key in THRESHOLDS}
    if "name_mode" in known:
        known["name_mode"] = NameMode(known["name_mode"])
    return known


def _insert_limits(company: CompanyFacts, limits: Sequence[ChargeLimit]) -> None:
    FeeRule.objects.bulk_create(
        FeeRule(
            company_id=company.id,
            bank=limit.bank,
            country=limit.country,
            currency=limit.currency,
            max_amount_minor=limit.max_minor,
            max_basis_points=limit.max_permille * 10,
        )
        for limit in limits
    )


def _insert_rules(company: CompanyFacts, rules: Sequence[MatchRule]) -> None:
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
        for rule in rules
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
        ChargeLimit(row.max_amount_minor, row.max_basis_points // 10, row.currency, row.country, row.bank)
        for row in FeeRule.objects.filter(company=company.id).order_by("bank", "country", "currency")
    )
