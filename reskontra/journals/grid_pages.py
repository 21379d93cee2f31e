"""What the pages of journals filled by hand show: the batches of a kind, the grid of one, and why it is not posted."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.matching.records import EntryFact
from reskontra.core.wording import worded
from reskontra.interface.refusals import place_wording, told
from reskontra.interface.templatetags.display import count
from reskontra.journals.batches import DEFAULTS, BatchFacts, batches
from reskontra.journals.deposit_lines import DEPOSIT
from reskontra.journals.deposits import DepositFacts, find_deposit
from reskontra.journals.grid_row import NEW, GridRow, RowRefusal, new_row, row_of
from reskontra.journals.typed_lines import TypedFacts, open_balances, place_of, typed_page
from reskontra.receivables.kinds import kind_word
from reskontra.receivables.queries import facts_by_id

PER_PAGE = 50
CHECKED_AT_ONCE = 1_000  # more lines than this are checked when they are asked for
KIND_WORDS = MappingProxyType(
    {
        "CASH_RECEIPT": noop("Cash receipt journal"),
        "PAYMENT": noop("Payment journal"),
        "GENERAL": noop("General journal"),
        DEPOSIT: noop("Bank deposit"),
    }
)
TYPES = ("PAYMENT", "REFUND", "INVOICE", "CREDIT_MEMO", "FINANCE_CHARGE", "REMINDER")
ACCOUNT_WORDS = MappingProxyType(
    {"CUSTOMER": noop("Customer"), "VENDOR": noop("Vendor"), "GL": noop("G/L"), "BANK": noop("Bank account")}
)
FIELD_WORDS = MappingProxyType(
    {
        "posting_date": noop("posting date"),
        "document_number": noop("document number"),
        "account": noop("account"),
        "balancing": noop("balancing account"),
        "amount": noop("amount"),
        "applies_to": noop("what it settles"),
        "vat_code": noop("VAT code"),
        "correction": noop("correction"),
    }
)
_PLACE = re.compile(r"lines? (\d+)(?:–\d+)?, (\w+)")


@dataclass(frozen=True, slots=True)
class KindTab:
    kind: str
    word: str
    batches: tuple[BatchFacts, ...]
    is_current: bool

    @property
    def slug(self) -> str:
        return self.kind.lower()


@dataclass(frozen=True, slots=True)
class GridFoot:
    """balances: by currency, of the lines without a balancing account; told_post: the button's words;

    deposit       whose lines they are, where it is one
    """

    lines: int
    balances: tuple[tuple[str, int], ...]
    deposit: DepositFacts | None = None

    @property
    def told_lines(self) -> str:
        return worded(_("{count:line|lines}"), count=count(self.lines))

    @property
    def told_post(self) -> str:
        return worded(_("Post {count:line|lines}"), count=count(self.lines))

    @property
    def is_balanced(self) -> bool:
        return not any(minor for _code, minor in self.balances)


@dataclass(frozen=True, slots=True)
class GridPage:
    batch: BatchFacts
    kind: str
    rows: tuple[GridRow, ...]
    foot: GridFoot
    number: int
    pages: int
    checks_at_once: bool
    shown: str
    types: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Why the batch is not posted: of which line, which field, in words."""

    line: int | None
    place: str
    text: str


def kind_tabs(*, company: CompanyFacts, kind: str) -> tuple[KindTab, ...]:
    """Every kind of journal with its batches."""
    return tuple(
        KindTab(one, _(KIND_WORDS[one]), tuple(batches(company=company, kind=one)), one == kind) for one in DEFAULTS
    )


def grid_page(
    *,
    company: CompanyFacts,
    batch: BatchFacts,
    number: int | None,
    around: int | None,
    refusals: Mapping[str, RowRefusal] | None = None,
) -> GridPage:
    """One page of the open lines, the last one unless another is asked for, and the empty row after the last.

    around    the page that holds this line, where the batch has it; refusals by suffix of the row
    """
    pages = max(1, -(-batch.open_lines // PER_PAGE))
    if around is not None:
        number = place_of(company=company, journal_id=batch.journal_id, number=around) // PER_PAGE + 1
    number = min(max(number or pages, 1), pages)
    lines = typed_page(company=company, journal_id=batch.journal_id, first=(number - 1) * PER_PAGE, most=PER_PAGE)
    documents, refused = documents_of_lines(company=company, lines=lines), refusals or {}
    rows = [row_of(line, documents, refused.get(str(line.line_number))) for line in lines]
    if number == pages:
        rows.append(new_row(batch, lines[-1] if lines else None, refused.get(NEW)))
    return GridPage(
        batch=batch,
        kind=_(KIND_WORDS[batch.kind]),
        rows=tuple(rows),
        foot=foot_of(company=company, batch=batch),
        number=number,
        pages=pages,
        checks_at_once=batch.open_lines <= CHECKED_AT_ONCE,
        shown=",".join(row.suffix for row in rows),
        types=document_types(),
        kinds=account_kinds(),
    )


def document_types() -> tuple[tuple[str, str], ...]:
    return (("", "–"), *((code, kind_word(code)) for code in TYPES))


def account_kinds() -> tuple[tuple[str, str], ...]:
    return tuple((code, _(word)) for code, word in ACCOUNT_WORDS.items())


def foot_of(*, company: CompanyFacts, batch: BatchFacts) -> GridFoot:
    balances = open_balances(company=company, journal_id=batch.journal_id)
    deposit = find_deposit(company=company, number=batch.name) if batch.kind == DEPOSIT else None
    return GridFoot(batch.open_lines, tuple(balances.items()), deposit)


def documents_of_lines(*, company: CompanyFacts, lines: Collection[TypedFacts]) -> dict[int, EntryFact]:
    """The entries that the lines settle."""
    return facts_by_id(company=company, ids={mark.entry_id for line in lines for mark in line.marks})


def findings_told(findings: Sequence[Refused]) -> tuple[Finding, ...]:
    return tuple(_finding(one) for one in findings)


def _finding(refusal: Refused) -> Finding:
    text = told(refusal.template, refusal.values)
    found = _PLACE.fullmatch(refusal.place)
    if not found:
        return Finding(None, place_wording(refusal.place), text)
    lines, field = place_wording(refusal.place.rpartition(",")[0]), found[2]
    return Finding(int(found[1]), f"{lines}, {_(FIELD_WORDS.get(field, field))}", text)
