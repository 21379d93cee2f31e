"""Which journals there are, and what is on their lines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Max, QuerySet, Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.prepared import Prepared
from reskontra.journals.models import NO_PAYMENTS_OF_BANK as NO_PAYMENTS_OF_BANK  # other rooms leave these out in SQL
from reskontra.journals.models import Journal, JournalLine

LIVE = ("OPEN", "POSTED")


class JournalUnknown(Refused):
    code = "journal_unknown"
    template = 'There is no journal "{journal}". See which there are with reskontra journal list.'


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """statement_id, file_import_id are keys; None for a journal filled by hand. Counts are of lines by state."""

    id: int
    number: str
    kind: str
    state: str
    bank_account_id: int | None
    statement_id: int | None
    file_import_id: int | None
    closing_override_minor: int | None
    posting_date_override: date | None
    created_by: str
    created_at: datetime
    open_lines: int
    posted_lines: int


class LineFacts(NamedTuple):
    """One line. account_minor is None where a person has yet to give it; is_touched: a person has worked on it."""

    id: int
    journal_id: int
    line_number: int
    transaction_id: int | None
    parent_id: int | None
    date: date
    amount_minor: int
    currency: str
    account_minor: int | None
    account_type: str
    account_number: str
    description: str
    is_duplicate_suspect: bool
    reviewed_by: str
    reviewed_at: datetime | None
    state: str
    voucher_id: int | None

    @property
    def is_touched(self) -> bool:
        return bool(self.reviewed_by or self.reviewed_at or self.account_number)


@dataclass(frozen=True, slots=True)
class LineOn:
    """The line that holds a transaction. is_touched: a person has reviewed, split or addressed it.

    is_reconciliation   it is on a bank reconciliation, and not on a journal of payments
    """

    id: int
    transaction_id: int
    journal_id: int
    journal: str
    line_number: int
    account_minor: int | None
    state: str
    is_touched: bool
    is_reconciliation: bool = False


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A line split from another: its share of the other's transaction."""

    parent_id: int
    account_minor: int | None
    state: str


_JOURNAL = (
    "id", "number", "kind", "state", "bank_account_id", "statement_id", "file_import_id", "closing_override_minor",
    "posting_date_override", "created_by", "created_at",
)  # fmt: skip
_LINE = (
    "id", "journal_id", "line_number", "transaction_id", "parent_id", "date", "amount_minor", "currency",
    "account_minor", "account_type", "account_number", "description", "is_duplicate_suspect", "reviewed_by",
    "reviewed_at", "state", "voucher_id",
)  # fmt: skip

_LINES = (
    f"SELECT {', '.join('l.' + column for column in _LINE)} FROM {{values}} CROSS JOIN journals_journalline l "
    "WHERE l.company_id = %s AND l.journal_id = v.value AND l.state IN "
)
_PLACE = attrgetter("journal_id", "line_number")


def find_journal(*, company: CompanyFacts, number: str) -> JournalFacts:
    """refuses   JournalUnknown"""
    row = _BY_NUMBER.first(company.id, number)
    if row is None:
        raise JournalUnknown(journal=number)
    return _counted(company, [row])[0]


_BY_NUMBER = Prepared(
    lambda company, number: (
        Journal.objects.filter(company=company, number=number)
        .exclude(kind__in=NO_PAYMENTS_OF_BANK)
        .exclude(state="UNDONE")
        .order_by("number")
        .values_list(*_JOURNAL)
    )
)


def journals(
    *, company: CompanyFacts, state: str = "", kind: str = "", file_import_id: int | None = None
) -> list[JournalFacts]:
    """Journals over bank statements by number; those of an import are the ones it made."""
    rows = Journal.objects.filter(company=company.id).exclude(kind__in=NO_PAYMENTS_OF_BANK).exclude(state="UNDONE")
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if file_import_id is not None:
        rows = rows.filter(file_import=file_import_id)
    return _facts(company, rows)


def journals_by_id(*, company: CompanyFacts, ids: Collection[int]) -> list[JournalFacts]:
    """These journals, by number."""
    return _facts(company, Journal.objects.filter(company=company.id, id__in=list(ids)))


def journals_of_statements(*, company: CompanyFacts, statement_ids: Collection[int]) -> list[JournalFacts]:
    """The journals made over these statements, by number."""
    return _facts(company, Journal.objects.filter(company=company.id, statement__in=list(statement_ids)))


def _facts(company: CompanyFacts, rows: QuerySet[Journal]) -> list[JournalFacts]:
    return _counted(company, list(rows.order_by("number").values_list(*_JOURNAL)))


def _counted(company: CompanyFacts, found: list[Any]) -> list[JournalFacts]:
    """Journals with how many lines of them are open and posted."""
    counts: dict[tuple[int, str], int] = {}
    for batch in bulk.chunks((row[0] for row in found), 500):
        counts |= {(journal, state): count for journal, state, count in _COUNTS.rows(company.id, batch)}
    return [JournalFacts(*(*row, counts.get((row[0], "OPEN"), 0), counts.get((row[0], "POSTED"), 0))) for row in found]


_COUNTS = Prepared(
    lambda company, journals: (
        JournalLine.objects.filter(company=company, journal__in=journals, state__in=LIVE)
        .order_by()
        .values_list("journal_id", "state")
        .annotate(count=Count("id"))
    )
)


def lines(
    *,
    company: CompanyFacts,
    journal_ids: Collection[int],
    states: Collection[str] = LIVE,
    line_number: int | None = None,
    ids: Collection[int] | None = None,
) -> list[LineFacts]:
    """Lines of journals, in the order of journal and number; or those of one number, or those with the keys."""
    sql, parameters = f"{_LINES} ({', '.join(['%s'] * len(states))})", [company.id, *states]
    if line_number is not None:
        sql, parameters = f"{sql} AND l.line_number = %s", [*parameters, line_number]
    if ids is not None:
        chosen = [*ids] or [0]
        sql, parameters = f"{sql} AND l.id IN ({', '.join(['%s'] * len(chosen))})", [*parameters, *chosen]
    same: dict[Any, Any] = {}  # journals, days, currencies and states repeat in line after line: each is held once
    keep = same.setdefault
    found = [
        LineFacts(
            id, keep(journal, journal), number, transaction, parent, keep(day, day), amount, keep(currency, currency),
            amount if account_minor == amount else account_minor, keep(kind, kind), account, description, is_suspect,
            by, at and _in_utc(at), keep(state, state), voucher,
        )
        for (
            id, journal, number, transaction, parent, day, amount, currency, account_minor, kind, account, description,
            is_suspect, by, at, state, voucher,
        ) in bulk.lookup(sql, set(journal_ids), *parameters)
    ]  # fmt: skip
    found.sort(key=_PLACE)  # they come nearly so, which the database would not notice
    return found


def _in_utc(at: datetime) -> datetime:
    """A moment as plain SQL gives it: SQLite does not say that it is in UTC."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def lines_stand(*, company: CompanyFacts, journal_id: int) -> tuple[object, ...]:
    """Other values for any other decision on the lines of a journal, with what proposals_stand() gives."""
    rows = JournalLine.objects.filter(company=company.id, journal=journal_id)
    told = rows.aggregate(Count("id"), Max("reviewed_at"), Count("reviewed_at"), Sum("account_minor"), Max("voucher"))
    return tuple(map(str, told.values()))


def has_posted_lines(*, company: CompanyFacts) -> bool:
    """Whether any line of a bank statement was ever posted."""
    return JournalLine.objects.filter(company=company.id, state="POSTED", transaction__isnull=False).exists()


def has_statements(*, company: CompanyFacts) -> bool:
    """Whether any bank statement has a journal."""
    return Journal.objects.filter(company=company.id, statement__isnull=False).exists()


def lines_posted_by(*, company: CompanyFacts, voucher_id: int) -> list[LineFacts]:
    """The lines that a voucher posted, by number."""
    rows = JournalLine.objects.filter(company=company.id, voucher=voucher_id, state="POSTED").order_by("line_number")
    return [LineFacts(*row) for row in rows.values_list(*_LINE)]


def line_names(*, company: CompanyFacts, ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """Line → its journal's number and its own."""
    sql = (
        "SELECT l.id, j.number, l.line_number FROM {values} CROSS JOIN journals_journalline l "
        "JOIN journals_journal j ON j.company_id = l.company_id AND j.id = l.journal_id "
        "WHERE l.company_id = %s AND l.id = v.value"
    )
    return {row[0]: (row[1], row[2]) for row in bulk.lookup(sql, ids, company.id)}


def last_line_number(*, company: CompanyFacts, journal_id: int) -> int:
    """The highest line number a journal has used; 0 without lines."""
    rows = JournalLine.objects.filter(company=company.id, journal=journal_id)
    return rows.aggregate(last=Max("line_number"))["last"] or 0


@dataclass(frozen=True, slots=True)
class OpenLines:
    """Lines of open journals over statements that are not posted: how many, and their sum in the account's currency."""

    lines: int
    minor: int


def open_lines_by_bank_account(*, company: CompanyFacts) -> dict[int, OpenLines]:
    """Bank account → what of its statements is not posted yet; accounts without such lines are left out."""
    rows = JournalLine.objects.filter(
        company=company.id, state="OPEN", journal__company=company.id, journal__bank_account__isnull=False
    )
    rows = rows.exclude(journal__kind__in=NO_PAYMENTS_OF_BANK).order_by()
    sums = rows.values_list("journal__bank_account").annotate(Count("id"), Sum("account_minor", default=0))
    return {account: OpenLines(lines, minor) for account, lines, minor in sums}


def open_transactions_of_amount(*, company: CompanyFacts, minor: int, most: int) -> list[int]:
    """Bank transactions on open lines of open journals, of this amount in or out, the newest first."""
    rows = JournalLine.objects.filter(
        company=company.id, journal__company=company.id, journal__state="OPEN", state="OPEN", parent__isnull=True
    )
    found = rows.filter(transaction__isnull=False, amount_minor__in=(minor, -minor)).order_by("-id")
    return list(found.values_list("transaction_id", flat=True)[:most])


def posted_transactions_of_amount(*, company: CompanyFacts, minor: int, most: int, recent: int) -> list[int]:
    """Bank transactions on posted lines, of this amount in or out, the newest first; of so many newest lines alone."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTED, [company.id, recent, minor, -minor, most])
        return [row[0] for row in cursor.fetchall()]


# By the index that numbers the lines of a company's journals, backwards: never through the lines of others.
_POSTED = (
    "SELECT l.transaction_id FROM (SELECT n.id AS id, n.transaction_id AS transaction_id, n.amount_minor AS minor, "
    "n.state AS state FROM journals_journalline n WHERE n.company_id = %s "
    "ORDER BY n.journal_id DESC, n.line_number DESC LIMIT %s) l "
    "WHERE l.state = 'POSTED' AND l.minor IN (%s, %s) AND l.transaction_id IS NOT NULL ORDER BY l.id DESC LIMIT %s"
)


def journals_numbered(*, company: CompanyFacts, start: str, most: int) -> list[tuple[str, datetime]]:
    """Numbers of journals over statements that begin so, with when they were made; the newest first."""
    rows = Journal.objects.filter(company=company.id, statement__isnull=False)
    rows = rows.filter(number__gte=start, number__lt=f"{start}{bulk.BEYOND}")
    return list(rows.order_by("-number").values_list("number", "created_at")[:most])


def lines_on(
    *, company: CompanyFacts, transaction_ids: Collection[int], states: Collection[str] = LIVE
) -> dict[int, LineOn]:
    """By transaction, the line that holds it; splits of a line are not told apart from it. states: of LIVE."""
    live, chosen = (", ".join(f"'{state}'" for state in several) for several in (LIVE, states))
    sql = (
        "SELECT l.id, l.transaction_id, l.journal_id, j.number, l.line_number, l.account_minor, l.state, "
        "CASE WHEN l.reviewed_by <> '' OR l.reviewed_at IS NOT NULL OR l.account_number <> '' THEN 1 ELSE 0 END, "
        "CASE WHEN j.kind = 'BANK_RECONCILIATION' THEN 1 ELSE 0 END "
        "FROM {values} CROSS JOIN journals_journalline l JOIN journals_journal j ON j.id = l.journal_id "
        "WHERE l.transaction_id = v.value AND l.company_id = %s AND l.parent_id IS NULL "
        # The first is as the index has it: else SQLite reads the company's lines through for each transaction.
        f"AND l.state IN ({live}) AND l.state IN ({chosen})"
    )
    rows: list[Any] = list(bulk.lookup(sql, transaction_ids, company.id))
    split = {line.parent_id for line in splits(company=company, journal_ids={row[2] for row in rows})}
    return {row[1]: LineOn(*(*row[:7], bool(row[7] or row[8]) or row[0] in split, bool(row[8]))) for row in rows}


def reversed_transactions(*, company: CompanyFacts) -> set[int]:
    """Transactions whose posting was reversed."""
    rows = JournalLine.objects.filter(company=company.id, state="REVERSED", transaction__isnull=False)
    return {id for id in rows.values_list("transaction_id", flat=True) if id is not None}


def splits(*, company: CompanyFacts, journal_ids: Collection[int]) -> list[SplitLine]:
    """The live lines of these journals that were split from others."""
    found = []
    for batch in bulk.chunks(sorted(journal_ids), 500):
        rows = JournalLine.objects.filter(company=company.id, journal__in=batch, parent__isnull=False, state__in=LIVE)
        found += [SplitLine(*row) for row in rows.values_list("parent_id", "account_minor", "state")]
    return found
