"""What a line typed by hand posts: its accounts, the entry it makes, what the entry settles.

Debit positive. A line moves its account by its amount and the balancing account by the opposite; lines without one
balance each other within their document. A customer or vendor on either side gets an entry of the line's document type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reskontra.core.application import ApplicationPlan, plan_application
from reskontra.core.application_checks import Circumstances
from reskontra.core.bank_posting import GroupAccounts, detail_postings
from reskontra.core.entries import OpenEntry
from reskontra.core.money import divide_minor
from reskontra.core.settlement import Marked, Policy, Question, settle, settle_oldest


@dataclass(frozen=True, slots=True)
class GlSide:
    """A G/L account, or an own bank account by its G/L account.

    bank_currency   the bank account's, where it is one; vat_account_id, vat_basis_points: VAT inside the amount
    """

    account_id: int
    bank_account_id: int | None = None
    bank_currency: str = ""
    vat_account_id: int = 0
    vat_basis_points: int = 0
    vat_code: str = ""
    cost_center: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class PartySide:
    """A customer or vendor. entry: the new one, before anything is applied; oldest: candidates it settles by itself."""

    entry: OpenEntry
    group: GroupAccounts
    marked: tuple[Marked, ...] = ()
    oldest: tuple[int, ...] = ()
    policy: Policy = field(default_factory=Policy)
    accepts_tolerance: bool | None = None


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line to be posted. sides: (what is moved, 1 for the account, -1 for the balancing account)."""

    currency: str
    amount_minor: int
    local_minor: int
    sides: tuple[tuple[GlSide | PartySide, int], ...]
    text: str = ""
    external_number: str = ""


@dataclass(frozen=True, slots=True)
class GlMove:
    """A G/L line. bank_minor: what it moves the bank account by, in its currency, under that external number."""

    account_id: int
    local_minor: int
    currency: str
    currency_minor: int
    party_id: int | None = None
    text: str = ""
    bank_account_id: int | None = None
    bank_minor: int = 0
    bank_currency: str = ""
    vat_code: str = ""
    cost_center: str = ""
    project: str = ""
    external_number: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        return (
            self.account_id, self.currency, self.party_id, self.text, self.bank_account_id, self.vat_code,
            self.cost_center, self.project,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeEntry:
    """An entry that a line makes, what it settles, and what it would settle if a person said so."""

    entry: OpenEntry
    group: GroupAccounts
    application: ApplicationPlan | None
    questions: tuple[Question, ...]


@dataclass(slots=True)
class Book:
    """What lines find and leave behind: entries as the lines before left them, by id, with their posting groups.

    rates     of a currency on a day, for entries in others; roundings: per currency, see Circumstances
    """

    local_currency: str
    entries: dict[int, tuple[OpenEntry, GroupAccounts]]
    circumstances: Mapping[tuple[str, date], Circumstances]

    def advance(self, plan: ApplicationPlan) -> None:
        """Entries stand for the next line as this one leaves them."""
        for outcome in plan.outcomes:
            if outcome.entry_id in self.entries:
                entry, group = self.entries[outcome.entry_id]
                left = entry._replace(
                    remaining_minor=outcome.remaining_minor,
                    remaining_local_minor=outcome.remaining_local_minor,
                    discount_minor=outcome.discount_minor,
                    max_tolerance_minor=outcome.max_tolerance_minor,
                    unrealized_local_minor=outcome.unrealized_local_minor,
                )
                self.entries[outcome.entry_id] = (left, group)


def plan_line(line: TypedLine, book: Book) -> tuple[list[GlMove], list[MadeEntry]]:
    """The G/L lines of one line, and the entries it makes.

    refuses   what settle() and plan_application() refuse
    """
    moves: list[GlMove] = []
    made = []
    for side, sign in line.sides:
        if isinstance(side, GlSide):
            moves += _gl_moves(line, side, sign)
            continue
        entry = side.entry
        moves.append(
            GlMove(
                side.group.control_id, entry.remaining_local_minor, line.currency, entry.remaining_minor,
                entry.party_id, line.text,
            )
        )  # fmt: skip
        one = _applied(side, book)
        made.append(one)
        if one.application:
            book.advance(one.application)
            moves += _effects(line, side, one.application, book)
    return moves, made


def _gl_moves(line: TypedLine, side: GlSide, sign: int) -> Iterator[GlMove]:
    minor, local = sign * line.amount_minor, sign * line.local_minor
    if side.bank_account_id is not None:
        own = minor if side.bank_currency == line.currency else local
        yield GlMove(
            side.account_id, local, line.currency, minor, None, line.text, side.bank_account_id, own,
            side.bank_currency, external_number=line.external_number,
        )  # fmt: skip
        return
    vat = vat_within(minor, side.vat_basis_points), vat_within(local, side.vat_basis_points)
    net = GlMove(
        side.account_id, local - vat[1], line.currency, minor - vat[0], None, line.text,
        vat_code=side.vat_code, cost_center=side.cost_center, project=side.project,
    )  # fmt: skip
    yield net
    if vat[0] or vat[1]:
        yield replace(net, account_id=side.vat_account_id, local_minor=vat[1], currency_minor=vat[0])


def vat_within(gross: int, basis_points: int) -> int:
    """The VAT in an amount that holds it."""
    return divide_minor(gross * basis_points, 10_000 + basis_points)


def _applied(side: PartySide, book: Book) -> MadeEntry:
    entry = side.entry
    circumstances = book.circumstances[(entry.currency, entry.posting_date)]
    if side.marked:
        targets = [book.entries[mark.entry_id][0] for mark in side.marked]
        found = settle(
            applying=entry,
            marked=side.marked,
            targets=targets,
            policy=side.policy,
            circumstances=circumstances,
            accepts_tolerance=side.accepts_tolerance,
        )
        parts, questions = found.parts, found.questions
    else:
        candidates = [book.entries[id][0] for id in side.oldest if book.entries[id][0].is_open]
        parts = settle_oldest(applying=entry, candidates=candidates, circumstances=circumstances)
        questions = ()
    if not parts:
        return MadeEntry(entry, side.group, None, questions)
    named = [book.entries[part.entry_id][0] for part in parts]
    plan = plan_application(applying=entry, parts=parts, targets=named, circumstances=circumstances)
    return MadeEntry(entry, side.group, plan, questions)


def _effects(line: TypedLine, side: PartySide, plan: ApplicationPlan, book: Book) -> Iterator[GlMove]:
    """What discount, tolerance, rounding and exchange differences move, and other control accounts."""
    groups = {id: book.entries[id][1] for id in {detail.entry_id for detail in plan.details} if id in book.entries}
    for posted in detail_postings(plan.details, groups=groups, first=side.group):
        party = side.entry.party_id if posted.is_control else None
        yield GlMove(posted.account_id, posted.local_minor, line.currency, posted.minor, party, line.text)


def netted(moves: Sequence[GlMove]) -> list[GlMove]:
    """Moves of one account, currency, party and text as one, in the order they first came; what is nothing goes.

    Moves of bank accounts stay apart: each is a bank entry.
    """
    found: dict[tuple[object, ...], GlMove] = {}
    for index, move in enumerate(moves):
        key = (*move.key, index if move.bank_account_id is not None else None)
        known = found.get(key)
        found[key] = (
            move
            if known is None
            else replace(
                known,
                local_minor=known.local_minor + move.local_minor,
                currency_minor=known.currency_minor + move.currency_minor,
            )
        )
    return [move for move in found.values() if move.local_minor or move.currency_minor]
