"""Every name of a value that the program keeps in the audit trail, found in its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from reskontra.bank.feeds.actions import FeedSettings
from reskontra.collections.customer_setup import CustomerSetup
from reskontra.collections.mail_setup import MailFacts
from reskontra.collections.reminder_terms_editing import LevelChange, TermsChange
from reskontra.companies.edit import COLUMNS as OF_COMPANIES
from reskontra.companies.models import Currency, Terms
from reskontra.ledger.group_accounts import CHANGEABLE
from reskontra.matching.models import PROPOSAL_STATES, TextMapping
from reskontra.parties.edit import ACCOUNTS
from reskontra.parties.edit import COLUMNS as OF_PARTIES

ROOM = Path(__file__).resolve().parent.parent / "reskontra"
# What is put together as the program runs, and the columns that it can be of.
MADE = {
    *(one.name for kind in (FeedSettings, CustomerSetup, MailFacts, LevelChange, TermsChange) for one in fields(kind)),
    *(one.name for kind in (Currency, Terms, TextMapping) for one in kind._meta.concrete_fields),
    *OF_COMPANIES, *OF_PARTIES, *ACCOUNTS, *CHANGEABLE, *PROPOSAL_STATES,
    "rate_e5", "points_e5",  # of interest terms
}  # fmt: skip
BESIDE = {"before", "after", "id", "company", "code"}  # stand for what is beside each other, or are never told


def content_names() -> set[str]:
    """Of every module: what stands in a content, or in what one is made of within a function."""
    found = set(MADE)
    for path in sorted(ROOM.rglob("*.py")):
        if "migrations" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    found.update(_names(node))
    return found - BESIDE


def _names(function: ast.FunctionDef) -> Iterator[str]:
    for call in ast.walk(function):
        given = {one.arg: one.value for one in call.keywords} if isinstance(call, ast.Call) else {}
        if {"action", "content"} <= given.keys():
            used = {node.id for node in ast.walk(given["content"]) if isinstance(node, ast.Name)}
            yield from _keys(given["content"])
            for node in ast.walk(function):
                if isinstance(node, ast.Assign | ast.AugAssign) and _target(node) in used:
                    yield from _keys(node.value)


def _target(node: ast.Assign | ast.AugAssign) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return target.id if isinstance(target, ast.Name) else ""


def _keys(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))
