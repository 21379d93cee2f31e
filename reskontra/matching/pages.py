"""What the journal's page shows: the strip, the tabs, a page of lines. Frozen, so that a template only reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from reskontra.bank.queries import StatementFacts, statements_of
from reskontra.companies.queries import CompanyFacts
from reskontra.core.identifiers import iban
from reskontra.interface.parts import Tab
from reskontra.interface.templatetags.display import money
from reskontra.journals.queries import JournalFacts
from reskontra.ledger.queries import BankAccountFacts, bank_account_of, bank_accounts, bank_balance
from reskontra.matching.paging import TABS, Before, LinePage, TabSum, page_of, tab_sums, undecided_before
from reskontra.matching.proposals import StoredProposal
from reskontra.matching.queries import ShownLine, shown_lines


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A journal in the list of journals."""

    number: str
    url: str
    bank_account: str
    statement: str
    date: date | None
    closing_minor: int | None
    currency: str
    open_lines: int
    posted_lines: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The figures above a journal.

    after_minor: the bank account's balance by the ledger on the statement's day, once what is ready is posted
    before       open lines of earlier statements of the account
    """

    bank_account: str
    account: str
    title: str
    currency: str
    opening_minor: int | None
    closing_minor: int | None
    after_minor: int
    lines: int
    ready: int
    decide: int
    decide_minor: int
    posted: int
    before: Before

    @property
    def missing_minor(self) -> int | None:
        """What is between the bank's closing balance and ours after posting; None where the bank tells none."""
        return None if self.closing_minor is None else self.closing_minor - self.after_minor

    @property
    def is_explained(self) -> bool:
        """Whether the lines to decide, of this statement and those before it, are the whole difference."""
        return bool(self.waiting) and self.missing_minor == self.decide_minor + self.before.decide_minor

    @property
    def waiting(self) -> int:
        """Lines to decide, of this statement and those before it."""
        return self.decide + self.before.decide


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the list. left: the amount that the state names, as text with its currency's decimals."""

    number: int
    date: date
    name: str
    text: str
    minor: int
    currency: str
    proposal: str
    confidence: str
    is_reviewed: bool
    state: str
    left: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The list, with the figures of the whole journal above it."""

    number: str
    strip: Strip
    tabs: tuple[Tab, ...]
    tab: str
    sort: str
    rows: tuple[LineRow, ...]
    lines: LinePage


def journal_rows(*, company: CompanyFacts, journals: Sequence[JournalFacts]) -> list[JournalRow]:
    """Journals newest first, with their statements."""
    named = statements_of(company=company, ids={journal.statement_id for journal in journals if journal.statement_id})
    statements = {statement.id: statement for statement in named}
    banks = {bank.id: bank for bank in bank_accounts(company=company)}
    found = []
    for journal in journals:
        statement, bank = statements.get(journal.statement_id or 0), banks[journal.bank_account_id or 0]
        found.append(
            JournalRow(
                number=journal.number,
                url=reverse("journal", args=[company.id, journal.number]),
                bank_account=f"{bank.number} {bank.name}".strip(),
                statement=statement.statement_id if statement else "",
                date=statement.statement_date if statement else journal.created_at.date(),
                closing_minor=statement.closing_minor if statement else None,
                currency=bank.currency,
                open_lines=journal.open_lines,
                posted_lines=journal.posted_lines,
                is_open=journal.state == "OPEN",
            )
        )
    return sorted(found, key=lambda row: (row.date or date.min, row.number), reverse=True)


def journal_page(
    *, company: CompanyFacts, journal: JournalFacts, tab: str, sort: str, number: int, around: int | None
) -> JournalPage:
    """One page of a journal's lines, with the figures of the whole."""
    sums = tab_sums(company=company, journal_id=journal.id)
    lines = page_of(company=company, journal_id=journal.id, tab=tab, sort=sort, number=number, around=around)
    shown = {one.line.id: one for one in shown_lines(company=company, journals=[journal], ids=lines.ids)}
    return JournalPage(
        number=journal.number,
        strip=strip_of(company=company, journal=journal, sums=sums),
        tabs=tabs_of(company=company, journal=journal, sums=sums, tab=tab),
        tab=tab,
        sort=sort,
        rows=tuple(line_row(shown[id]) for id in lines.ids if id in shown),
        lines=lines,
    )


def tabs_of(*, company: CompanyFacts, journal: JournalFacts, sums: dict[str, TabSum], tab: str) -> tuple[Tab, ...]:
    words = {"decide": _("To decide"), "ready": _("Ready lines"), "all": _("All"), "posted": _("Posted lines")}
    url = reverse("journal", args=[company.id, journal.number])
    return tuple(
        Tab(name, words[name], sums[name].lines, url if name == "decide" else f"{url}?tab={name}", name == tab)
        for name in TABS
    )


def strip_of(*, company: CompanyFacts, journal: JournalFacts, sums: dict[str, TabSum]) -> Strip:
    bank = bank_account_of(company=company, id=journal.bank_account_id or 0)
    statement = next(
        iter(statements_of(company=company, ids=[journal.statement_id] if journal.statement_id else [])), None
    )
    day = statement.statement_date if statement else None
    ledger = bank_balance(company=company, bank_account_id=bank.id, as_of=day)
    before = undecided_before(company=company, bank_account_id=bank.id, journal_id=journal.id, day=day)
    return Strip(
        bank_account=f"{bank.number} {bank.name}".strip(),
        account=_account(bank),
        title=_title(journal, statement),
        currency=bank.currency,
        opening_minor=statement.opening_minor if statement else None,
        closing_minor=_closing(journal, statement),
        after_minor=ledger + sums["ready"].minor + before.ready_minor,
        before=before,
        lines=sums["all"].lines,
        ready=sums["ready"].lines,
        decide=sums["decide"].lines,
        decide_minor=sums["decide"].minor,
        posted=sums["posted"].lines,
    )


def _closing(journal: JournalFacts, statement: StatementFacts | None) -> int | None:
    if journal.closing_override_minor is not None:
        return journal.closing_override_minor
    return statement.closing_minor if statement else None


def _account(bank: BankAccountFacts) -> str:
    return iban.format(bank.iban) or bank.bankgiro or bank.plusgiro or bank.other_account


def _title(journal: JournalFacts, statement: StatementFacts | None) -> str:
    if statement is None:
        return journal.number
    told = _("Statement {number} · {date}")
    return told.format(number=statement.statement_id, date=statement.statement_date.isoformat())


def line_row(shown: ShownLine) -> LineRow:
    fact, proposal = shown.transaction, shown.proposal
    texts = [reference.raw for reference in fact.references] + list(fact.texts) if fact else [shown.line.description]
    return LineRow(
        number=shown.line.line_number,
        date=shown.line.date,
        name=(fact.name or fact.ultimate_name) if fact else "",
        text=" ".join(dict.fromkeys(text for text in texts if text)),
        minor=shown.amount_minor,
        currency=shown.currency,
        proposal=proposal_words(shown),
        confidence=proposal.confidence if proposal else "none",
        is_reviewed=bool(proposal and proposal.is_reviewed),
        state=shown.state,
        left=left_over(shown),
        is_ready=shown.is_ready,
    )


def proposal_words(shown: ShownLine) -> str:
    """The documents in the order of their amounts, and whose they are where that is another than the payer's name."""
    proposal = shown.proposal
    if proposal is None or (not proposal.parts and not proposal.alternatives):
        return ""
    if not proposal.parts:
        names = [shown.entries[id].document_number for id in proposal.alternatives[:2] if id in shown.entries]
        return _(" or ").join(names)
    names = [_part_word(shown, proposal, i) for i in range(min(len(proposal.parts), 2))]
    more = len(proposal.parts) - 2
    told = " + ".join(names)
    return _("{documents} + {count} more").format(documents=told, count=more) if more > 0 else told


def _part_word(shown: ShownLine, proposal: StoredProposal, place: int) -> str:
    part = proposal.parts[place]
    entry = shown.entries.get(part.entry_id or 0)
    if entry:
        return entry.document_number
    party = shown.parties.get(part.party_id or 0)
    if party:
        return _("On account of {party}").format(party=party.name)
    return part.account_number


def left_over(shown: ShownLine) -> str:
    """What is under or over: the rest of the document, or what of the money is on nothing."""
    if shown.proposal is None or shown.state not in ("underpaid", "overpaid"):
        return ""
    minor = abs(shown.proposal.difference_minor) or abs(sum(_rest(shown, i) for i in range(len(shown.proposal.parts))))
    return money(minor, shown.currency) if minor else ""


def _rest(shown: ShownLine, place: int) -> int:
    part = shown.proposal.parts[place] if shown.proposal else None
    entry = shown.entries.get(part.entry_id or 0) if part else None
    return entry.remaining_minor - part.taken_minor if entry and part and not part.entry_minor else 0
