"""What posting the ready lines would do, told before anything is posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from reskontra.companies.queries import CompanyFacts
from reskontra.database.fingerprint import fingerprint
from reskontra.interface.jobs import SMALL, Told, nobody
from reskontra.journals.queries import JournalFacts
from reskontra.ledger.queries import account_names, bank_account_of
from reskontra.matching.actions.post_journal import Choice, post_journals
from reskontra.matching.paging import MAY_POST, tab_sums

MOST_VOUCHERS = 12


@dataclass(frozen=True, slots=True)
class Effect:
    """What an account moves by, in local minor units, debit positive."""

    number: str
    name: str
    minor: int


@dataclass(frozen=True, slots=True)
class Preview:
    """vouchers: the first of them as (name, line); left: lines that stay open.

    Of many lines only how many and how much is told, and vouchers and effects are empty: seeing those takes as long as
    posting. ready_minor: their sum, in the bank account's currency.
    """

    journal: str
    bank_account: str
    lines: int
    first: str
    last: str
    vouchers: tuple[tuple[str, int], ...]
    more: int
    payments: int
    applied: int
    left: int
    closes: bool
    effects: tuple[Effect, ...]
    currency: str
    ready_minor: int
    bank_currency: str


def posting_preview(
    *, company: CompanyFacts, actor: str, journal: JournalFacts, is_whole: bool = False, told: Told = nobody
) -> Preview:
    """Post, look, and take it back; refuses what posting refuses.

    is_whole   of many lines too
    told       hears how far it is, as post_journals() tells it
    """
    sums = tab_sums(company=company, journal_id=journal.id)
    ready = sums["ready"]
    bank = bank_account_of(company=company, id=journal.bank_account_id or 0)
    common = {
        "journal": journal.number,
        "bank_account": f"{bank.number} {bank.name}".strip(),
        "currency": company.currency,
        "ready_minor": ready.minor,
        "bank_currency": bank.currency,
    }
    if ready.lines > SMALL and not is_whole:
        return _counted(common, ready.lines, sums["decide"].lines)
    choice = Choice(is_preview=True)
    done = post_journals(company=company, actor=actor, journals=[journal], choice=choice, told=told)
    names = account_names(company=company, ids=list(done.accounts))
    effects = [Effect(*names[id], minor) for id, minor in done.accounts.items() if minor]
    vouchers = [(name, line) for name, _journal, line in done.vouchers]
    return Preview(
        **common,  # type: ignore[arg-type]
        lines=len(vouchers),
        first=vouchers[0][0],
        last=vouchers[-1][0],
        vouchers=tuple(vouchers[:MOST_VOUCHERS]),
        more=max(len(vouchers) - MOST_VOUCHERS, 0),
        payments=done.payments,
        applied=done.applied,
        left=done.left,
        closes=bool(done.closed),
        effects=tuple(sorted(effects, key=lambda effect: effect.number)),
    )


PART_COLUMNS = (
    "sequence", "account_type", "account_number", "party_id", "entry_id", "bank_entry_id", "cash_minor",
    "discount_minor", "tolerance_minor", "charge_minor", "rounding_minor", "exchange_difference_minor", "entry_minor",
    "description",
)  # fmt: skip


def previewed_rows(*, company: CompanyFacts, journal: JournalFacts) -> str:
    """The digest of what a preview depends on: open lines, and of ready ones their money, proposals and documents."""
    ready = f"CASE WHEN {MAY_POST} THEN 1 ELSE 0 END"
    columns = ("l.id", ready, "l.date", "l.amount_minor", "l.account_minor", "l.description", "e.remaining_minor")
    return fingerprint(
        columns=(*columns, *(f"t.{column}" for column in PART_COLUMNS)),
        source=(
            "journals_journalline l LEFT JOIN matching_proposal p ON p.company_id = l.company_id AND p.line_id = l.id "
            "LEFT JOIN matching_proposalpart t ON t.company_id = l.company_id AND t.proposal_id = p.id "
            f"AND {MAY_POST} LEFT JOIN receivables_entry e ON e.company_id = l.company_id AND e.id = t.entry_id "
            "WHERE l.company_id = %s AND l.journal_id = %s AND l.state = 'OPEN'"
        ),
        values=[company.id, journal.id],
    )


def preview_kept(found: Mapping[str, Any]) -> Preview:
    """A preview that was kept as its values."""
    effects = tuple(Effect(**one) for one in found["effects"])
    vouchers = tuple((name, line) for name, line in found["vouchers"])
    kept = {field.name: found[field.name] for field in fields(Preview)}
    return Preview(**{**kept, "effects": effects, "vouchers": vouchers})


def _counted(common: dict[str, object], lines: int, left: int) -> Preview:
    """What is known without posting."""
    return Preview(
        **common,  # type: ignore[arg-type]
        lines=lines,
        first="",
        last="",
        vouchers=(),
        more=0,
        payments=0,
        applied=0,
        left=left,
        closes=False,
        effects=(),
    )
