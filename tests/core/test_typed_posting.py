"""What a typed line posts: both sides, VAT inside, the bank's own currency, and nothing that does not balance."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reskontra.core.application_checks import Circumstances
from reskontra.core.bank_posting import GroupAccounts
from reskontra.core.entries import DocumentType, Ledger, OpenEntry
from reskontra.core.settlement import Marked, Policy
from reskontra.core.typed_posting import Book, GlMove, GlSide, PartySide, TypedLine, netted, plan_line

DAY = date(2026, 3, 10)
GROUP = GroupAccounts(1, 1510, 3731, 3740, 3740, 6570, 3960, 7960)
minors = st.integers(-(10**9), 10**9).filter(bool)


def entry(id: int, minor: int, kind: DocumentType, **values: object) -> OpenEntry:
    return OpenEntry(
        entry_id=id, ledger=Ledger.CUSTOMER, party_id=7, document_type=kind, document_number=f"D{id}",
        posting_date=DAY, currency="SEK", remaining_minor=minor, remaining_local_minor=minor, **values,
    )  # type: ignore[arg-type]  # fmt: skip


def book(*entries: OpenEntry) -> Book:
    return Book("SEK", {one.entry_id: (one, GROUP) for one in entries}, {("SEK", DAY): Circumstances(DAY, "SEK")})


def line(minor: int, *sides: tuple[GlSide | PartySide, int]) -> TypedLine:
    return TypedLine("SEK", minor, minor, sides)


@given(minors, st.sampled_from([0, 600, 1200, 2500]))
def test_a_line_with_both_sides_balances_whatever_the_vat(minor: int, rate: int) -> None:
    sides = (GlSide(3001, vat_account_id=2611, vat_basis_points=rate), 1), (GlSide(1930, 4, "SEK"), -1)
    moves, made = plan_line(line(minor, *sides), book())
    assert (sum(move.local_minor for move in moves), made) == (0, [])
    net = next(move.local_minor for move in moves if move.account_id == 3001)
    assert abs(net * (10_000 + rate) - minor * 10_000) <= 10_000 + rate


@given(minors, minors)
def test_what_is_settled_never_moves_the_sum(paid: int, owed: int) -> None:
    claim = entry(1, abs(owed), DocumentType.INVOICE, discount_minor=abs(owed) // 50, discount_date=DAY)
    payment = entry(2, -abs(paid), DocumentType.PAYMENT)
    side = PartySide(payment, GROUP, (Marked(1),), policy=Policy(tolerances="post"))
    state = book(claim)
    moves, (made,) = plan_line(line(-abs(paid), (side, 1), (GlSide(1930, 4, "SEK"), -1)), state)
    assert sum(move.local_minor for move in moves) == 0
    assert made.application is not None
    left = {outcome.entry_id: outcome.remaining_minor for outcome in made.application.outcomes}
    assert state.entries[1][0].remaining_minor == left[1] >= 0 >= left[2]
    control = sum(move.local_minor for move in moves if move.account_id == 1510)
    assert control == left[1] - abs(owed) + left[2]


def test_a_bank_account_gets_its_own_currency() -> None:
    dollars = TypedLine("USD", 100_00, 1_050_00, ((GlSide(1930, 4, "SEK"), 1), (GlSide(1940, 5, "USD"), -1)))
    moves, _ = plan_line(dollars, book())
    assert [(move.bank_minor, move.bank_currency) for move in moves] == [(1_050_00, "SEK"), (-100_00, "USD")]


def test_the_oldest_is_settled_where_nothing_is_named() -> None:
    old = entry(1, 100_00, DocumentType.INVOICE, due_date=date(2026, 2, 1))
    new = entry(2, 100_00, DocumentType.INVOICE, due_date=date(2026, 3, 1))
    side = PartySide(entry(3, -150_00, DocumentType.PAYMENT), GROUP, oldest=(2, 1))
    state = book(old, new)
    plan_line(line(-150_00, (side, 1), (GlSide(1930, 4, "SEK"), -1)), state)
    assert [state.entries[id][0].remaining_minor for id in (1, 2)] == [0, 50_00]


def test_moves_of_one_account_are_one_but_for_bank_accounts() -> None:
    moves = [GlMove(1510, 10, "SEK", 10, 7), GlMove(1510, -4, "SEK", -4, 7), GlMove(1510, 1, "SEK", 1, 8)]
    assert [(move.party_id, move.local_minor) for move in netted(moves)] == [(7, 6), (8, 1)]
    assert netted([GlMove(3740, 5, "SEK", 5), GlMove(3740, -5, "SEK", -5)]) == []
    bank = GlMove(1930, 5, "SEK", 5, bank_account_id=4, bank_minor=5, bank_currency="SEK")
    assert netted([bank, bank]) == [bank, bank]
