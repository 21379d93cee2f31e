"""SIE files, types 1 to 4: opening and closing balances, and the vouchers of a type 4 file.

Type 4E is a whole year out of a bookkeeping program; 4I has vouchers alone, for another program to take. What is not
needed here (objects, budgets, period balances, notes on rows added and removed) is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import BinaryIO

from reskontra.core.errors import Findings, Malformed
from reskontra.core.money import Money, parse_minor
from reskontra.formats.sie_lines import OBJECTS_BETWEEN, SieLine, sie_lines

TYPES = ("1", "2", "3", "4")
_INCOME_KINDS = ("I", "K")


class SieTypeUnknown(Malformed):
    code = "sie_type_unknown"
    template = 'SIE type "{type}" is not read here. Export a file of one of the types {known}.'


class SieDay(Malformed):
    code = "sie_day"
    template = '"{text}" is not a day. SIE writes 20260331.'


class SieAccountMissing(Malformed):
    code = "sie_account_missing"
    template = "{label} names no account (line {line}). Export the file again."


class SieBalanceTwice(Malformed):
    code = "sie_balance_twice"
    template = "Account {account} has {label} twice, {first} and {second}. Keep one of them."


class SieVoucherUnbalanced(Malformed):
    code = "sie_voucher_unbalanced"
    template = "Voucher {voucher} of {date} sums to {sum}. Correct it in the program that wrote the file."


class SieLineMisplaced(Malformed):
    code = "sie_line_misplaced"
    template = "{label} stands where none belongs (line {line}). Export the file again."


class SieEndsEarly(Malformed):
    code = "sie_ends_early"
    template = "The file ends inside voucher {voucher}. Export the whole file again."


class SieDateOutside(Malformed):
    code = "sie_date_outside"
    template = "The file has balances from {first} to {last}, and {date} was asked for. Choose a day within."


class SieWithoutVouchers(Malformed):
    code = "sie_without_vouchers"
    template = "A SIE {type} file has no vouchers to make the balances of {date} from. Export SIE 4, or take {first}."


class SieWithoutBalances(Malformed):
    code = "sie_without_balances"
    template = "The SIE {type} file has no {label} for {date}. Export the file with balances, or take another day."


@dataclass(frozen=True, slots=True)
class SieAmount:
    """On an account, debit +; line: where it stands."""

    account: str
    minor: int
    line: int


@dataclass(frozen=True, slots=True)
class SieMovement:
    """A row of a voucher, debit +. objects: dimension → code, 1 is the cost center and 6 the project."""

    day: date
    account: str
    minor: int
    text: str = ""
    objects: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class SieVoucher:
    """A voucher; number and series as the file has them, "" where it leaves them out."""

    line: int
    series: str
    number: str
    day: date
    text: str
    rows: tuple[SieMovement, ...]

    @property
    def name(self) -> str:
        """Series and number as people write them."""
        return "-".join(filter(None, (self.series, self.number)))


@dataclass(slots=True)
class SieFile:
    """What a file says of the year it is for.

    first_date, last_date   of that year; None in a file of vouchers alone
    income                  the accounts that the file calls income or cost
    """

    type: str = ""
    currency: str = "SEK"
    organisation_number: str = ""
    company_name: str = ""
    first_date: date | None = None
    last_date: date | None = None
    accounts: dict[str, str] = field(default_factory=dict)
    income: set[str] = field(default_factory=set)
    balances: set[str] = field(default_factory=set)
    opening: dict[str, SieAmount] = field(default_factory=dict)
    closing: dict[str, SieAmount] = field(default_factory=dict)
    vouchers: list[SieVoucher] = field(default_factory=list)

    @property
    def movements(self) -> list[SieMovement]:
        """The rows of all vouchers."""
        return [row for voucher in self.vouchers for row in voucher.rows]


def read_sie(stream: BinaryIO) -> SieFile:
    """Read a whole file, its vouchers proved to sum to zero.

    refuses   what cannot be read at once (SieLineUnreadable, the check sum, SieTypeUnknown), else Findings with all
              of SieDay, NotAnAmount, TooManyDecimals, SieAccountMissing, SieBalanceTwice, SieLineMisplaced,
              SieVoucherUnbalanced, SieEndsEarly
    """
    reader = _Reader()
    for line in sie_lines(stream):
        reader.take(line)
    if reader.voucher is not None:
        reader.findings.append(SieEndsEarly(voucher=reader.voucher_name, place=f"line {reader.voucher.number}"))
    if reader.findings:
        raise Findings(reader.findings)
    return reader.file


class _Reader:
    """A file under way. voucher: the line of the one that is open."""

    def __init__(self) -> None:
        self.file = SieFile()
        self.findings: list[Malformed] = []
        self.voucher: SieLine | None = None
        self._day: date | None = None
        self._sum = 0
        self._is_inside = False
        self._rows: list[SieMovement] = []
        self._takes = {
            "#SIETYP": self._type, "#VALUTA": self._currency, "#ORGNR": self._number, "#FNAMN": self._company,
            "#RAR": self._year, "#KONTO": self._account, "#KTYP": self._kind, "#IB": self._opening,
            "#UB": self._closing, "#VER": self._begin, "{": self._enter, "}": self._leave, "#TRANS": self._row,
        }  # fmt: skip

    @property
    def voucher_name(self) -> str:
        line = self.voucher
        return "-".join(filter(None, (line.field(0), line.field(1)))) or f"in line {line.number}" if line else ""

    def take(self, line: SieLine) -> None:
        if take := self._takes.get(line.label):
            try:
                take(line)
            except Malformed as finding:
                if isinstance(finding, SieTypeUnknown):
                    raise
                finding.place = finding.place or line.place
                self.findings.append(finding)

    def _type(self, line: SieLine) -> None:
        self.file.type = line.field(0)
        if self.file.type not in TYPES:
            raise SieTypeUnknown(place=line.place, type=self.file.type[:10], known=TYPES)

    def _currency(self, line: SieLine) -> None:
        self.file.currency = line.field(0).upper()[:3]

    def _number(self, line: SieLine) -> None:
        self.file.organisation_number = line.field(0)

    def _company(self, line: SieLine) -> None:
        self.file.company_name = " ".join(line.fields)

    def _year(self, line: SieLine) -> None:
        if line.field(0) == "0":
            self.file.first_date, self.file.last_date = _day(line.field(1)), _day(line.field(2))

    def _account(self, line: SieLine) -> None:
        self.file.accounts[_account_of(line, 0)] = line.field(1)

    def _kind(self, line: SieLine) -> None:
        kinds = self.file.income if line.field(1).upper() in _INCOME_KINDS else self.file.balances
        kinds.add(_account_of(line, 0))

    def _opening(self, line: SieLine) -> None:
        self._balance(line, self.file.opening)

    def _closing(self, line: SieLine) -> None:
        self._balance(line, self.file.closing)

    def _balance(self, line: SieLine, known: dict[str, SieAmount]) -> None:
        if line.field(0) != "0":
            return
        account = _account_of(line, 1)
        minor = parse_minor(line.field(2), self.file.currency)
        if account in known:
            first, second = (Money(found, self.file.currency) for found in (known[account].minor, minor))
            raise SieBalanceTwice(account=account, label=line.label, first=first, second=second)
        known[account] = SieAmount(account, minor, line.number)

    def _begin(self, line: SieLine) -> None:
        if self.voucher is not None:
            raise SieLineMisplaced(label=line.label, line=line.number)
        self.voucher, self._day, self._sum, self._is_inside, self._rows = line, None, 0, False, []
        self._day = _day(line.field(2))

    def _enter(self, line: SieLine) -> None:
        if self.voucher is None or self._is_inside:
            raise SieLineMisplaced(label=line.label, line=line.number)
        self._is_inside = True

    def _leave(self, brace: SieLine) -> None:
        if not self._is_inside or self.voucher is None:
            raise SieLineMisplaced(label=brace.label, line=brace.number)
        name, place, total, line = self.voucher_name, self.voucher.place, self._sum, self.voucher
        self.voucher, self._is_inside = None, False
        if self._day:
            values = line.number, line.field(0), line.field(1), self._day, line.field(3)
            self.file.vouchers.append(SieVoucher(*values, tuple(self._rows)))
        if total:
            total_money = Money(total, self.file.currency)
            raise SieVoucherUnbalanced(place=place, voucher=name, date=self._day or "", sum=total_money)

    def _row(self, line: SieLine) -> None:
        if not self._is_inside:
            raise SieLineMisplaced(label=line.label, line=line.number)
        account = _account_of(line, 0)
        minor = parse_minor(line.field(2), self.file.currency)
        self._sum += minor
        if self._day:
            objects = _objects(line.field(1))
            self._rows.append(SieMovement(self._day, account, minor, line.field(4), objects, line.number))


def _objects(text: str) -> dict[str, str]:
    parts = text.split(OBJECTS_BETWEEN) if text else []
    return dict(zip(parts[::2], parts[1::2], strict=False))


def _account_of(line: SieLine, index: int) -> str:
    account = line.field(index)
    if not account:
        raise SieAccountMissing(label=line.label, line=line.number)
    return account


def _day(text: str) -> date:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        raise SieDay(text=text[:20])
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise SieDay(text=text) from None


def opening_day(file: SieFile) -> date | None:
    """The day whose balances a file gives when nobody says another: its year's first, else its last voucher's."""
    if file.first_date:
        return file.first_date
    return max((movement.day for movement in file.movements), default=None)


def balances_before(file: SieFile, day: date) -> Mapping[str, SieAmount]:
    """What is on each account as the day begins, by account, those with nothing left out.

    The year's first day takes the opening balances, the day after its last the closing ones; a day between, what the
    vouchers before it make of the opening balances. A file of vouchers alone gives what they come to.
    refuses   SieDateOutside, SieWithoutVouchers, SieWithoutBalances
    """
    if file.first_date is None or file.last_date is None:
        latest = opening_day(file)
        if latest is None:
            raise SieWithoutBalances(type=file.type, label="#IB", date=day)
        if day < latest:
            raise SieDateOutside(first=latest, last=latest, date=day)
        return _moved({}, file.movements)
    after_last = file.last_date + timedelta(days=1)
    if not file.first_date <= day <= after_last:
        raise SieDateOutside(first=file.first_date, last=after_last, date=day)
    if day == after_last:
        return _kept(file, "#UB", file.closing, day)
    opening = _kept(file, "#IB", file.opening, day)
    if day == file.first_date:
        return opening
    if file.type != "4":
        raise SieWithoutVouchers(type=file.type, date=day, first=file.first_date)
    return _moved(opening, [movement for movement in file.movements if movement.day < day])


def _kept(file: SieFile, label: str, amounts: Mapping[str, SieAmount], day: date) -> dict[str, SieAmount]:
    if not amounts:
        raise SieWithoutBalances(type=file.type, label=label, date=day)
    return {account: amount for account, amount in amounts.items() if amount.minor}


def _moved(opening: Mapping[str, SieAmount], movements: list[SieMovement]) -> dict[str, SieAmount]:
    sums = {account: amount.minor for account, amount in opening.items()}
    for movement in movements:
        sums[movement.account] = sums.get(movement.account, 0) + movement.minor
    lines = {account: amount.line for account, amount in opening.items()}
    return {
        account: SieAmount(account, minor, lines.get(account, 0)) for account, minor in sorted(sums.items()) if minor
    }
