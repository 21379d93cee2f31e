"""Whatever is done to bank reconciliations and to the payment journal of one account, in whatever order.

No ledger amount moves by matching, the bank ledger is the G/L account at every step, an entry is closed once, and
posting and undoing restores every field.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reskontra.bank.reconciliation.closing import post_reconciliation, undo_reconciliation
from reskontra.bank.reconciliation.documents import NewReconciliation, change_reconciliation, create_reconciliation
from reskontra.bank.reconciliation.importing import take_statements
from reskontra.bank.reconciliation.matching import match_by_hand, match_reconciliation, remove_entries
from reskontra.bank.reconciliation.queries import find_reconciliation, lines_of
from reskontra.bank.reconciliation.suggesting import suggest_lines
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.ledger.models import BankEntry, VoucherLine
from reskontra.ledger.queries import bank_balance, find_bank_account, trial_balance
from tests import books, build
from tests.bank.reconciliation.books import moved
from tests.story import Story

DAY = date(2026, 3, 2)
BEGUN = """
bank      B1 1000.00
mapping   avgift gl:6570
statement B1 2026-03-02
line      500.00 text="avgift"
line      -80.00 text="avgift"
import
"""
STEPS = ("begin", "take", "suggest", "match", "hand", "share", "remove", "balance", "post", "undo", "journal")
Step = tuple[str, int, int]
# Ways in which one movement might be closed twice.
BY_JOURNAL_FIRST: list[Step] = [
    ("journal", 1, 0), ("take", 2, 0), ("match", 2, 0), ("balance", 2, 0), ("post", 2, 0),
]  # fmt: skip
BY_RECONCILIATION_FIRST: list[Step] = [
    ("take", 2, 0), ("match", 2, 0), ("balance", 2, 0), ("post", 2, 0), ("journal", 1, 0), ("begin", 1, 0),
    ("take", 1, 0), ("suggest", 1, 0), ("hand", 1, 0), ("balance", 1, 0), ("post", 1, 0), ("undo", 2, 0),
]  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(steps=BY_JOURNAL_FIRST)
@example(steps=BY_RECONCILIATION_FIRST)
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 3), st.integers(0, 2)), min_size=3, max_size=10))
def test_both_ways_mixed_keep_the_books(steps: list[Step]) -> None:
    with transaction.atomic():
        story = Story(build.new_company())
        story.tells(BEGUN)
        bank = find_bank_account(company=story.company, number="B1")
        entries = [moved(story.company, bank, minor, "avgift", DAY) for minor in (500_00, -80_00, 420_00)]
        for step, number, at in [("begin", 1, 0), *steps]:
            before, closed = ledger(), closings()
            with suppress(Refused, Malformed, Findings):
                does(story, step, number, entries[at])
            assert step == "journal" or ledger() == before
            assert step == "undo" or closed.items() <= closings().items()
            gl = {one.account: one.balance_minor for one in trial_balance(company=story.company)}
            assert gl[bank.gl_account] == bank_balance(company=story.company, bank_account_id=bank.id)
        assert books.violations() == []
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(minors=st.lists(st.integers(-50_000, 50_000).filter(bool), min_size=1, max_size=6), data=st.data())
def test_posted_and_undone_every_field_is_as_it_was(minors: list[int], data: st.DataObject) -> None:
    with transaction.atomic():
        company = build.new_company()
        story = Story(company)
        story.tell("bank B1 1000.00")
        bank = find_bank_account(company=company, number="B1")
        for minor in minors:
            moved(company, bank, minor, "avgift", DAY)
        new = NewReconciliation("B1", DAY, 1000_00 + sum(minors))
        name = create_reconciliation(company=company, actor=build.BOB, new=new).name
        suggest_lines(company=company, actor=build.BOB, name=name, ending=DAY)
        before = books.contents()
        post_reconciliation(company=company, actor=build.BOB, name=name)
        assert books.violations() == []
        undo_reconciliation(company=company, actor=build.BOB, name=name)
        after = books.contents()
        audited = {table for table in after if table.startswith("audit_") or table == "sqlite_sequence"}
        assert {table: rows for table, rows in after.items() if table not in audited} == {
            table: rows for table, rows in before.items() if table not in audited
        }
        transaction.set_rollback(True)


def ledger() -> list[tuple[object, ...]]:
    """Every amount of the ledger, and of the bank ledger."""
    lines = VoucherLine.objects.order_by("id").values_list("id", "account", "amount_minor", "currency_minor")
    entries = BankEntry.objects.order_by("id").values_list("id", "bank_account", "amount_minor", "local_minor")
    return [*lines, *entries]


def closings() -> dict[int, object]:
    """When each closed bank entry was closed."""
    return dict(BankEntry.objects.filter(state="CLOSED").values_list("id", "closed_date"))


def does(story: Story, step: str, number: int, entry: int) -> None:
    """One step, on the first or second reconciliation."""
    company, name = story.company, f"B1-{1 + number % 2}"
    here: dict[str, Any] = {"company": company, "actor": build.BOB, "name": name}
    new = NewReconciliation("B1", DAY, 1420_00)
    steps: dict[str, Callable[[], object]] = {
        "begin": lambda: create_reconciliation(company=company, actor=build.BOB, new=new),
        "take": lambda: take_statements(**here, import_number=1),
        "suggest": lambda: suggest_lines(**here, ending=DAY),
        "match": lambda: match_reconciliation(**here),
        "hand": lambda: match_by_hand(**here, numbers=[number], entries=[entry], takes_over=True),
        "share": lambda: match_by_hand(**here, numbers=[1, 2], entries=[entry], takes_over=True),
        "remove": lambda: remove_entries(**here, number=number),
        "balance": lambda: balanced(company, name),
        "post": lambda: post_reconciliation(**here),
        "undo": lambda: undo_reconciliation(**here),
        "journal": lambda: story.tells("match\npost"),
    }
    steps[step]()


def balanced(company: CompanyFacts, name: str) -> None:
    """The document is to end as its lines do."""
    found = find_reconciliation(company=company, name=name)
    total = found.opening_minor + sum(line.amount_minor for line in lines_of(company=company, found=found))
    change_reconciliation(company=company, actor=build.BOB, name=name, ending_minor=total)
