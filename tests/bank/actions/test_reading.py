"""A file is read whole, its statements checked and set aside."""

from __future__ import annotations

import io
from datetime import date

import pytest

from reskontra.bank.actions.accounts import Accounts, StatementAccountUnknown
from reskontra.bank.actions.reading import FINDINGS_MAX, Doubts, Reading, read_file
from reskontra.bank.actions.spool import Spool
from reskontra.core.errors import Findings, Malformed
from reskontra.core.money import NotAnAmount
from reskontra.formats.bank_statement import Doubt
from tests.bank.actions.test_accounts import own
from tests.bank.files import IBAN, OTHER_IBAN, Entry, Pay, Stmt, camt

TODAY = date(2026, 3, 31)
TWO = (Pay("250.00"), Pay("-50.00"))


def read(content: bytes, *given: str) -> Reading:
    accounts = Accounts([own(iban=IBAN)], None)
    with Spool() as spool:
        return read_file(
            io.BytesIO(content), accounts=accounts, doubts=Doubts(frozenset(given)), spool=spool, today=TODAY
        )


def test_a_statement_is_read_with_its_facts() -> None:
    (found,) = read(camt(Stmt((*TWO, Entry((Pay("7.00"),), status="PDNG"))))).statements
    assert (found.booked, found.expected, list(found.amounts)) == (2, {2}, [25000, -5000, 700])
    assert (found.facts.day, found.facts.opening_minor, found.facts.booked_minor) == (date(2026, 3, 2), 100000, 20000)
    assert (found.first_day, found.last_day) == (date(2026, 3, 2), date(2026, 3, 2))
    assert not found.is_advice
    assert not found.is_report


@pytest.mark.parametrize(("kind", "advice", "report"), [("054", True, False), ("052", False, True)])
def test_kinds_of_files(kind: str, advice: bool, report: bool) -> None:
    (found,) = read(camt(Stmt(TWO, opening=""), kind=kind)).statements
    assert (found.is_advice, found.is_report, found.booked) == (advice, report, 0 if report else 2)


def test_the_days_of_a_statement_are_its_bookings() -> None:
    days = tuple(Entry((Pay("1.00"),), day=f"2026-03-0{day}") for day in (5, 3, 4))
    (found,) = read(camt(Stmt(days))).statements
    assert (found.first_day, found.last_day) == (date(2026, 3, 3), date(2026, 3, 5))


def test_a_doubt_passes_with_its_override_alone() -> None:
    wrong = camt(Stmt(TWO, closing="1.00"))
    with pytest.raises(Malformed):
        read(wrong)
    with pytest.raises(Malformed):
        read(wrong, "gap")
    assert len(read(wrong, "balance").statements) == 1


def test_an_unknown_account_is_told_for_each_account_once() -> None:
    statements = [Stmt(TWO, id=f"S-{n}", iban=OTHER_IBAN, opening=f"{n}000.00") for n in (1, 2)]
    with pytest.raises(StatementAccountUnknown):
        read(camt(*statements))


def test_what_cannot_be_read_is_told_at_once() -> None:
    with pytest.raises(NotAnAmount):
        read(camt(Stmt(TWO)).replace(b"250.00", b"2E3"))


def test_findings_are_kept_up_to_a_number() -> None:
    doubts = Doubts(frozenset({"gap"}))
    doubts.take([Doubt("gap", NotAnAmount(text="1"))])
    doubts.take([Doubt("batch", NotAnAmount(text="1"))] * (FINDINGS_MAX + 1))
    assert doubts.used == {"gap"}
    with pytest.raises(Findings) as refusal:
        doubts.settle()
    assert len(refusal.value.findings) == FINDINGS_MAX
