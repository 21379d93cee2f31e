"""An import that is undone was never there: proposals, reservations, lessons and continuity are as before it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.audit.models import Event
from reskontra.bank.models import BankStatement, BankTransaction
from reskontra.bank.queries import ImportUndone
from reskontra.companies.queries import companies
from reskontra.core.errors import Findings, Malformed, Refused
from reskontra.journals.queries import JournalUnknown, find_journal, journals
from reskontra.matching.actions.undo_import import UndoneImport, undo_import
from reskontra.matching.fact_views import list_facts
from tests import books, build
from tests.bank.files import Entry, Pay, Stmt, account, advice, camt, load
from tests.story import Story

pytestmark = pytest.mark.django_db

# Kept: the audit trail, the file, what was imported, the worksheets over it, numbers taken, that a match was run.
KEPT = {"audit_event", "audit_payload", "companies_storedfile", "companies_seriescounter", "matching_matchrun"}
PAYER = 'iban=DE89370400440532013000 name="Kalles Rör"'
MARCH = f"""
    statement B1 2026-03-02
    line      400.00 name="Beta AB" ocr=10033
    line      1000.00 name="Alfa AB" ocr=10017
    line      800.00 {PAYER}
    line      -45.00 text="Bankavgift 17"
    import
"""
DECISIONS = ("match", "apply 1 INV-3", "apply 3 INV-2", "apply 3 INV-3=100.00", "apply 4 gl:6570", "apply 2 gl:2890",
             "unapply 3", "unapply 2", "accept 1", "accept", "match")  # fmt: skip


def _id(row: Any) -> int:
    """Of a row as it is, or as PostgreSQL copies it out."""
    return int(row.split(b"\t", 1)[0] if isinstance(row, bytes) else row[0])


def contents() -> dict[str, list[Any]]:
    """The dump, without what an undone import leaves."""
    found = {table: rows for table, rows in books.contents().items() if table not in KEPT and "bank_" not in table[:5]}
    live = {journal.id for company in companies() for journal in journals(company=company)}
    found["journals_journal"] = [row for row in found["journals_journal"] if _id(row) in live]
    found["journals_journalline"] = [row for row in found["journals_journalline"] if "SUPERSEDED" not in str(row)]
    statements = list(BankStatement.objects.order_by("id").values_list())
    transactions = list(BankTransaction.objects.exclude(state="UNDONE").order_by("id").values_list())
    return found | {"bank_bankstatement": statements, "bank_banktransaction": transactions}


def undone(story: Story, number: int = 1, reason: str = "") -> UndoneImport:
    return undo_import(company=story.company, actor=build.ALICE, number=number, reason=reason)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decided=st.lists(st.sampled_from(DECISIONS), max_size=6), is_second=st.booleans())
def test_whatever_was_decided_is_as_if_it_had_not_been(
    transactional_story: Any, decided: list[str], is_second: bool
) -> None:
    with transactional_story() as story:
        if is_second:
            story.tells(f"statement B1 2026-02-27\nline 500.00 {PAYER}\nline -30.00 text=Bankavgift\nimport")
            story.tells("match\napply 1 INV-2\napply 2 gl:6570")
        before = contents()
        story.tells(MARCH)
        for line in decided:
            try:
                story.tell(line)
            except (Refused, Malformed):
                continue
        undone(story, 2 if is_second else 1)
        assert contents() == before
        assert books.violations() == []


@pytest.fixture
def transactional_story(story: Story) -> Any:
    """Each example begins from the same books."""

    @contextmanager
    def begun() -> Iterator[Story]:
        with transaction.atomic():
            yield copy.deepcopy(story)
            transaction.set_rollback(True)

    return begun


def test_the_same_file_again_gives_what_it_gave(story: Story) -> None:
    story.tells(MARCH)
    story.tells("match\nshows 2 ready high INV-1=1000.00\non PRJ000001")
    content = camt(Stmt((Pay("5.00"),), id="S-9", day="2026-03-03", opening="12155.00"))
    first = load(story.company, content)
    undone(story, 2)
    again = load(story.company, content)
    assert (again.number, again.new, again.known, again.already_imported_at) == (3, 1, 0, None)
    assert [one.lines for one in again.journals] == [one.lines for one in first.journals]
    assert again.journals[0].number == "PRJ000003"


def test_reserved_money_is_free_again(story: Story) -> None:
    story.tells(f"{MARCH}match\naccept 1")
    undone(story)
    story.tells('statement B1 2026-03-04 opening=10000.00\nline 800.00 name="Beta AB" ocr=10033\nimport\nmatch')
    story.tells("shows 1 ready high INV-3=800.00")


def test_what_its_lines_taught_is_forgotten_and_what_others_taught_stays(story: Story) -> None:
    story.tells(f"statement B1 2026-02-27\nline 500.00 {PAYER}\nimport\napply 1 INV-2")
    before = [(one.fact.number, one.fact.hits, one.fact.last) for one in list_facts(company=story.company)]
    story.tells(f"{MARCH}apply 3 INV-3\napply 4 gl:6570")
    done = undone(story, 2)
    assert done.facts == 3  # the fee's text; the payer's account and name now mean another customer
    assert [(one.fact.number, one.fact.hits, one.fact.last) for one in list_facts(company=story.company)] == before


def test_its_journal_is_none_any_more(story: Story) -> None:
    story.tells(MARCH)
    done = undone(story, reason=" Wrong file ")
    assert (done.journals, done.transactions, done.lines, done.facts) == (("PRJ000001",), 4, 4, 0)
    assert journals(company=story.company) == []
    with pytest.raises(JournalUnknown):
        find_journal(company=story.company, number="PRJ000001")
    event = Event.objects.filter(company=story.company.id).order_by("-number").first()
    assert event
    assert (event.action, event.subject) == ("bank.import.undone", "import 1")
    with pytest.raises(ImportUndone):
        undone(story)


def refused(story: Story, number: int) -> list[Any]:
    before = books.contents()
    with pytest.raises((Refused, Findings)) as caught:
        undone(story, number)
    assert books.contents() == before
    return list(caught.value.findings) if isinstance(caught.value, Findings) else [caught.value]


def test_what_is_posted_is_taken_back_first(story: Story) -> None:
    story.tells(f"{MARCH}match\naccept 1\npost")
    (refusal,) = refused(story, 1)
    assert (refusal.code, refusal.values["count"], refusal.values["voucher"]) == ("import_posted", 2, "B-2026-1")
    story.tells("reverse")
    assert undone(story).lines == 4


def test_a_later_statement_is_named(story: Story) -> None:
    story.tells(f"{MARCH}statement B1 2026-03-03\nline 5.00\nimport")
    (refusal,) = refused(story, 1)
    assert (refusal.code, refusal.values["later"], refusal.values["number"]) == ("import_built_on", 2, 1)
    undone(story, 2)
    undone(story, 1)


def test_lines_that_gave_way_to_parts_stand_again(story: Story) -> None:
    company = story.company
    account(company, number="B2", iban="SE3550000000054910000003")
    whole = Entry(amount="1500.00", bank_reference="D1")
    statement = Stmt((whole,), iban="SE3550000000054910000003")
    load(company, camt(statement))
    story.tells("on PRJ000001\nmatch")
    before = contents()
    parts = Entry((Pay("1000.00", ocr="10017"), Pay("500.00", ocr="10025")), bank_reference="D1")
    content = advice(parts).replace(b"SE4550000000058398257466", b"SE3550000000054910000003")
    load(company, content)
    story.tells("on PRJ000001\nmatch")
    done = undone(story, 2)
    assert (done.standing, done.lines, done.journals, done.unreserved) == (1, 2, (), 0)
    assert contents() == before


def test_a_statement_of_advised_payments_that_are_posted_stays(story: Story) -> None:
    company = story.company
    load(company, advice(Entry((Pay("1000.00", ocr="10017"),), bank_reference="D1")))
    load(company, camt(Stmt((Entry(amount="1000.00", bank_reference="D1"),), opening="0.00")), "gap")
    story.tells("on PRJ000001\nmatch\naccept\npost")
    (refusal,) = refused(story, 2)
    assert (refusal.code, refusal.values["journal"]) == ("statement_shows_posted", "PRJ000001")
