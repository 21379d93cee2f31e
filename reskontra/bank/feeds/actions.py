"""Add, change and remove feeds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.bank.definitions import find_definition
from reskontra.bank.feeds.queries import FeedFacts, find_feed, has_feed
from reskontra.bank.feeds.registry import fit_options
from reskontra.bank.models import Feed
from reskontra.companies.queries import CompanyFacts
from reskontra.companies.sandbox import refuse_in_sandbox
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.ledger.queries import find_bank_account

CODE_MAX = 20


class FeedExists(Refused):
    code = "feed_exists"
    template = 'There is a feed "{feed}" already. Change it, or choose another name.'


class FeedNameUnfit(Refused):
    code = "feed_name_unfit"
    template = 'A feed cannot be called "{feed}". Take 1 to {most} letters and digits without blanks.'


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What a person says of a feed; None leaves it as it is, and for a new one as it is by default.

    options        those named change; "" takes one away
    bank_account   the account that every statement must be of; "" for whichever the files name
    definition     the import definition that files are read by; "" for those that are recognised
    """

    options: Mapping[str, str] = field(default_factory=dict)
    bank_account: str | None = None
    definition: str | None = None
    interval_minutes: int | None = None
    days: int | None = None
    silent_hours: int | None = None
    posts: bool | None = None
    is_enabled: bool | None = None


def add_feed(*, company: CompanyFacts, actor: str, code: str, kind: str, settings: FeedSettings) -> FeedFacts:
    """refuses   FeedNameUnfit, InSandbox, FeedExists, what fit_options() refuses, BankAccountUnknown,
    DefinitionUnknown
    """
    if not 0 < len(code) <= CODE_MAX or any(letter.isspace() or not letter.isprintable() for letter in code):
        raise FeedNameUnfit(feed=code[:60], most=CODE_MAX)
    refuse_in_sandbox(company)
    options = fit_options(kind, settings.options)
    with transaction.atomic():
        lock_company(company.id)
        if has_feed(company=company, code=code):
            raise FeedExists(feed=code)
        row = Feed(company_id=company.id, code=code, kind=kind, created_by=actor, created_at=bulk.moment())
        _write(company, row, settings, options)
        _record(company, actor, "feed.added", code, {"kind": kind, **_said(settings)})
    return find_feed(company=company, code=code)


def change_feed(*, company: CompanyFacts, actor: str, code: str, settings: FeedSettings) -> FeedFacts:
    """refuses   FeedUnknown, what fit_options() refuses, BankAccountUnknown, DefinitionUnknown"""
    with transaction.atomic():
        lock_company(company.id)
        known = find_feed(company=company, code=code)
        options = fit_options(known.kind, {**known.options, **settings.options})
        _write(company, Feed.objects.get(company=company.id, id=known.id), settings, options)
        _record(company, actor, "feed.changed", code, _said(settings))
    return find_feed(company=company, code=code)


def remove_feed(*, company: CompanyFacts, actor: str, code: str) -> None:
    """It is run no more; its runs and what they brought stay. refuses FeedUnknown"""
    with transaction.atomic():
        lock_company(company.id)
        known = find_feed(company=company, code=code)
        Feed.objects.filter(company=company.id, id=known.id).update(removed_at=bulk.moment())
        _record(company, actor, "feed.removed", code, {"kind": known.kind})


def _write(company: CompanyFacts, row: Feed, settings: FeedSettings, options: Mapping[str, str]) -> None:
    row.options = json.dumps(options, ensure_ascii=False, sort_keys=True)
    if settings.bank_account is not None:
        number = settings.bank_account
        row.bank_account_id = find_bank_account(company=company, number=number).id if number else None
    if settings.definition:
        find_definition(company=company, name=settings.definition)
    for name in ("definition", "interval_minutes", "days", "silent_hours", "posts", "is_enabled"):
        value = getattr(settings, name)
        if value is not None:
            setattr(row, name, value)
    row.save()


def _said(settings: FeedSettings) -> dict[str, Any]:
    said = {name: getattr(settings, name) for name in FeedSettings.__dataclass_fields__}
    return {name: value for name, value in said.items() if value is not None} | {"options": dict(settings.options)}


def _record(company: CompanyFacts, actor: str, action: str, code: str, content: Mapping[str, Any]) -> None:
    record(company=company.id, actor=actor, action=action, subject=code, content=content)
