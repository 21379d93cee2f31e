"""OFX account statements, bank accounts and credit cards: OFX 1 (SGML), OFX 2 (XML) and QFX.

A file has a server's answers; each STMTRS or CCSTMTRS in them is a statement of one account: CURDEF, the account, lists
of STMTTRN, and the balance at the end. There is no opening balance. TRNAMT is signed as the account's owner sees it. An
answer whose status is an error has no statement, and then the file is refused as a whole.

source   Open Financial Exchange 1.0.3 and 2.2, chapter 11
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from stdnum import iban as iban_numbers

from reskontra.core.errors import Malformed
from reskontra.formats.bank_statement import Event, StatementHeader
from reskontra.formats.camt_values import ElementMisplaced, ElementMissing
from reskontra.formats.ofx_tags import Tag, tags_of
from reskontra.formats.ofx_transaction import Values, balance_of, currency_of, day_of, transaction_of
from reskontra.formats.tally import StatementTwice, Tally

_STATEMENTS = ("STMTRS", "CCSTMTRS")
_TRANSACTIONS = ("STMTTRN", "STMTTRNP")  # P: announced, not booked
_BALANCES = ("LEDGERBAL", "AVAILBAL", "BAL")
_PAYEES = ("PAYEE", "BANKACCTTO", "CCACCTTO", "CURRENCY", "ORIGCURRENCY")
# Elements with others inside that matter here; of all others, those inside count as if they stood without them.
_AGGREGATES = frozenset((
    "OFX", "SIGNONMSGSRSV1", "SONRS", "STATUS", "FI", "BANKMSGSRSV1", "CREDITCARDMSGSRSV1", "STMTTRNRS", "CCSTMTTRNRS",
    *_STATEMENTS, "BANKACCTFROM", "CCACCTFROM", "BANKTRANLIST", "BANKTRANLISTP", *_TRANSACTIONS, *_PAYEES, *_BALANCES,
    "BALLIST", "INVSTMTMSGSRSV1", "INVSTMTTRNRS", "INVSTMTRS",
))  # fmt: skip
_ONLY_ONCE = ("TRNAMT", "DTPOSTED", "FITID", "TRNTYPE")


class ServerRefused(Malformed):
    code = "ofx_server_refused"
    template = (
        'The bank\'s server answered with code {status} instead of a statement: "{message}". Log in again, and '
        "fetch the statement anew."
    )


class NoStatement(Malformed):
    code = "ofx_no_statement"
    template = (
        'There is no statement of a bank account or card in the file: no "STMTRS", no "CCSTMTRS". Ask the bank for one.'
    )


class InvestmentStatement(Malformed):
    code = "ofx_investments"
    template = (
        'The file has a statement of investments ("INVSTMTRS"), which is not read. Fetch the bank account by itself.'
    )


class ElementNotClosed(Malformed):
    code = "ofx_cut_off"
    template = (
        "The file ends before its element {element} is closed, so it may have been cut off. Fetch it from the bank "
        "again."
    )


def read_ofx(stream: BinaryIO) -> Iterator[Event]:
    """Header, transactions and end of each statement, in file order.

    stream    bytes from the file's start
    refuses   what tags_of refuses; ServerRefused, InvestmentStatement, ElementMissing, ElementMisplaced, NotACurrency,
              NoSuchDate, NotAnAmount, AmountAmbiguous, TooManyDecimals, CorrectionInside, StatementTwice,
              ElementNotClosed, NoStatement
    doubts    currency, where a transaction is not in the account's
    """
    reader = _Reader()
    for tag in tags_of(stream):
        yield from reader.take(tag)
    reader.finish()


class _Reader:
    """What must be remembered between two tags: the elements that are open, and what was read in them."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._status: Values = {}
        self._answer = ""
        self._statement: Values = {}
        self._header: StatementHeader | None = None
        self._transaction: Values | None = None
        self._tally = Tally()
        self._warnings: list[str] = []
        self._seen: set[tuple[str, str]] = set()
        self._statements = 0

    def take(self, tag: Tag) -> Iterator[Event]:
        """Yield what a tag completes."""
        if tag.name.startswith("/"):
            name = tag.name[1:]
            if name in self._open:
                yield from self._close(name, tag)
            elif name in _AGGREGATES:
                raise ElementMisplaced(place=tag.place, element=tag.name)
        elif tag.name in _AGGREGATES:
            if tag.name in _TRANSACTIONS and tag.name in self._open:  # its end tag was left out
                yield from self._close(tag.name, tag)
            self._begin(tag)
        elif tag.text:
            self._value(tag)

    def _begin(self, tag: Tag) -> None:
        name = tag.name
        if name == "INVSTMTRS":
            raise InvestmentStatement(place=tag.place)
        self._open.append(name)
        if name == "STATUS":
            self._status = {}
        elif name in _STATEMENTS:
            if self._open.count(name) > 1:
                raise ElementMisplaced(place=tag.place, element=name)
            self._statement, self._header, self._tally = {}, None, Tally()
        elif name in _TRANSACTIONS:
            if not any(one in self._open for one in _STATEMENTS):
                raise ElementMisplaced(place=tag.place, element=name)
            self._transaction = {}

    def _value(self, tag: Tag) -> None:
        """Keep the value of an element without others inside; of equal ones the first."""
        parent = self._open[-1] if self._open else ""
        if self._transaction is not None:
            key = f"{parent}.{tag.name}" if parent in _PAYEES else tag.name
            if key in self._transaction and key in _ONLY_ONCE:
                raise ElementMisplaced(place=tag.place, element=tag.name)
            self._transaction.setdefault(key, tag)
        elif tag.name == "TRNAMT":
            raise ElementMisplaced(place=tag.place, element=tag.name)
        elif parent == "STATUS":
            self._status.setdefault(tag.name, tag)
        elif tag.name == "TRNUID":
            self._answer = tag.text
        else:
            self._statement.setdefault(f"{parent}.{tag.name}" if parent in _BALANCES else tag.name, tag)

    def _close(self, name: str, tag: Tag) -> Iterator[Event]:
        """Close an element and all that is open inside it; inner end tags may have been left out."""
        while True:
            closed = self._open.pop()
            if closed == "STATUS":
                self._end_status(tag)
            elif closed in _TRANSACTIONS:
                yield from self._end_transaction(closed, tag)
            elif closed in _STATEMENTS:
                yield from self._end_statement(tag)
            if closed == name:
                return

    def _end_status(self, tag: Tag) -> None:
        told = {name: value.text for name, value in self._status.items()}
        severity, message = told.get("SEVERITY", "").upper(), told.get("MESSAGE", "")
        if severity == "ERROR":
            raise ServerRefused(place=tag.place, status=told.get("CODE", "-")[:20], message=message[:200] or "-")
        if severity == "WARN" and message:
            self._warnings.append(message[:200])

    def _end_transaction(self, name: str, tag: Tag) -> Iterator[Event]:
        values, self._transaction = self._transaction, None
        if values is None:
            return
        if self._header is None:
            yield self._begin_statement(tag)
        assert self._header is not None
        number = self._tally.entries + self._tally.pending + 1
        found = transaction_of(values, number, self._header.currency, tag=tag, is_booked=name == "STMTTRN")
        self._tally.add((found,), credit=found.amount_minor >= 0)
        yield found

    def _begin_statement(self, tag: Tag) -> StatementHeader:
        values = self._statement
        account = values["ACCTID"].text if "ACCTID" in values else ""
        if "CURDEF" not in values:
            raise ElementMissing(place=tag.place, parent="STMTRS", element="CURDEF")
        first, last = day_of(values, "DTSTART"), day_of(values, "DTEND")
        is_iban = iban_numbers.is_valid(account, check_country=False)
        self._header = StatementHeader(
            format="ofx",
            version="",
            statement_id="-".join(filter(None, (self._answer, f"{last:%Y%m%d}" if last else ""))) or account,
            sequence="",
            iban=iban_numbers.compact(account) if is_iban else "",
            other_account="" if is_iban else account,
            other_scheme="",
            currency=currency_of(values["CURDEF"]),
            from_date=first,
            to_date=last,
            warnings=tuple(self._warnings),
        )
        self._warnings = []
        self._statements += 1
        return self._header

    def _end_statement(self, tag: Tag) -> Iterator[Event]:
        if self._header is None:
            yield self._begin_statement(tag)
        header = self._header
        assert header is not None
        account = header.iban or header.other_account
        if self._tally.entries:
            if (account, header.statement_id) in self._seen:
                raise StatementTwice(place=tag.place, number=header.statement_id[:100], account=account[:100] or "-")
            self._seen.add((account, header.statement_id))
        closing = balance_of(self._statement, header.currency)
        yield self._tally.end(currency=header.currency, closing=closing)
        self._answer = ""

    def finish(self) -> None:
        """refuses   ElementNotClosed, NoStatement"""
        if self._open:
            raise ElementNotClosed(element=self._open[-1])
        if not self._statements:
            raise NoStatement()
