"""Whose standing decision makes a line ready: who made or changed the text mapping or the fact that it rests on."""

from __future__ import annotations

import json
from collections.abc import Collection

from reskontra.audit.queries import actors_of
from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk

_READY = (
    "SELECT p.line_id, p.explanation FROM {values} CROSS JOIN matching_proposal p "
    "WHERE p.company_id = %s AND p.line_id = v.value AND p.origin = 'MAPPING'"
)
# What a reason names by its number, and what the trail calls it when a person makes or changes it.
_MADE = {"mapping": ("mapping.added", "mapping.changed"), "fact": ("fact.added", "fact.edited")}


def standing_decisions(*, company: CompanyFacts, line_ids: Collection[int]) -> dict[int, set[str]]:
    """Line → everyone who made or changed what it is ready by; lines that are ready otherwise are left out."""
    named = {
        line: {(kind, str(reason[kind])) for reason in json.loads(reasons) for kind in _MADE if kind in reason}
        for line, reasons in bulk.lookup(_READY, line_ids, company.id)
        if reasons
    }
    by: dict[tuple[str, str], set[str]] = {}
    for kind, actions in _MADE.items():
        numbers = {number for found in named.values() for of, number in found if of == kind}
        for number, actors in actors_of(company=company.id, actions=actions, subjects=numbers).items():
            by[kind, number] = actors
    return {line: set().union(*(by.get(one, set()) for one in found)) for line, found in named.items() if found}
