"""Make a company: each room installs its part of the preset, in one transaction."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from reskontra.companies.actions import add_fiscal_year, create_company
from reskontra.companies.queries import CompanyFacts
from reskontra.core.presets import preset_of
from reskontra.database.statistics import count_again
from reskontra.interface.database import DatabaseShut
from reskontra.ledger.setup import install_preset
from reskontra.matching.setup import install_rules


def prepare_database() -> None:
    """Make the database's tables, or bring them up to this version; a file's folder is made with it.

    refuses   DatabaseShut
    """
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as reason:
            raise DatabaseShut(database=str(path), reason=reason.strerror) from reason
    call_command("migrate", verbosity=0, interactive=False)
    count_again()


def make_company(*, name: str, actor: str, preset_code: str, country: str, currency: str) -> CompanyFacts:
    """A company with its chart of accounts, posting groups, terms, series and matching rules.

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


def update_statistics() -> None:
    """Let the database count its rows, so that it chooses the right indexes."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
