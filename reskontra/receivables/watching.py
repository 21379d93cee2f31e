"""Rooms above hear of what people take back or move of posted entries, inside the command that does it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from reskontra.companies.queries import CompanyFacts


class Hears(Protocol):
    """Called with the voucher whose payment was taken back; is_of_another: it was moved to another party."""

    def __call__(self, *, company: CompanyFacts, actor: str, voucher_id: int, is_of_another: bool) -> None: ...


class Guards(Protocol):
    """Called with the entries that are to be moved to another party; refuses what may not be."""

    def __call__(self, *, company: CompanyFacts, entry_ids: Collection[int]) -> None: ...


class Reserves(Protocol):
    """Called with what has just been taken of entries, signed as they are; refuses what others have reserved."""

    def __call__(self, *, company: CompanyFacts, taken: Mapping[int, int]) -> None: ...


_listeners: list[Hears] = []
_guards: list[Guards] = []
_reserving: list[Reserves] = []


def hear_of_corrections(listener: Hears) -> None:
    """Let a room hear of corrections from now on; once, as the program starts."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_of_correction(*, company: CompanyFacts, actor: str, voucher_id: int | None, is_of_another: bool) -> None:
    """A person has unapplied what the voucher applied, or moved its payment; called inside the transaction."""
    for listener in _listeners if voucher_id else ():
        listener(company=company, actor=actor, voucher_id=voucher_id or 0, is_of_another=is_of_another)


def guard_moves(guard: Guards) -> None:
    """Let a room refuse moves of entries from now on; once, as the program starts."""
    if guard not in _guards:
        _guards.append(guard)


def refuse_moves(*, company: CompanyFacts, entry_ids: Collection[int]) -> None:
    """refuses   what the rooms above refuse, ClaimCollected among it"""
    for guard in _guards:
        guard(company=company, entry_ids=entry_ids)


def guard_reserved(guard: Reserves) -> None:
    """Let a room refuse that what it has reserved is taken, from now on; once, as the program starts."""
    if guard not in _reserving:
        _reserving.append(guard)


def refuse_reserved(*, company: CompanyFacts, taken: Mapping[int, int]) -> None:
    """refuses   what the rooms above refuse, DocumentReserved among it"""
    for guard in _reserving:
        guard(company=company, taken=taken)
