"""Every action that the program can put into the audit trail, or name a posting run by, found in its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOM = Path(__file__).resolve().parent.parent / "reskontra"
CODE = re.compile(r"[a-z_]{3,}(\.[a-z_0-9]+)+")
# Dotted words that are no actions: modules, formats, fields, files, tables, and how a group of actions begins.
MODULES = ("reskontra.", "django.", "allauth.", "wsgi.")
FORMATS = ("camt.", "pain.")
FIELDS = ("counterparty.", "body.", "query.", "http.")
FILES = (
    ".csv",
    ".typ",
    ".pdf",
    ".json",
    ".toml",
    ".ico",
    ".xml",
    ".css",
    ".html",
    ".js",
    ".txt",
    ".po",
    ".mo",
    ".dump",
    ".sqlite3",
    ".bin",
)
TABLES = {"companies.company", "companies.storedfile", "journals.journalline", "ledger.postingrun", "ledger.voucher"}
BEGINNINGS = {"matching.rules"}
# What names modules, and kinds of events.
OTHERS = {"nouns.py", "event_kinds.py", "command_events.py", "entry_events.py", "gathering.py", "spans.py"}
# Codes that are put together as the program runs, and what can come of them.
MADE = {
    "period.{after.lower()}": ("period.open", "period.closed", "period.locked"),
    "{ledger.lower()}s.loaded": ("customers.loaded", "vendors.loaded"),
    "{names.action}.renamed": ("reminder_terms.renamed", "interest_terms.renamed"),
    "{names.action}.deleted": ("reminder_terms.deleted", "interest_terms.deleted"),
    "repayment.{state.lower()}": ("repayment.approved", "repayment.cancelled"),
}


def action_codes() -> set[str]:
    """Of every module; what is put together must be listed in MADE."""
    found: set[str] = set()
    for path in sorted(ROOM.rglob("*.py")):
        if "migrations" not in path.parts and path.name not in OTHERS:
            found.update(_codes(ast.parse(path.read_text("utf-8"))))
    return found


def _codes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_action(node.value):
            yield node.value
        if isinstance(node, ast.keyword) and node.arg == "action" and isinstance(node.value, ast.JoinedStr):
            yield from MADE[ast.unparse(node.value)[2:-1]]


def _is_action(text: str) -> bool:
    known = text.startswith(MODULES + FORMATS + FIELDS) or text.endswith(FILES) or text in TABLES | BEGINNINGS
    return not known and CODE.fullmatch(text) is not None
