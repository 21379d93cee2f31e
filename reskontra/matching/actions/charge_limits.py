"""How much banks on the way may keep of a payment: one limit at a time, by own account, country and currency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.rulebook import AMOUNT_MAX, Rulebook
from reskontra.core.matching.settings import ChargeLimit
from reskontra.core.money import minor_digits
from reskontra.database.locks import lock_company
from reskontra.ledger.queries import bank_accounts, find_bank_account
from reskontra.matching.setup import charge_limits_of, set_rulebook, settings_of


class LimitNotWritten(Refused):
    code = "charge_limit_not_written"
    template = '{option} was to be "{value}". Write a number from 0 to {most}, with at most {count:decimal|decimals}.'


class LimitForNobody(Refused):
    code = "charge_limit_for_nobody"
    template = '{option} was to be "{value}". Write {example}, or leave it out for any.'


class LimitUnknown(Refused):
    code = "charge_limit_unknown"
    template = "There is no charge limit of {scope}. See the limits with reskontra charge-limit list."


def parse_limit(
    *,
    company: CompanyFacts,
    bank: str = "",
    country: str = "",
    currency: str = "",
    amount: str = "0",
    percent: str = "0",
) -> ChargeLimit:
    """A limit as it is typed; blank bank, country or currency means any.

    amount    the most that may be kept, in the currency, or in the company's where none is named
    percent   the most of what is owed
    refuses   BankAccountUnknown, LimitForNobody, LimitNotWritten: checked in this order
    """
    if bank:
        find_bank_account(company=company, number=bank)
    for option, value, example, letters in (("country", country, "DE", 2), ("currency", currency, "EUR", 3)):
        if value and not re.fullmatch(f"[A-Z]{{{letters}}}", value):
            raise LimitForNobody(option=option, value=value[:20], example=example)
    digits = minor_digits(currency or company.currency)
    most = _number("max", amount, AMOUNT_MAX, digits)
    share = _number("percent", percent, Decimal(100), 1)
    return ChargeLimit(int(most * 10**digits), int(share * 10), currency, country, bank)


def _number(option: str, text: str, most: Decimal, digits: int) -> Decimal:
    written = text.strip().replace(",", ".")
    fraction = rf"(?:\.[0-9]{{1,{digits}}})?" if digits else ""
    if not re.fullmatch(rf"[0-9]{{1,9}}{fraction}", written) or Decimal(written) > most:
        raise LimitNotWritten(option=option, value=text[:20], most=int(most), count=digits)
    return Decimal(written)


def set_charge_limit(*, company: CompanyFacts, actor: str, limit: ChargeLimit) -> None:
    """Let this be the limit of its account, country and currency, in place of one that there is."""
    with transaction.atomic():
        lock_company(company.id)
        kept = [one for one in charge_limits_of(company=company) if one.scope != limit.scope]
        _set(company, actor, [*kept, limit])


def remove_charge_limit(*, company: CompanyFacts, actor: str, scope: tuple[str, str, str]) -> None:
    """Payments go by the limits that are left; with none at all nothing may be kept.

    scope     bank account, country, currency
    refuses   LimitUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        limits = charge_limits_of(company=company)
        kept = [one for one in limits if one.scope != scope]
        if len(kept) == len(limits):
            raise LimitUnknown(scope=", ".join(part for part in scope if part) or "*")
        _set(company, actor, kept)


def _set(company: CompanyFacts, actor: str, limits: Sequence[ChargeLimit]) -> None:
    set_rulebook(company=company, actor=actor, book=Rulebook(charge_limits=tuple(limits)))


def limits_in_order(*, company: CompanyFacts) -> list[ChargeLimit]:
    """The company's limits, those that name most first: the order in which they decide."""
    settings = settings_of(company=company, banks=bank_accounts(company=company))
    return sorted(settings.charge_limits, key=lambda limit: (limit.weight, limit.scope), reverse=True)
