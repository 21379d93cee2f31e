"""Which transactions write before they hold the company's lock: two of those can wait for each other for ever.

Whoever writes has the lock first, so that writers of one company stand in one line, and a deadlock cannot be. Read from
the source: in a `with transaction.atomic()`, a call that takes the lock must stand before the first that writes. A
function takes it where every function of that name calls one that does before it writes anything itself.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCKS = frozenset({"lock_company", "lock_companies"})
WRITES = frozenset(
    {
        "create", "update", "delete", "save", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
        "_raw_delete", "insert", "copy_in",
    }
)  # fmt: skip
OF_ROWS = frozenset({"rows", "row", "filter", "drafts", "chosen"})  # what a name or a call gives that is written to
NO_COMPANYS = frozenset({"reskontra/operation/last_done.py note_done"})  # rows of the installation


class _Call(NamedTuple):
    name: str
    writes: bool


def transactions_without_lock() -> Iterator[str]:
    """`module function` of each transaction that writes first."""
    modules = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _modules()}
    takers = _takers(list(modules.values()))
    for path, tree in modules.items():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for block in _transactions(function):
                    name = f"{path.relative_to(ROOT)} {function.name}"
                    if name not in NO_COMPANYS and _writes_first(block, takers):
                        yield name


def _modules() -> list[Path]:
    return [path for path in sorted((ROOT / "reskontra").rglob("*.py")) if "migrations" not in path.parts]


def _takers(trees: list[ast.Module]) -> frozenset[str]:
    """Functions that take the lock, by name, and those that call one of them first."""
    known: dict[str, list[list[_Call]]] = defaultdict(list)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                known[node.name].append(_calls(node.body))
    takers, before = LOCKS, frozenset[str]()
    while takers != before:
        before = takers
        takers |= {name for name, those in known.items() if all(_takes(calls, before) for calls in those)}
    return takers


def _takes(calls: list[_Call], takers: frozenset[str]) -> bool:
    first = _first(calls, takers)
    return first is not None and first.name in takers


def _writes_first(block: ast.With, takers: frozenset[str]) -> bool:
    first = _first(_calls(block.body), takers)
    return first is not None and first.name not in takers


def _first(calls: list[_Call], takers: frozenset[str]) -> _Call | None:
    """What takes the lock or writes, whichever is first."""
    return next((call for call in calls if call.name in takers or call.writes), None)


def _transactions(function: ast.FunctionDef) -> Iterator[ast.With]:
    for node in ast.walk(function):
        if isinstance(node, ast.With) and any("transaction.atomic(" in ast.unparse(item) for item in node.items):
            yield node


def _calls(body: list[ast.stmt]) -> list[_Call]:
    """In the order in which they end."""
    found = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Call)]
    found.sort(key=lambda call: (call.end_lineno or 0, call.end_col_offset or 0))
    return [_Call(_named(call), _is_write(call)) for call in found]


def _named(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_write(call: ast.Call) -> bool:
    """Of rows: what only updates a dictionary writes nothing."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    text = ast.unparse(call.func.value)
    return ".objects" in text or text.rsplit(".", 1)[-1].split("(")[0] in OF_ROWS
