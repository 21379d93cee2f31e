"""Rooms above hear of what people take back of posted entries, inside the command that does it."""

from __future__ import annotations

from typing import Protocol

from reskontra.companies.queries import CompanyFacts


class Hears(Protocol):
    """Called with the voucher whose payment was taken back; is_of_another: it was moved to another party."""

    def __call__(self, *, company: CompanyFacts, actor: str, voucher_id: int, is_of_another: bool) -> None: ...


_listeners: list[Hears] = []


def hear_of_corrections(listener: Hears) -> None:
    """Let a room hear of corrections from now on; once, as the program starts."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_of_correction(*, company: CompanyFacts, actor: str, voucher_id: int | None, is_of_another: bool) -> None:
    """A person has unapplied what the voucher applied, or moved its payment; called inside the transaction."""
    for listener in _listeners if voucher_id else ():
        listener(company=company, actor=actor, voucher_id=voucher_id or 0, is_of_another=is_of_another)
