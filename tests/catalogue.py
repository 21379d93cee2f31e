"""Everything a user may be refused with: the classes, and the two files that list them."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator

import reskontra
from reskontra.core.errors import Findings, Malformed, Refused

Told = type[Refused] | type[Malformed]

ROOMS = {
    "core": "Rules",
    "formats": "Files",
    "companies": "Companies",
    "parties": "Customers and vendors",
    "ledger": "General ledger",
    "receivables": "Entries and applications",
    "journals": "Journals",
    "bank": "Bank",
    "matching": "Matching",
    "collections": "Reminders and interest",
    "interface": "Users and access",
}


def import_everything() -> None:
    """Every module of the product, so that every refusal is defined."""
    for module in pkgutil.walk_packages(reskontra.__path__, "reskontra."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def told() -> list[Told]:
    """Every refusal by code. A class without a template of its own that others derive from is their base."""
    import_everything()
    found = {kind for root in (Refused, Malformed) for kind in _below(root)}
    bases = {base for kind in found for base in kind.__bases__}
    kept = [kind for kind in found - {Findings} if "template" in vars(kind) or kind not in bases]
    return sorted(kept, key=lambda kind: (kind.code, kind.__module__, kind.__name__))


def _below(root: Told) -> Iterator[Told]:
    for kind in root.__subclasses__():
        if kind.__module__.startswith("reskontra."):
            yield kind
            yield from _below(kind)


def as_text() -> str:
    """The golden catalogue: code, class and template of each, sorted by code."""
    return "\n".join(f"{kind.code}\n    {kind.__module__}.{kind.__name__}\n    {kind.template}\n" for kind in told())


def as_page() -> str:
    """docs/errors.md: what each refusal says, room by room."""
    lines = [
        "# What Reskontra refuses, and what to do",
        "",
        "Every refusal has a code that does not change, and a text with the values and the remedy. Scripts and",
        "other programs go by the code. Words in braces stand for values. Nothing is changed by a refused command.",
        "",
        "This page is written by `make golden` from the program itself.",
    ]
    by_room = defaultdict(list)
    for kind in told():
        by_room[kind.__module__.split(".")[1]].append(kind)
    order = [*ROOMS, *sorted(set(by_room) - set(ROOMS))]
    for room in order:
        if room in by_room:
            title = ROOMS.get(room, room.capitalize())
            lines += ["", f"## {title}", "", "| code | text |", "| --- | --- |"]
            lines += [f"| `{kind.code}` | {_cell(kind.template)} |" for kind in by_room[room]]
    return "\n".join(lines) + "\n"


def _cell(template: str) -> str:
    return template.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
