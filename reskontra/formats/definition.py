"""What an import definition says: where a file keeps what a bank transaction needs, and how it is written there.

A definition is plain data that a user can read, keep as TOML and send to others. Everything here is frozen and knows
nothing of files; definition_data reads and writes it, definition_reader reads files by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reskontra.core.errors import Malformed

FILES = ("delimited", "fixed", "xml", "json", "spreadsheet")
SHOWN_MAX = 200  # letters of a column's name in a refusal
PURPOSES = ("statement", "settlement")
ORDERS = ("auto", "newest", "oldest")
ENCODINGS = ("auto", "utf-8", "utf-16", "cp1252", "iso-8859-1", "iso-8859-15", "cp437", "cp850")
DECIMALS = ("auto", ",", ".")
ACTIONS = ("upper", "lower", "title", "part", "replace", "find", "letters", "digits", "lookup")
LEFT_OUT = ("not_booked", "ignore", "fee", "payout")

# What a column may become. Those of SEVERAL may stand in more than one column; the others in one.
SEVERAL = ("text", "info", "reference", "document", "account")
SINGLE = (
    "booking_date", "value_date", "amount", "debit", "credit", "indicator", "balance", "currency", "name",
    "payer_name", "payee_name", "counterparty_account", "organisation_number", "bank_reference", "end_to_end_id",
    "transaction_code", "status", "gross", "fee", "payout", "payout_date",
)  # fmt: skip
FIELDS = (*SINGLE, *SEVERAL)
DAYS = frozenset({"booking_date", "value_date", "payout_date"})
AMOUNTS = frozenset({"amount", "debit", "credit", "balance", "gross", "fee"})
OF_METADATA = ("account", "currency", "payout", "payout_date")
PLAIN_DAYS = ("YYYY-MM-DD", "YYYY/MM/DD", "YYYY.MM.DD", "YYYYMMDD")


class FieldTwice(Malformed):
    code = "definition_field_twice"
    template = 'Two columns of the definition are "{field}". Keep one; only {several} may stand in several columns.'


class FieldMissing(Malformed):
    code = "definition_field_missing"
    template = "The definition has columns for {fields}. Add one for {missing}."


class ColumnUnplaced(Malformed):
    code = "definition_column_unplaced"
    template = 'The column for "{field}" does not say where it stands. Give it {keys}.'


class SettingMissing(Malformed):
    code = "definition_setting_missing"
    template = 'A definition of the kind "{file}" needs "{key}". Add a line such as {example}.'


class FactorZero(Malformed):
    code = "definition_factor"
    template = 'The factor of "{field}" is "{text}". Write a number other than 0, such as "-1" or "0.01".'


@dataclass(frozen=True, slots=True)
class Rule:
    """One change of a value before it is read; rules go one after the other.

    do      upper, lower, title; part (from `start`, or behind `after`, up to `before` or for `length` letters);
            replace (`find` by `to`); find (the first piece that fits the pattern `find`); letters (letters and digits
            alone); digits; lookup (`table`; another value stays, or becomes `otherwise`)
    """

    do: str
    find: str = ""
    to: str = ""
    start: int = 0
    length: int = 0
    after: str = ""
    before: str = ""
    table: tuple[tuple[str, str], ...] = ()
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file, and the field it becomes.

    title      of a header, any of these; else position (from 1), for fixed width with its length; else path
    prefix     fixed width: the record this column stands in, where one payment has several lines
    factor     the amount times this; -1 turns signs, 0.01 reads minor units
    debit, credit   of an indicator: the values that say money out, and money in
    default    what stands for an empty value
    """

    field: str
    title: tuple[str, ...] = ()
    position: int = 0
    length: int = 0
    path: str = ""
    prefix: str = ""
    optional: bool = False
    format: tuple[str, ...] = ()
    decimal: str = ""
    thousands: str | None = None
    factor: str = ""
    debit: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    default: str = ""
    rules: tuple[Rule, ...] = ()

    @property
    def shown(self) -> str:
        """What a user knows the column by; a path that no user has written is cut off."""
        return (self.title[0] if self.title else self.path or self.field)[:SHOWN_MAX]


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that are no booked payment: those whose field begins with, is or holds one of these words.

    kind   not_booked: counted and told, and part of the running balance; ignore: passed over. Settlements: fee, of the
           payment with the same value in the field `by`; payout, the transfer to the bank of all rows before it
    """

    field: str
    begins: tuple[str, ...] = ()
    equals: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    kind: str = "not_booked"
    by: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A kind of file, whole.

    purpose    statement, or settlement: what a payment service paid out, row by row
    header_within   in so many first rows the column titles are looked for
    skip_lines      rows above the first payment, where columns are named by position
    footer     rows that begin with one of these are passed over
    record     XML and JSON: path of the element or list that repeats
    joins      a field: a row where it is empty goes on with the row before
    metadata   what stands above the header: field and the words before its value, or above it
    """

    name: str
    file: str = "delimited"
    description: str = ""
    purpose: str = "statement"
    version: int = 1
    separator: str = ";"
    quote: str = '"'
    encoding: str = "auto"
    header_within: int = 20
    skip_lines: int = 0
    footer: tuple[str, ...] = ()
    record: str = ""
    prefix: str = ""
    sheet: str = ""
    currency: str = ""
    account: str = ""
    decimal: str = "auto"
    thousands: str = " "
    date: tuple[str, ...] = PLAIN_DAYS
    order: str = "auto"
    joins: str = ""
    columns: tuple[Column, ...] = ()
    skip: tuple[Skip, ...] = ()
    metadata: tuple[tuple[str, str], ...] = field(default=())

    @property
    def is_titled(self) -> bool:
        """Whether its columns are found by a header."""
        return self.file in ("delimited", "spreadsheet") and any(column.title for column in self.columns)

    @property
    def is_settlement(self) -> bool:
        return self.purpose == "settlement"

    def columns_of(self, name: str) -> list[tuple[int, Column]]:
        """The columns of a field with their places in the definition."""
        return [(at, column) for at, column in enumerate(self.columns) if column.field == name]


def check_definition(definition: Definition) -> None:
    """Make sure that a definition can read a file at all.

    refuses   FieldTwice, FieldMissing, ColumnUnplaced, SettingMissing, FactorZero
    """
    named = [column.field for column in definition.columns]
    for one in SINGLE:
        if named.count(one) > 1:
            raise FieldTwice(field=one, several=SEVERAL)
    days = ("payout_date",) if definition.is_settlement else ()
    amounts = ("gross",) if definition.is_settlement else ()
    for wanted in (("booking_date", "value_date", *days), ("amount", "debit", "credit", *amounts)):
        if not set(wanted) & set(named):
            raise FieldMissing(fields=tuple(dict.fromkeys(named)), missing=wanted)
    if definition.file in ("xml", "json") and not definition.record:
        raise SettingMissing(file=definition.file, key="record", example='record = "statement/entries/entry"')
    if definition.file == "delimited" and not definition.separator:
        raise SettingMissing(file=definition.file, key="separator", example='separator = ";"')
    for column in definition.columns:
        _check_column(definition, column)
    for skip in definition.skip:
        _check_skip(definition, skip, named)


def _check_skip(definition: Definition, skip: Skip, named: list[str]) -> None:
    if skip.kind in ("fee", "payout") and not definition.is_settlement:
        raise SettingMissing(file=definition.file, key="purpose", example='purpose = "settlement"')
    if skip.kind == "fee" and skip.by not in named:
        raise SettingMissing(file=definition.file, key="by", example=f'by = "{named[0]}"')


def _check_column(definition: Definition, column: Column) -> None:
    keys: tuple[str, ...] = ("title", "position")
    placed = bool(column.title or column.position)
    if definition.file == "fixed":
        placed, keys = bool(column.position and column.length), ("position", "length")
    elif definition.file in ("xml", "json"):
        placed, keys = bool(column.path), ("path",)
    if not placed:
        raise ColumnUnplaced(field=column.field, keys=keys)
    if column.field == "indicator" and not (column.debit or column.credit):
        raise ColumnUnplaced(field=column.field, keys=("debit", "credit"))
    if column.factor and not column.factor.strip("-+0.").strip():
        raise FactorZero(field=column.field, text=column.factor)
