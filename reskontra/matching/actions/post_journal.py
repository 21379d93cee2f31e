"""Post the ready lines of journals: a voucher each, payments applied, bank entries matched, statements closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.core.errors import Findings, Refused
from reskontra.core.money import Money
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.journals.queries import JournalFacts, LineFacts
from reskontra.journals.queries import lines as journal_lines
from reskontra.journals.states import mark_posted
from reskontra.ledger.actions import match_bank_entries, post, start_run
from reskontra.ledger.drafts import PostedVoucher
from reskontra.ledger.queries import (
    BankAccountFacts,
    UnmatchedBankEntry,
    account_ids,
    bank_accounts,
    posting_groups,
    unmatched_bank_entries,
)
from reskontra.matching.accounts import blocked_accounts
from reskontra.matching.actions.close_statement import close_statements
from reskontra.matching.posting_plan import Planned, Planner, ReadyLine
from reskontra.matching.proposals import StoredPart, StoredProposal, read_proposals
from reskontra.matching.words import TransactionWords, words_of
from reskontra.parties.queries import PartySummary, parties_by_id
from reskontra.receivables.payments import PostedPayment, lock_entries, write_payments
from reskontra.receivables.policy import vat_shares
from reskontra.receivables.queries import open_facts_of
from reskontra.receivables.write import reserve_ids


class LineUnknown(Refused):
    code = "line_unknown"
    template = "{journal} has no open line {line}. See its lines with reskontra journal show {journal}."


class LineNotReady(Refused):
    code = "line_not_ready"
    template = "Line {line} of {journal} over {amount} is {state}. Apply it with reskontra journal apply, or accept it."


class NothingReady(Refused):
    code = "nothing_ready"
    template = "None of the {count} open lines is ready. Match, apply or accept some first."


class LineAmountMissing(Refused):
    code = "line_amount_missing"
    template = (
        "Line {line} of {journal} is in {currency}, another currency than its account. "
        "Give its amount in the account's currency first."
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines to post.

    lines          numbers of one journal; none means all that are ready
    is_all         refuse while any line is not ready
    payments_only  leave the bank entries for a bank reconciliation of their own
    is_preview     do everything, show it, and store nothing
    """

    lines: tuple[int, ...] = ()
    is_all: bool = False
    payments_only: bool = False
    is_preview: bool = False


@dataclass(frozen=True, slots=True)
class PostedJournals:
    """vouchers: (name, journal, line); accounts: G/L account → local minor units moved; left: lines still open."""

    run: int
    vouchers: tuple[tuple[str, str, int], ...]
    accounts: Mapping[int, int]
    payments: int
    applied: int
    left: int
    closed: tuple[str, ...]


def post_journals(
    *, company: CompanyFacts, actor: str, journals: Sequence[JournalFacts], choice: Choice
) -> PostedJournals:
    """Post the chosen lines of the journals in one transaction.

    refuses   Findings of LineUnknown, LineNotReady, LineAmountMissing; NothingReady; what periods refuse; Findings of
              AccountBlocked, AccountOfBank, PartyBlocked, BankAccountBlocked; what rates and applications refuse
    """
    with collector_off(), transaction.atomic():
        lock_company(company.id)
        lines = journal_lines(company=company, journal_ids=[journal.id for journal in journals], states=["OPEN"])
        proposals = read_proposals(company=company, line_ids=[line.id for line in lines])
        chosen = _chosen(journals, lines, proposals, choice)
        ready = _ready(company, journals, chosen, proposals, payments_only=choice.payments_only)
        done = _post(company, actor, journals, ready, left=len(lines) - len(chosen))
        if choice.is_preview:
            transaction.set_rollback(True)
    return done


def _chosen(
    journals: Sequence[JournalFacts],
    lines: Sequence[LineFacts],
    proposals: Mapping[int, StoredProposal],
    choice: Choice,
) -> list[LineFacts]:
    numbers = {journal.id: journal.number for journal in journals}
    findings: list[Refused] = []
    if choice.lines:
        known = {line.line_number for line in lines}
        findings = [
            LineUnknown(journal=journals[0].number, line=number) for number in choice.lines if number not in known
        ]
        lines = [line for line in lines if line.line_number in choice.lines]
    ready = [line for line in lines if _may_post(proposals.get(line.id))]
    if choice.lines or choice.is_all:
        waiting = [line for line in lines if not _may_post(proposals.get(line.id))]
        findings += [_not_ready(numbers[line.journal_id], line, proposals.get(line.id)) for line in waiting]
    if findings:
        raise Findings(findings)
    if not ready:
        raise NothingReady(count=len(lines))
    return ready


def _may_post(proposal: StoredProposal | None) -> bool:
    return proposal is not None and proposal.may_post


def _not_ready(journal: str, line: LineFacts, proposal: StoredProposal | None) -> Refused:
    if line.account_minor is None:
        return LineAmountMissing(journal=journal, line=line.line_number, currency=line.currency)
    return LineNotReady(
        journal=journal,
        line=line.line_number,
        amount=Money(line.amount_minor, line.currency),
        state=proposal.state if proposal else "unmatched",
    )


def _ready(
    company: CompanyFacts,
    journals: Sequence[JournalFacts],
    lines: Sequence[LineFacts],
    proposals: Mapping[int, StoredProposal],
    *,
    payments_only: bool,
) -> list[ReadyLine]:
    banks = {bank.id: bank for bank in bank_accounts(company=company)}
    by_id = {journal.id: journal for journal in journals}
    facts = words_of(company=company, ids=[line.transaction_id for line in lines if line.transaction_id])
    days = {(line.journal_id, line.date): by_id[line.journal_id].posting_date_override or line.date for line in lines}
    open_fiscal_years(company=company, dates=set(days.values()))
    ready = []
    for line in sorted(lines, key=lambda line: (line.date, line.journal_id, line.line_number)):
        journal = by_id[line.journal_id]
        ready.append(
            ReadyLine(
                line=line,
                proposal=proposals[line.id],
                transaction=facts.get(line.transaction_id or 0),
                bank_account=banks[journal.bank_account_id or 0],
                statement_id=None if payments_only else journal.statement_id,
                day=days[(line.journal_id, line.date)],
            )
        )
    return ready


def _post(
    company: CompanyFacts, actor: str, journals: Sequence[JournalFacts], ready: Sequence[ReadyLine], *, left: int
) -> PostedJournals:
    planned = _planner(company, ready).plan(ready)
    run = start_run(company=company, actor=actor, action="journal.posted")
    drafted = [plan for plan in planned if plan.voucher]
    posted = post(company=company, run=run, vouchers=[plan.voucher for plan in drafted if plan.voucher])
    by_plan = {id(plan): voucher for plan, voucher in zip(drafted, posted, strict=True)}
    payments = [payment for plan in drafted for payment in _payments(plan, by_plan[id(plan)])]
    write_payments(company=company, payments=payments)
    carried = _vouchers_of(company, planned, by_plan)
    mark_posted(company=company, lines=carried)
    numbers = {journal.id: journal.number for journal in journals}
    done = PostedJournals(
        run=run.number,
        vouchers=tuple(
            (by_plan[id(plan)].name, numbers[plan.ready.line.journal_id], plan.ready.line.line_number)
            for plan in drafted
        ),
        accounts=_moved(drafted),
        payments=len(payments),
        applied=sum(len(p.payment.application.outcomes) - 1 for p in payments if p.payment.application),
        left=left,
        closed=tuple(close_statements(company=company, journals=journals)),
    )
    record(
        company=company.id,
        actor=actor,
        action="journal.posted",
        subject=", ".join(numbers.values()),
        content={
            "run": done.run,
            "vouchers": [posted[0].name, posted[-1].name] if posted else [],
            "lines": len(ready),
            "payments": done.payments,
            "closed": done.closed,
        },
    )
    return done


def _planner(company: CompanyFacts, ready: Sequence[ReadyLine]) -> Planner:
    parts = [part for one in ready for part in one.proposal.parts]
    party_ids = {part.party_id for part in parts if part.party_id}
    parties = parties_by_id(company=company, ids=party_ids)
    payments = sum(len({part.party_id for part in one.proposal.parts if part.party_id}) for one in ready)
    gl = {part.account_number for part in parts if part.account_type == "GL"}
    banks = bank_accounts(company=company)
    used = {part.account_number for part in parts if part.account_type == "BANK"}
    used |= {one.bank_account.number for one in ready}
    used_banks = [bank for bank in banks if bank.number in used]
    if blocked := blocked_accounts(company=company, gl_accounts=gl, parties=parties.values(), bank_accounts=used_banks):
        raise Findings(blocked)
    oldest = _oldest(company, parts, parties)
    named = {part.entry_id for part in parts if part.entry_id}
    entries = lock_entries(company=company, ids=named | {id for ids in oldest.values() for id in ids})
    lowered = {part.entry_id for part in parts if part.entry_id and part.lowers_vat}
    lowered |= {id for ids in oldest.values() for id in ids if entries[id][0].discount_minor}
    return Planner(
        company=company,
        entries=entries,
        groups=posting_groups(company=company),
        party_groups={party.id: party.posting_group for party in parties.values()},
        accounts=account_ids(company=company, numbers=gl),
        bank_accounts={bank.number: bank for bank in banks},
        unmatched=_unmatched(company, banks, parts),
        payment_ids=iter(reserve_ids(payments)),
        vat=vat_shares(company=company, entry_ids=lowered),
        oldest=oldest,
    )


def _oldest(
    company: CompanyFacts, parts: Sequence[StoredPart], parties: Mapping[int, PartySummary]
) -> dict[int, list[int]]:
    """Open entries of parties that settle their oldest, where money goes on account."""
    on_account = {part.party_id for part in parts if part.party_id and not part.entry_id}
    wanted = {id for id in on_account if parties[id].application_method == "APPLY_TO_OLDEST"}
    found: dict[int, list[int]] = {}
    for fact in open_facts_of(company=company, parties=wanted):
        found.setdefault(fact.party_id, []).append(fact.entry_id)
    return found


def _unmatched(
    company: CompanyFacts, banks: Sequence[BankAccountFacts], parts: Sequence[StoredPart]
) -> list[UnmatchedBankEntry]:
    if not any(part.account_type == "BANK" for part in parts):
        return []
    return unmatched_bank_entries(company=company, bank_accounts=[bank.id for bank in banks])


def _payments(plan: Planned, voucher: PostedVoucher) -> list[PostedPayment]:
    assert plan.posting
    transaction_facts: TransactionWords | None = plan.ready.transaction
    return [
        PostedPayment(
            payment=payment,
            voucher_id=voucher.id,
            voucher_name=voucher.name,
            posting_date=plan.ready.day,
            currency=plan.ready.bank_account.currency,
            rate_e8=plan.rate,
            external_document_number=transaction_facts.bank_reference if transaction_facts else "",
            text=(transaction_facts.name if transaction_facts else "") or plan.ready.line.description,
        )
        for payment in plan.posting.payments
    ]


def _vouchers_of(
    company: CompanyFacts, planned: Sequence[Planned], by_plan: Mapping[int, PostedVoucher]
) -> list[tuple[int, int | None]]:
    """(line, voucher): of a transfer posted with the other account's line, that line's; of no amount, none."""
    found: list[tuple[int, int | None]] = []
    matched = []
    for plan in planned:
        if plan.bank_entry_id:
            matched.append((plan.bank_entry_id, plan.ready.line.transaction_id, plan.ready.statement_id))
        elif plan.joins is not None:
            found.append((plan.ready.line.id, by_plan[id(planned[plan.joins])].id))
        else:
            found.append((plan.ready.line.id, by_plan[id(plan)].id if plan.voucher else None))
    vouchers = match_bank_entries(company=company, matches=matched)
    waiting = [plan for plan in planned if plan.bank_entry_id]
    return found + [(plan.ready.line.id, vouchers[plan.bank_entry_id or 0]) for plan in waiting]


def _moved(drafted: Sequence[Planned]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for plan in drafted:
        assert plan.voucher
        for line in plan.voucher.lines:
            sums[line.account_id] = sums.get(line.account_id, 0) + line.amount_minor
    return sums
