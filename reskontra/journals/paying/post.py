"""Post the payments of an exported proposal: each on its day against the bank account, settling its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Findings, Refused
from reskontra.core.settlement import Marked
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.database.locks import lock_company
from reskontra.interface.jobs import Told, nobody
from reskontra.journals.batches import BatchFacts, TemplateFacts
from reskontra.journals.models import ProposedPayment
from reskontra.journals.paying.facts import (
    STATE_WORDS,
    PaymentLine,
    ProposalFacts,
    facts_of,
    not_so,
    payment_key,
    proposal_row,
)
from reskontra.journals.post_typed import PostedBatch, posted_of, write_planned
from reskontra.journals.typed_book import read_book
from reskontra.journals.typed_checks import findings_of
from reskontra.journals.typed_lines import TypedFacts
from reskontra.journals.typed_plan import Planner
from reskontra.ledger.actions import post, start_run
from reskontra.receivables.write import reserve_ids


class NoPaymentToPost(Refused):
    code = "no_payment_to_post"
    template = (
        "Payment proposal {number} has {count:payment|payments} of {today} or earlier to post. Wait for the day of "
        "the others, or post with --ahead."
    )


@dataclass(frozen=True, slots=True)
class PostedProposal:
    """posted, skipped: numbers of payments; skipped: their documents were settled meanwhile, or a part of them.

    batch     what posting them wrote, as of the lines of a journal
    waiting   how many payments have a later day
    """

    batch: PostedBatch
    posted: tuple[int, ...]
    skipped: tuple[int, ...]
    waiting: int
    proposal: ProposalFacts

    @property
    def vouchers(self) -> tuple[str, ...]:
        return tuple(name for name, *_document in self.batch.vouchers)


def payments_due(facts: ProposalFacts, *, today: date, is_ahead: bool) -> list[PaymentLine]:
    """The payments that posting looks at: not posted yet, and their day has come."""
    return [line for line in facts.lines if line.state == "OPEN" and (is_ahead or line.payment_date <= today)]


def post_proposal(
    *,
    company: CompanyFacts,
    actor: str,
    number: int,
    today: date,
    is_ahead: bool = False,
    is_preview: bool = False,
    told: Told = nobody,
) -> PostedProposal:
    """Post the payments whose day has come, and that the bank has not rejected.

    A payment whose document has less left than it settles is skipped and told: somebody has paid it meanwhile.

    is_ahead  those too whose day has not come
    told      hears how far it is, of all payments; what it raises ends the command, and nothing is posted
    refuses   ProposalUnknown, ProposalNotSo unless it is exported, NoPaymentToPost; Findings of what posting refuses
    """
    with collector_off(), transaction.atomic():
        lock_company(company.id)
        row = proposal_row(company=company, number=number)
        if row.state != "EXPORTED":
            raise not_so(row, STATE_WORDS["EXPORTED"])
        facts = facts_of(company=company, row=row)
        due = payments_due(facts, today=today, is_ahead=is_ahead)
        payable, skipped = _payable(due)
        if not payable:
            raise NoPaymentToPost(number=number, count=len(payable), today=today)
        batch = _post(company, actor, facts, payable, None if is_ahead else today, told)
        content = {"run": batch.run, "payments": len(payable), "skipped": [line.line for line in skipped]}
        record(company=company.id, actor=actor, action="payment_proposal.posted", subject=str(number), content=content)
        done = PostedProposal(
            batch=batch,
            posted=tuple(line.line for line in payable),
            skipped=tuple(line.line for line in skipped),
            waiting=sum(line.state == "OPEN" for line in facts.lines) - len(due),
            proposal=facts_of(company=company, row=row),
        )
        if is_preview:
            transaction.set_rollback(True)
    return done


def _payable(lines: Sequence[PaymentLine]) -> tuple[list[PaymentLine], list[PaymentLine]]:
    """Those whose documents have enough left for all of them, and the others."""
    left: dict[int, int] = {}
    payable: list[PaymentLine] = []
    skipped: list[PaymentLine] = []
    for line in lines:
        free = left.setdefault(line.entry_id, line.open_minor)
        settles = line.amount.minor + line.discount.minor
        if settles > free:
            skipped.append(line)
        else:
            left[line.entry_id] = free - settles
            payable.append(line)
    return payable, skipped


def _post(
    company: CompanyFacts,
    actor: str,
    facts: ProposalFacts,
    payable: Sequence[PaymentLine],
    today: date | None,
    told: Told,
) -> PostedBatch:
    told(0, len(payable))
    lines = [_typed(facts, line) for line in payable]
    book = read_book(company=company, batch=_batch(facts), lines=lines)
    found = findings_of(book, lines, today=today)
    told(len(lines) // 4, len(lines))
    planner = Planner(book, iter(reserve_ids(2 * len(lines))))
    documents = [] if found else planner.plan(lines)
    if found or planner.findings:
        raise Findings([*found, *planner.findings])
    told(len(lines) // 2, len(lines))
    run = start_run(company=company, actor=actor, action="payment_proposal.posted")
    posted = post(company=company, run=run, vouchers=[document.voucher for document in documents])
    pairs = list(zip(documents, posted, strict=True))
    applied = write_planned(company, pairs)
    bulk.update_from_pairs(
        ProposedPayment,
        column="voucher_id",
        pairs=[(line.id, voucher.id) for document, voucher in pairs for line in document.lines],
        also={"state": "POSTED"},
        company=company.id,
    )
    told(len(lines), len(lines))
    return posted_of(run.number, pairs, applied)


def _batch(facts: ProposalFacts) -> BatchFacts:
    """What a payment journal would tell of itself: nothing that would change the lines."""
    name = f"PP{facts.number}"
    template = TemplateFacts(
        id=0, code=name, name=name, kind="PAYMENT", forces_balance=True, balancing="", series="", posting_series="",
        allows_manual_numbers=True, allowed_from=None, allowed_to=None,
    )  # fmt: skip
    return BatchFacts(
        journal_id=0, name=name, kind="PAYMENT", template=template, description="", balancing_type="",
        balancing_number="", series="", posting_series="", suggests_balancing_amount=False, open_lines=0,
    )  # fmt: skip


def _typed(facts: ProposalFacts, line: PaymentLine) -> TypedFacts:
    """The payment as a line of a payment journal. A discount that was not proposed is not taken."""
    key = payment_key(facts.number, line.line)
    return TypedFacts(
        id=line.id, journal_id=0, line_number=line.line, posting_date=line.payment_date, document_date=None,
        document_type="PAYMENT" if line.ledger == "VENDOR" else "REFUND", document_number=key,
        external_document_number="", account_type=line.ledger, account_number=line.account, description=line.payee,
        currency=line.amount.currency, amount_minor=line.amount.minor, local_minor=None, balancing_type="BANK",
        balancing_number=facts.bank_account.number, applies_to_type="", applies_to_number="", applies_to_id=key,
        accepts_late_discount=None if line.discount.minor else False, accepts_tolerance=False, on_hold="",
        is_correction=False, vat_code="", cost_center="", project="", comment="", state="OPEN", voucher_id=None,
        marks=(Marked(line.entry_id, -(line.amount.minor + line.discount.minor)),),
    )  # fmt: skip
