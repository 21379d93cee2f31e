"""Whatever the books and the bank's file, what is matched and posted holds together.

Small random books: customers and vendors with invoices, credit memos and discounts. Random statements: some lines pay
documents (in full, less a discount, in part, several at once, too much), some say nothing, some are out of the blue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reskontra.journals.queries import lines
from reskontra.ledger.queries import bank_balance, find_bank_account, trial_balance
from reskontra.matching.proposals import StoredProposal, read_proposals
from reskontra.receivables.models import Entry
from tests import books, build
from tests.statements import Line, decimal, minor
from tests.story import Story

PARTIES = ("C1", "C2", "C3", "V1", "V2")
NAMES = {"C1": "Alfa AB", "C2": "Beta Bygg HB", "C3": "Gamma Konsult", "V1": "Vide AB", "V2": "Vass El AB"}


@dataclass(frozen=True)
class Document:
    party: str
    number: str
    minor: int
    discount: int

    @property
    def is_credit(self) -> bool:
        return (self.minor < 0) == self.party.startswith("C")


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    found = []
    for at in range(draw(st.integers(1, 8))):
        party = draw(st.sampled_from(PARTIES))
        amount = draw(st.one_of(st.integers(1, 500), st.integers(1000, 2_000_000), st.sampled_from([9900, 100000])))
        sign = 1 if party.startswith("C") else -1
        is_credit = draw(st.integers(0, 4)) == 0
        has_discount = not is_credit and amount > 100 and draw(st.booleans())
        discount = draw(st.integers(1, amount // 20)) if has_discount else 0
        found.append(Document(party, f"F{70400 + at}", amount * (-sign if is_credit else sign), discount * sign))
    return found


@st.composite
def bank_lines(draw: st.DrawFn, known: list[Document]) -> list[Line]:
    return [draw(_line(known)) for _ in range(draw(st.integers(1, 7)))]


@st.composite
def _line(draw: st.DrawFn, known: list[Document]) -> Line:
    first = draw(st.sampled_from(known))
    same = [one for one in known if one.party == first.party]
    paid = draw(st.lists(st.sampled_from(same), min_size=1, max_size=3, unique=True))
    amount = sum(one.minor for one in paid)
    change = draw(st.sampled_from(["none", "none", "discount", "part", "more", "charge", "round", "other", "zero"]))
    amount = {
        "discount": amount - sum(one.discount for one in paid),
        "part": amount // 2,
        "more": amount + amount // 10,
        "charge": amount - (2500 if amount > 0 else -2500),
        "round": round(amount / 100) * 100,
        "other": draw(st.integers(-100_000, 100_000)),
        "zero": 0,
    }.get(change, amount)
    says = draw(st.sampled_from(["numbers", "numbers", "first", "nothing"]))
    text = {"numbers": " ".join(one.number for one in paid), "first": first.number}.get(says, "")
    name = draw(st.sampled_from([NAMES[first.party], "", NAMES[draw(st.sampled_from(PARTIES))]]))
    return Line(decimal(amount), name=name, text=text)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Document], list[Line]]:
    known = draw(documents())
    return known, draw(bank_lines(known))


def told(known: list[Document], bank: list[Line]) -> Story:
    story = Story(build.new_company())
    story.tell("bank B1 10000.00")
    for party in PARTIES:
        story.tell(f"{'customer' if party.startswith('C') else 'vendor'} {party} '{NAMES[party]}'")
    for one in known:
        discount = f"discount={decimal(one.discount)} until=2026-03-12" if one.discount else ""
        kind = "credit" if one.is_credit else "invoice"
        story.tell(f"{kind} {one.party} {one.number} {decimal(one.minor)} {discount}")
    story.tell("statement B1 2026-03-02")
    story.statements[-1][1].extend(bank)
    story.tells("import\nmatch")
    return story


def proposals(story: Story) -> dict[int, StoredProposal]:
    ids = [line.id for line in lines(company=story.company, journal_ids=[story.facts.id])]
    return read_proposals(company=story.company, line_ids=ids)


def ready(story: Story) -> list[int]:
    found = lines(company=story.company, journal_ids=[story.facts.id], states=["OPEN"])
    return [line.line_number for line in found if story.shown(line.line_number)["ready"]]


def assert_holds(story: Story) -> None:
    assert books.violations() == []
    account = find_bank_account(company=story.company, number="B1")
    found = lines(company=story.company, journal_ids=[story.facts.id], states=["POSTED"])
    posted = sum(line.account_minor or 0 for line in found)
    balance = bank_balance(company=story.company, bank_account_id=account.id)
    assert balance == minor("10000.00") + posted
    gl = {row.account: row.balance_minor for row in trial_balance(company=story.company)}
    assert sum(gl.values()) == 0
    assert gl["1930"] == balance
    for ledger, control in (("CUSTOMER", "1510"), ("VENDOR", "2440")):
        entries = Entry.objects.filter(company=story.company.id, ledger=ledger)
        assert sum(entry.remaining_local_minor for entry in entries) == gl.get(control, 0)


bounded = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.django_db
@bounded
@given(world=worlds(), data=st.data())
def test_what_is_posted_and_taken_back_holds_together(
    world: tuple[list[Document], list[Line]], data: st.DataObject
) -> None:
    with transaction.atomic():
        story = told(*world)
        assert_holds(story)
        before = {entry.document_number: entry.remaining_minor for entry in Entry.objects.all()}
        if data.draw(st.booleans(), "accepted"):
            story.tell("accept")
            assert_holds(story)
        if ready(story):
            story.tell("post")
            assert_holds(story)
            assert all(_is_settled_within(entry, before) for entry in Entry.objects.all())
        posted = [line.line_number for line in lines(company=story.company, journal_ids=[story.facts.id])
                  if line.voucher_id]  # fmt: skip
        if posted:
            chosen = data.draw(st.lists(st.sampled_from(posted), unique=True), "taken back")
            if not _share_entries(story, posted):
                story.tell(f"reverse {' '.join(map(str, chosen))}" if chosen else "reverse")
                assert_holds(story)
            story.tells("match")
            assert_holds(story)
            if ready(story):
                story.tell("post")
                assert_holds(story)
        transaction.set_rollback(True)


def _is_settled_within(entry: Entry, before: dict[str, int]) -> bool:
    """Nothing is settled beyond zero, or grows."""
    was = before.get(entry.document_number)
    return was is None or (abs(entry.remaining_minor) <= abs(was) and entry.remaining_minor * was >= 0)


def _share_entries(story: Story, posted: list[int]) -> bool:
    """Two posted lines on one document are taken back in their order: refused otherwise, and told in stories."""
    seen: set[str] = set()
    for number in posted:
        named = {part["document_number"] for part in story.shown(number)["applications"]} - {None}
        if seen & named:
            return True
        seen |= named
    return False


@pytest.mark.django_db
@bounded
@given(world=worlds())
def test_the_same_lines_and_books_give_the_same_proposals(world: tuple[list[Document], list[Line]]) -> None:
    with transaction.atomic():
        story = told(*world)
        first = proposals(story)
        story.tell("match")
        assert proposals(story) == first
        transaction.set_rollback(True)


@pytest.mark.django_db
@bounded
@given(world=worlds())
def test_a_proposal_never_gives_what_is_not_there(world: tuple[list[Document], list[Line]]) -> None:
    with transaction.atomic():
        story = told(*world)
        taken: dict[int, int] = {}
        for one in proposals(story).values():
            for part in one.parts:
                if part.entry_id:
                    taken[part.entry_id] = taken.get(part.entry_id, 0) + part.settled_minor
        for entry in Entry.objects.filter(id__in=taken):
            assert abs(taken[entry.id]) <= abs(entry.remaining_minor)
            assert taken[entry.id] * entry.remaining_minor > 0
        by_line = {line.id: line for line in lines(company=story.company, journal_ids=[story.facts.id])}
        for id, one in proposals(story).items():
            cash = sum(part.cash_minor for part in one.parts)
            assert cash + one.difference_minor == by_line[id].account_minor
        assert date.fromisoformat(story.shown(1)["date"])
        transaction.set_rollback(True)
