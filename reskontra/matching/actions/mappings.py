"""Text mappings: add, list, remove."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.mappings import Mapping
from reskontra.matching.accounts import resolve_account
from reskontra.matching.models import TextMapping

DIRECTIONS = {"": "", "in": "IN", "out": "OUT"}


class MappingExists(Refused):
    code = "mapping_exists"
    template = 'The text "{text}" is mapped to {account} already. Remove that mapping first.'


class MappingUnknown(Refused):
    code = "mapping_unknown"
    template = 'No mapping has the text "{text}". See them with reskontra mapping list.'


class MappingTooShort(Refused):
    code = "mapping_too_short"
    template = 'The text "{text}" has {length} characters. Write at least 3, so that it fits no stranger.'


class DirectionUnknown(Refused):
    code = "mapping_direction_unknown"
    template = '"{direction}" is no direction. Use in or out, or leave it out.'


def mappings_of(*, company: CompanyFacts) -> list[Mapping]:
    """The company's mappings, strongest first."""
    rows = TextMapping.objects.filter(company=company.id).order_by("priority", "text", "direction")
    return [
        Mapping(
            text=row.text,
            account_type=row.account_type,
            account_number=row.account_number,
            direction=row.direction,
            bank_account_id=row.bank_account_id,
            min_amount_minor=row.min_amount_minor,
            max_amount_minor=row.max_amount_minor,
            priority=row.priority,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    ]


def add_mapping(
    *, company: CompanyFacts, actor: str, text: str, account: str, direction: str = "", priority: int = 100
) -> Mapping:
    """Let a text mean an account, written as gl:6570, customer:C1, vendor:V1 or bank:B2.

    refuses   MappingTooShort, DirectionUnknown, what resolve_account() refuses, MappingExists
    """
    folded = " ".join(text.split())[:250]
    if len(folded) < 3:
        raise MappingTooShort(text=folded, length=len(folded))
    if direction not in DIRECTIONS:
        raise DirectionUnknown(direction=direction)
    chosen = resolve_account(company=company, text=account)
    with transaction.atomic():
        rows = TextMapping.objects.filter(company=company.id, text__iexact=folded, direction=DIRECTIONS[direction])
        if (known := rows.first()) is not None:
            raise MappingExists(text=folded, account=f"{known.account_type.lower()}:{known.account_number}")
        row = TextMapping.objects.create(
            company_id=company.id,
            text=folded,
            direction=DIRECTIONS[direction],
            account_type=chosen.account_type,
            account_number=chosen.number,
            priority=priority,
        )
        record(
            company=company.id,
            actor=actor,
            action="mapping.added",
            subject=str(row.id),
            content={"text": folded, "direction": direction, "account": account, "priority": priority},
        )
    return Mapping(folded, chosen.account_type, chosen.number, row.direction, priority=priority)


def remove_mapping(*, company: CompanyFacts, actor: str, text: str) -> int:
    """Take the mappings of a text away; gives how many there were.

    refuses   MappingUnknown
    """
    with transaction.atomic():
        rows = TextMapping.objects.filter(company=company.id, text__iexact=" ".join(text.split()))
        before = list(rows.values("text", "direction", "account_type", "account_number", "priority"))
        if not before:
            raise MappingUnknown(text=text)
        rows.delete()
        record(company=company.id, actor=actor, action="mapping.removed", subject="", content={"before": before})
    return len(before)
