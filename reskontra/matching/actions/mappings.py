"""Text mappings: add, list, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.mappings import Mapping, Split
from reskontra.database.locks import lock_company
from reskontra.matching.accounts import resolve_account
from reskontra.matching.conditions import read_splits, with_conditions
from reskontra.matching.models import MappingSplit, TextMapping

DIRECTIONS = {"": "", "in": "IN", "out": "OUT"}
LETTERS_MIN = 3
_COLUMNS = (
    "text", "account_type", "account_number", "direction", "bank_account_id", "min_amount_minor", "max_amount_minor",
    "priority", "valid_from", "valid_to", "number", "test", "field", "counterparty_account", "transaction_code",
)  # fmt: skip


class MappingExists(Refused):
    code = "mapping_exists"
    template = 'The text "{text}" is mapped to {account} already. Remove that mapping first.'


class MappingUnknown(Refused):
    code = "mapping_unknown"
    template = 'No mapping has the text "{text}". See them with reskontra mapping list.'


class NumberUnknown(Refused):
    code = "mapping_number_unknown"
    template = "There is no mapping {number} any more. Add it anew, or leave it."


class MappingTooShort(Refused):
    code = "mapping_too_short"
    template = 'The text "{text}" has {length:character|characters}. Write at least 3, so that it fits no stranger.'


class DirectionUnknown(Refused):
    code = "mapping_direction_unknown"
    template = '"{direction}" is no direction. Use in or out, or leave it out.'


def mappings_of(*, company: CompanyFacts) -> list[Mapping]:
    """The company's mappings, strongest first."""
    splits: dict[int, list[Split]] = {}
    for row in MappingSplit.objects.filter(company=company.id).order_by("mapping", "sequence"):
        split = Split(row.account_type, row.account_number, row.share_basis_points, row.fixed_minor)
        splits.setdefault(row.mapping_id, []).append(split)
    rows = TextMapping.objects.filter(company=company.id).order_by("priority", "text", "direction", "number")
    return [
        replace(Mapping(*values), splits=tuple(splits.get(id, ()))) for id, *values in rows.values_list("id", *_COLUMNS)
    ]


def wanted_mapping(
    *,
    company: CompanyFacts,
    text: str,
    account: str,
    direction: str = "",
    priority: int = 100,
    conditions: Sequence[str] = (),
    splits: Sequence[str] = (),
) -> Mapping:
    """A mapping as people write it, not stored: to an account written as gl:6570, customer:C1, vendor:V1 or bank:B2.

    refuses   DirectionUnknown, what resolve_account(), with_conditions() and read_splits() refuse, MappingTooShort
    """
    if direction not in DIRECTIONS:
        raise DirectionUnknown(direction=direction)
    folded = " ".join(text.split())[:250]
    chosen = resolve_account(company=company, text=account)
    plain = Mapping(folded, chosen.account_type, chosen.number, DIRECTIONS[direction], priority=priority)
    found = with_conditions(company=company, mapping=plain, conditions=conditions)
    if len(folded) < LETTERS_MIN and (folded or not (found.counterparty_account or found.transaction_code)):
        raise MappingTooShort(text=folded, length=len(folded))
    return replace(found, splits=read_splits(company=company, texts=splits, account=account))


def add_mapping(*, company: CompanyFacts, actor: str, mapping: Mapping) -> Mapping:
    """Let a text mean an account from now on.

    mapping   as wanted_mapping() gives it
    refuses   MappingExists
    """
    with transaction.atomic():
        lock_company(company.id)
        _refuse_same(company, mapping)
        last = TextMapping.objects.filter(company=company.id).aggregate(last=Max("number"))["last"]
        stored = replace(mapping, number=(last or 0) + 1)
        row = TextMapping.objects.create(
            company_id=company.id, **{column: getattr(stored, column) for column in _COLUMNS}
        )
        _insert_splits(company, row.id, stored)
        subject = str(stored.number)
        record(company=company.id, actor=actor, action="mapping.added", subject=subject, content=_content(stored))
    return stored


def change_mapping(*, company: CompanyFacts, actor: str, number: int, mapping: Mapping) -> Mapping:
    """Let the mapping of a number be this one from now on; lines that it decided stay as they are.

    mapping   as wanted_mapping() gives it
    refuses   NumberUnknown, MappingExists
    """
    with transaction.atomic():
        lock_company(company.id)
        before = next((one for one in mappings_of(company=company) if one.number == number), None)
        if before is None:
            raise NumberUnknown(number=number)
        _refuse_same(company, mapping, besides=number)
        stored = replace(mapping, number=number)
        row = TextMapping.objects.get(company=company.id, number=number)
        TextMapping.objects.filter(company=company.id, id=row.id).update(
            **{column: getattr(stored, column) for column in _COLUMNS}
        )
        MappingSplit.objects.filter(company=company.id, mapping=row.id)._raw_delete(using="default")
        _insert_splits(company, row.id, stored)
        content = {"before": _content(before), "after": _content(stored)}
        record(company=company.id, actor=actor, action="mapping.changed", subject=str(number), content=content)
    return stored


def _refuse_same(company: CompanyFacts, mapping: Mapping, *, besides: int = 0) -> None:
    known = [one for one in mappings_of(company=company) if one.number != besides]
    same = [one for one in known if _conditions(one) == _conditions(mapping)]
    if same:
        account = f"{same[0].account_type.lower()}:{same[0].account_number}"
        raise MappingExists(text=mapping.text, account=account)


def _insert_splits(company: CompanyFacts, mapping_id: int, mapping: Mapping) -> None:
    MappingSplit.objects.bulk_create(
        MappingSplit(
            company_id=company.id,
            mapping_id=mapping_id,
            sequence=sequence,
            account_type=split.account_type,
            account_number=split.account_number,
            share_basis_points=split.share_basis_points,
            fixed_minor=split.fixed_minor,
        )
        for sequence, split in enumerate(mapping.splits, 1)
    )


def _content(mapping: Mapping) -> dict[str, object]:
    return {
        **{column: getattr(mapping, column) for column in _COLUMNS},
        "splits": [(s.account_number, s.share_basis_points, s.fixed_minor) for s in mapping.splits],
    }


def _conditions(mapping: Mapping) -> Mapping:
    """The mapping as far as its conditions go."""
    return replace(
        mapping,
        text=mapping.text.casefold(),
        account_type="",
        account_number="",
        splits=(),
        number=0,
        priority=0,
    )


def remove_mapping(*, company: CompanyFacts, actor: str, text: str = "", number: int | None = None) -> int:
    """Take the mappings of a text away, or the one of a number; gives how many there were.

    refuses   MappingUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        rows = TextMapping.objects.filter(company=company.id)
        rows = rows.filter(number=number) if number else rows.filter(text__iexact=" ".join(text.split()))
        before = list(rows.order_by("number").values("id", "account_type", "account_number", *_COLUMNS[3:], "text"))
        if not before:
            raise MappingUnknown(text=text or str(number))
        ids = [row["id"] for row in before]
        MappingSplit.objects.filter(company=company.id, mapping__in=ids)._raw_delete(using="default")
        rows.filter(id__in=ids)._raw_delete(using="default")
        record(company=company.id, actor=actor, action="mapping.removed", subject="", content={"before": before})
    return len(before)
