"""Print the checks that pay lines of a batch, or say that a line is paid by a check written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.journals.batches import BatchFacts
from reskontra.journals.check_lines import CheckNumberMissing, check_draft, check_findings
from reskontra.journals.models import TypedLine
from reskontra.journals.typed_book import TypedBook, read_book
from reskontra.journals.typed_checks import PostingDateMissing
from reskontra.journals.typed_lines import (
    TypedFacts,
    TypedLineUnknown,
    find_typed_line,
    fit_check_number,
    refuse_printed,
    typed_lines,
)
from reskontra.ledger.check_entries import CheckFacts, checks_by_id
from reskontra.ledger.check_writing import ToPrint, print_checks, take_check_numbers
from reskontra.ledger.queries import BankAccountFacts, BankAccountUnknown


class NothingToPrint(Refused):
    code = "nothing_to_print"
    template = (
        "Batch {batch} has {count:line|lines} to be paid by a printed check that is not printed. "
        "Name the lines, or add them with --print-check."
    )


class NoLineByCheck(Refused):
    code = "no_line_by_check"
    template = "No line of batch {batch} was named that a check written by hand pays. Name one."


class CheckNumberForSeveral(Refused):
    code = "check_number_for_several"
    template = (
        "Check {check} was to pay {count:line|lines}. Name one line, or leave the number out: each gets the next one."
    )


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """lines: numbers of lines, which are then paid by printed checks; none for all that are and have none yet.

    is_test   nothing is stored and no number is used; the checks have the numbers that they would get
    """

    lines: tuple[int, ...] = ()
    is_test: bool = False


def print_line_checks(
    *, company: CompanyFacts, actor: str, batch: BatchFacts, order: PrintOrder
) -> list[tuple[int, CheckFacts]]:
    """Give each line a check with the next number of its bank account; gives (line, check), in the lines' order.

    refuses   Findings of TypedLineUnknown, LinePrinted, PostingDateMissing and of what check_findings() knows;
              NothingToPrint, LastCheckMissing, CheckNumberEndless, CheckNumberTaken
    """
    with transaction.atomic():
        lock_company(company.id)
        lines = _to_print(company, batch, order)
        book = read_book(company=company, batch=batch, lines=lines)
        found = [finding for line in lines for finding in _findings(book, line)]
        if found:
            raise Findings(found)
        by_bank: dict[str, list[TypedFacts]] = {}
        for line in lines:
            assert line.drawn_on
            by_bank.setdefault(line.drawn_on[0], []).append(line)
        ids: dict[int, int] = {}
        for number, drawn in by_bank.items():
            ids |= _print(company, book.banks[number], drawn)
        checks = checks_by_id(company=company, ids=ids.values())
        printed = [(line.line_number, checks[ids[line.id]]) for line in lines]
        content = {"checks": [f"{check.bank_account}/{check.number}" for _, check in printed]}
        record(company=company.id, actor=actor, action="checks.printed", subject=batch.name, content=content)
        if order.is_test:
            transaction.set_rollback(True)
    return printed


def _to_print(company: CompanyFacts, batch: BatchFacts, order: PrintOrder) -> list[TypedFacts]:
    open_ones = typed_lines(company=company, journal_id=batch.journal_id)
    if order.lines:
        known = {line.line_number for line in open_ones}
        if unknown := [TypedLineUnknown(batch=batch.name, line=n) for n in order.lines if n not in known]:
            raise Findings(unknown)
        lines = [line for line in open_ones if line.line_number in order.lines]
        refuse_printed(lines)
        return [replace(line, check_kind="COMPUTER", check_number="") for line in lines]
    lines = [line for line in open_ones if line.check_kind == "COMPUTER" and line.printed_check_id is None]
    if not lines:
        raise NothingToPrint(batch=batch.name, count=0)
    return lines


def _findings(book: TypedBook, line: TypedFacts) -> list[Refused]:
    found: list[Refused] = []
    if line.posting_date is None:
        found.append(PostingDateMissing(amount=line.amount).at(f"{line.place}, posting_date"))
    if line.drawn_on and line.drawn_on[0] not in book.banks:
        unknown = BankAccountUnknown(bank_account=line.drawn_on[0], known=tuple(sorted(book.banks)))
        found.append(unknown.at(f"{line.place}, account"))
    found += [one.at(f"{line.place}, check") for one in check_findings(book, line, is_printing=True)]
    return found


def _print(company: CompanyFacts, bank: BankAccountFacts, lines: Sequence[TypedFacts]) -> dict[int, int]:
    """Line → check."""
    checks = []
    for line in lines:
        assert line.posting_date
        assert line.drawn_on
        checks.append(ToPrint(line.posting_date, -line.drawn_on[1], check_draft(line)))
    ids = print_checks(company=company, bank_account=bank, checks=checks)
    known = checks_by_id(company=company, ids=ids)
    bulk.execute_many(
        "UPDATE journals_typedline SET check_kind = 'COMPUTER', check_number = %s, printed_check_id = %s "
        "WHERE company_id = %s AND id = %s",
        [(known[id].number, id, company.id, line.id) for line, id in zip(lines, ids, strict=True)],
    )
    return {line.id: id for line, id in zip(lines, ids, strict=True)}


def issue_check(*, company: CompanyFacts, actor: str, batch: BatchFacts, line: int, number: str = "") -> TypedFacts:
    """An open line is paid by a check written by hand; number "": the one after the account's last, which moves on.

    refuses   TypedLineUnknown, LinePrinted, CheckNumberLong, LastCheckMissing, CheckNumberEndless, CheckNumberTaken,
              and what check_findings() knows
    """
    with transaction.atomic():
        lock_company(company.id)
        found = find_typed_line(company=company, journal_id=batch.journal_id, batch=batch.name, number=line)
        refuse_printed([found])
        by_hand = replace(found, check_kind="MANUAL", check_number=fit_check_number(number))
        book = read_book(company=company, batch=batch, lines=[by_hand])
        for finding in check_findings(book, by_hand):
            if number or not isinstance(finding, CheckNumberMissing):
                raise finding.at(f"{found.place}, check")
        if not number:
            assert by_hand.drawn_on
            (number,) = take_check_numbers(company=company, bank_account=book.banks[by_hand.drawn_on[0]], count=1)
        TypedLine.objects.filter(company=company.id, id=found.id).update(check_kind="MANUAL", check_number=number)
        content = {"line": line, "check": number}
        record(company=company.id, actor=actor, action="check.issued", subject=batch.name, content=content)
    return replace(by_hand, check_number=number)


def issue_checks(
    *, company: CompanyFacts, actor: str, batch: BatchFacts, lines: Sequence[int], number: str = ""
) -> list[TypedFacts]:
    """Each of these open lines is paid by a check written by hand, all of them or none; number: only of one line.

    refuses   NoLineByCheck, CheckNumberForSeveral, and what issue_check() refuses
    """
    wanted = sorted(set(lines))
    if not wanted:
        raise NoLineByCheck(batch=batch.name)
    if number and len(wanted) > 1:
        raise CheckNumberForSeveral(check=number, count=len(wanted))
    with transaction.atomic():
        return [issue_check(company=company, actor=actor, batch=batch, line=one, number=number) for one in wanted]


@dataclass(frozen=True, slots=True)
class PayableLine:
    """An open line that a check pays or may pay. bank: number of the account it is drawn on; minor: positive."""

    line: TypedFacts
    bank: str
    minor: int


def payable_lines(*, company: CompanyFacts, batch: BatchFacts) -> list[PayableLine]:
    """The open lines that pay out of one own bank account, by number."""
    found = []
    for line in typed_lines(company=company, journal_id=batch.journal_id):
        if line.drawn_on and line.drawn_on[1] < 0:
            found.append(PayableLine(line, line.drawn_on[0], -line.drawn_on[1]))
    return found
