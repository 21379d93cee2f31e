"""ISO 20022 camt.053, camt.054 and camt.052: statements, advices and intraday reports, in flat memory.

A file is an envelope, perhaps, around a Document; in it statements (Stmt, Ntfctn or Rpt), each with an account,
balances and entries (Ntry), and in an entry the transactions behind it (TxDtls). Every version is read by the names
of its elements. What has been read is taken out of the tree at once: transactions when the next begins, entries when
the next ends, so neither a year in one file nor a batch of fifty thousand payments is held in memory as a tree.

Nothing is posted from here: whether an account is ours, whether a statement follows the one before, and that camt.052
never becomes entries, is the import's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from reskontra.core.errors import Malformed
from reskontra.formats.bank_statement import Event, StatementEnd, StatementHeader, TransactionRecord
from reskontra.formats.camt_elements import Tables, Values, collect, collect_before, tables_for
from reskontra.formats.camt_entry import read_entry
from reskontra.formats.camt_statement import end_of, header_of
from reskontra.formats.camt_stencil import Stencils
from reskontra.formats.camt_values import ElementMisplaced, local_name, place_of
from reskontra.formats.safe_xml import iterate_elements
from reskontra.formats.tally import Tally

PARTS_MAX = 100_000  # transactions in one entry
REMEMBERED_MAX = 100_000  # bank references compared within one statement


class NoStatement(Malformed):
    code = "no_statement"
    template = (
        'There is no statement in the file: no "Stmt", "Ntfctn" or "Rpt". Ask the bank for a camt.053 or camt.054.'
    )


class DuplicateStatement(Malformed):
    code = "duplicate_statement"
    template = (
        'Statement "{statement_id}" with sequence number "{sequence}" occurs twice in the file, both times with '
        "entries. Fetch the file from the bank again."
    )


class BatchTooLarge(Malformed):
    code = "batch_too_large"
    template = "One entry holds more than {limit} transactions. Ask the bank for smaller batches."


def read_camt(stream: BinaryIO, *, namespace: str, version: str) -> Iterator[Event]:
    """Yield header, transactions and end of each statement, in file order.

    stream      bytes in any encoding that XML allows
    namespace   of the Document element, blank if it has none; version is its last digits, for the header
    refuses     what iterate_elements refuses; values that cannot be read (place and value told); ElementMissing,
                ElementMisplaced; DuplicateStatement; BatchTooLarge; NoStatement
    doubts      batch and currency on records, balance on the end: see Doubt
    source      ISO 20022 message definitions camt.052.001, camt.053.001 and camt.054.001, versions 02 to 14
    """
    tables = tables_for(namespace)
    reader = _Reader(tables, version)
    for element in iterate_elements(stream, tables.watched):
        if element.tag == tables.transaction_tag:
            reader.take_transaction(element)
        elif element.tag == tables.entry_tag:
            yield from reader.take_entry(element)
        elif element.tag in tables.statements:
            yield from reader.take_end(element)
    if not reader.statements:
        raise NoStatement()


class _Reader:
    """What must be remembered between two elements."""

    def __init__(self, tables: Tables, version: str) -> None:
        self.tables = tables
        self.version = version
        self._entries = Stencils(tables.entry)
        self._transactions = Stencils(tables.transaction)
        self.statements = 0
        self._seen: set[tuple[str, ...]] = set()
        self._message_values: Values = {}
        self._details: etree._Element | None = None
        self._batch: Values = {}
        self._parts: list[Values] = []
        self._forget_statement()

    def _forget_statement(self) -> None:
        self._element: etree._Element | None = None
        self._values: Values = {}
        self._header: StatementHeader | None = None
        self._tally = Tally()
        self._references: set[str] = set()

    def take_transaction(self, element: etree._Element) -> None:
        """Gather a TxDtls, and take the one before out of the tree."""
        details = element.getparent()
        if self._details is not None and details is self._details:
            _drop_before(element)
        else:
            self._begin_details(element, details)
        if len(self._parts) >= PARTS_MAX:
            raise BatchTooLarge(place=place_of(element), limit=PARTS_MAX)
        values = self._batch.copy()
        self._transactions.collect(element, values)
        element.clear()
        self._parts.append(values)

    def _begin_details(self, element: etree._Element, details: etree._Element | None) -> None:
        entry = details.getparent() if details is not None else None
        if details is None or entry is None or entry.tag != self.tables.entry_tag:
            raise ElementMisplaced(place=place_of(element), element="TxDtls")
        self._details = details
        self._batch = {}
        if element.getprevious() is not None:
            collect_before(element, self.tables.batch, self._batch)
        if self._parts:
            for earlier in details.itersiblings(self.tables.details_tag, preceding=True):
                entry.remove(earlier)

    def take_entry(self, element: etree._Element) -> Iterator[StatementHeader | TransactionRecord]:
        """Yield the header, with the first entry, and the entry's records."""
        statement = element.getparent()
        if self._element is None:
            self._begin_statement(element, statement)
        elif statement is not self._element:
            raise ElementMisplaced(place=place_of(element), element="Ntry")
        self._take_before(element)
        values: Values = {}
        self._entries.collect(element, values)
        if self._header is None:
            self._header = self._open(values.get("amount", (0, ""))[1])
            self._refuse_second(self._header)
            yield self._header
        parts, self._parts, self._details = self._parts, [], None
        records = read_entry(
            values,
            parts,
            number=self._tally.entries + self._tally.pending + 1,
            account_currency=self._header.currency,
            element=element,
        )
        self._tally.add(records, credit=values["direction"] == "CRDT")
        yield self._flagged(records[0])
        yield from records[1:]

    def take_end(self, element: etree._Element) -> Iterator[StatementHeader | StatementEnd]:
        """Yield the end of a statement, after its header if it has no entries."""
        if self._element is None:
            self._begin_statement(element, element)
        elif element is not self._element:
            raise ElementMisplaced(place=place_of(element), element=local_name(element))
        collect(element, self.tables.statement, self._values)
        header = self._header
        if header is None:
            header = self._open("")
            yield header
        else:
            self._seen.add(self._key(header))
        yield end_of(self._values, header, self._tally, element)
        self._forget_statement()
        element.clear()
        _drop_before(element)

    def _begin_statement(self, element: etree._Element, statement: etree._Element | None) -> None:
        if statement is None or statement.tag not in self.tables.statements:
            raise ElementMisplaced(place=place_of(element), element=local_name(element))
        collect_before(statement, self.tables.group_header, self._message_values)
        self.statements += 1
        self._element = statement

    def _take_before(self, entry: etree._Element) -> None:
        """Take what stands before an entry out of the tree: earlier entries, and the frame, which is gathered."""
        assert self._element is not None
        before = entry.getprevious()
        if before is not None and before.tag == self.tables.entry_tag:
            self._element.remove(before)
            before = entry.getprevious()
        if before is not None:
            collect_before(entry, self.tables.statement, self._values)
            _drop_before(entry)

    def _open(self, currency: str) -> StatementHeader:
        assert self._element is not None
        values = {**self._message_values, **self._values}
        format_name = self.tables.statements[str(self._element.tag)]
        return header_of(values, self._element, format_name=format_name, version=self.version, fallback=currency)

    def _refuse_second(self, header: StatementHeader) -> None:
        assert self._element is not None
        if self._key(header) in self._seen:
            raise DuplicateStatement(
                place=place_of(self._element), statement_id=header.statement_id[:100], sequence=header.sequence[:100]
            )

    def _key(self, header: StatementHeader) -> tuple[str, ...]:
        """What makes two statements of a file the same; the pages of one statement are not."""
        account = header.iban or header.other_account
        return account, header.currency, header.statement_id, header.sequence, self._values.get("page", "")

    def _flagged(self, record: TransactionRecord) -> TransactionRecord:
        """The record, with a warning if an earlier entry of the statement has the same bank reference."""
        reference = record.entry_bank_reference
        if not reference:
            return record
        if reference in self._references:
            warning = f'Entry {record.entry_number} shares the bank reference "{reference}" with an earlier entry.'
            return record._replace(warnings=(*record.warnings, warning))
        if len(self._references) < REMEMBERED_MAX:
            self._references.add(reference)
        return record


def _drop_before(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    while (previous := element.getprevious()) is not None:
        parent.remove(previous)
