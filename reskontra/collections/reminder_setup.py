"""Reminder terms of a company's preset, installed: with a new company, and on demand in one that lacks them."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.collections.models import LetterText, LevelFee, ReminderLevel, ReminderTerms
from reskontra.collections.reminder_terms import KIND, reminder_terms
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.terms_by_name import keep_terms_name
from reskontra.core.presets.reminders import REMINDERS, LevelPreset, ReminderPreset
from reskontra.database.locks import lock_company


def install_reminder_terms(*, company: CompanyFacts, actor: str) -> tuple[str, ...]:
    """Add the terms of the preset that the company lacks, and give their codes.

    Terms that have levels by now stay as they are.
    """
    with transaction.atomic():
        lock_company(company.id)
        known = reminder_terms(company=company)
        wanted = [one for one in REMINDERS[company.preset] if not (one.code in known and known[one.code].levels)]
        for preset in wanted:
            _install(company, preset)
        codes = tuple(one.code for one in wanted)
        if codes:
            content = {"terms": codes, "preset": company.preset}
            record(
                company=company.id, actor=actor, action="reminder_terms.installed", subject=codes[0], content=content
            )
    return codes


def _install(company: CompanyFacts, preset: ReminderPreset) -> None:
    named = keep_terms_name(company=company, kind=KIND, code=preset.code, name=preset.name)
    is_local = company.currency == preset.currency
    values = {
        "posts_fee": True,
        "posts_line_fee": True,
        "most_reminders": preset.most_reminders,
        "minimum_minor": preset.minimum_minor if is_local else 0,
    }
    terms, _is_new = ReminderTerms.objects.update_or_create(company_id=company.id, terms_id=named.id, defaults=values)
    for number, level in enumerate(preset.levels, 1):
        row = ReminderLevel.objects.create(
            company_id=company.id, reminder_terms=terms, number=number, grace=level.grace,
            due_formula=level.due_formula, calculates_interest=True, cost=level.cost, line_cost=level.line_cost,
            hands_over=level.hands_over, fee_minor=level.fee_minor if is_local else 0,
            line_fee_minor=level.line_fee_minor if is_local else 0,
        )  # fmt: skip
        if not is_local and (level.fee_minor or level.line_fee_minor):
            _in_its_currency(company, row, preset.currency, level)
    LetterText.objects.filter(company=company.id, terms=named.id).delete()
    LetterText.objects.bulk_create(
        LetterText(
            company_id=company.id, terms_id=named.id, level=one.level, part=one.part, language=one.language,
            text=one.text,
        )
        for one in preset.texts
    )  # fmt: skip


def _in_its_currency(company: CompanyFacts, row: ReminderLevel, currency: str, level: LevelPreset) -> None:
    """The law's amount is one of its own currency, whatever the company's is."""
    LevelFee.objects.create(
        company_id=company.id, level=row, currency=currency, fee_minor=level.fee_minor,
        line_fee_minor=level.line_fee_minor,
    )  # fmt: skip
