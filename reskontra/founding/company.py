"""Make a company: each room installs its part of the preset, in one transaction."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from reskontra.collections.interest_rates import install_preset_interest
from reskontra.collections.reminder_setup import install_reminder_terms
from reskontra.companies.actions import add_fiscal_year, create_company
from reskontra.companies.queries import CompanyFacts
from reskontra.core.presets import preset_of
from reskontra.ledger.setup import install_preset
from reskontra.matching.setup import install_rules


def make_company(*, name: str, actor: str, preset_code: str, country: str, currency: str) -> CompanyFacts:
    """A company with its chart of accounts, posting groups, terms, series, matching rules, interest and reminders.

    refuses   PresetUnknown, CompanyExists
    """
    preset = preset_of(preset_code)
    with transaction.atomic():
        company = create_company(
            name=name,
            actor=actor,
            preset=preset,
            country=country or preset.country,
            currency=currency or preset.currency,
        )
        install_preset(company=company, preset=preset)
        install_rules(company=company)
        install_reminder_terms(company=company, actor=actor)
        install_preset_interest(company=company)
    return company


def add_years(*, company: CompanyFacts, actor: str, first_month: int, today: date) -> list[str]:
    """The fiscal year that holds today and the one before, each of twelve months."""
    start_year = today.year if today.month >= first_month else today.year - 1
    codes = []
    for year in (start_year - 1, start_year):
        start = date(year, first_month, 1)
        following = date(year + 1, first_month, 1)
        codes.append(add_fiscal_year(company=company, actor=actor, start=start, end=following - timedelta(days=1)))
    return codes
