"""Post what a collection brought: a payment for each debit on its day, applied to its document, with its codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years, rate_on
from reskontra.core.bank_posting import OWN_BANK, BankLine, BankPosting, PartyPart, PostingLine, plan_bank_posting
from reskontra.core.entries import DocumentType, OpenEntry
from reskontra.core.exchange import PAR
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import BankDraft, LineDraft, PostedVoucher, VoucherDraft
from reskontra.ledger.queries import BankAccountFacts, Codes, bank_account_of, codes_of_vouchers
from reskontra.parties.queries import parties_by_id
from reskontra.receivables.blocks import PartyBlocked, refuse_blocked
from reskontra.receivables.direct_debits.collections import find_collection
from reskontra.receivables.models import Debit, DebitCollection
from reskontra.receivables.payments import PostedPayment, lock_entries, write_payments
from reskontra.receivables.policy import accounts_by_group, vat_shares
from reskontra.receivables.write import reserve_ids

SOURCE = "DIRECT_DEBIT"


@dataclass(frozen=True, slots=True)
class PostedCollection:
    """skipped: debits whose document is settled meanwhile, or has less left, or whose customer is blocked.

    waiting: those whose day is not yet.
    """

    number: str
    posted: int
    amount: Money
    skipped: tuple[str, ...]
    waiting: int
    vouchers: tuple[str, ...]
    state: str


def post_collection(
    *, company: CompanyFacts, actor: str, number: str, today: date, is_preview: bool = False
) -> PostedCollection:
    """Post each debit that the bank has and whose day has come; the collection is posted where none is left.

    refuses   CollectionUnknown, CollectionState, RateMissing, and what periods and posting refuse
    """
    with transaction.atomic():
        lock_company(company.id)
        collection = find_collection(company=company, number=number, states=("FILE_CREATED",))
        rows = list(
            Debit.objects.filter(company=company.id, collection=collection.id, state="FILE_CREATED")
            .select_related("entry", "entry__party").order_by("transfer_date", "number")
        )  # fmt: skip
        due = [row for row in rows if row.transfer_date <= today]
        done, skipped = _post(company, actor, collection, due)
        waiting = len(rows) - len(due)
        if not skipped and not waiting:
            collection.state = "POSTED"
            collection.save(update_fields=["state"])
        total = Money(sum(row.amount_minor for row, _voucher_of in done), collection.currency)
        vouchers = tuple(voucher.name for _row, voucher in done)
        told = PostedCollection(number, len(done), total, tuple(skipped), waiting, vouchers, collection.state)
        content = {
            "posted": len(done),
            "amount": total.minor,
            "skipped": skipped,
            "waiting": waiting,
            "vouchers": vouchers,
        }
        record(company=company.id, actor=actor, action="direct_debit.posted", subject=number, content=content)
        if is_preview:
            transaction.set_rollback(True)
    return told


def _post(
    company: CompanyFacts, actor: str, collection: DebitCollection, rows: Sequence[Debit]
) -> tuple[list[tuple[Debit, PostedVoucher]], list[str]]:
    """(debit, its voucher) of those that are posted, and the documents of those that cannot be."""
    account = bank_account_of(company=company, id=collection.bank_account_id)
    entries = lock_entries(company=company, ids=[row.entry_id for row in rows])
    blocked = _blocked(company, rows)
    planned = list(_planned(company, account, [row for row in rows if row.party_id not in blocked], entries))
    taken = {row.id for row, _posting in planned}
    skipped = [row.entry.document_number for row in rows if row.id not in taken]
    if not planned:
        return [], skipped
    open_fiscal_years(company=company, dates=sorted({row.transfer_date for row, _posting in planned}))
    run = start_run(company=company, actor=actor, action="direct_debit.posted")
    codes = codes_of_vouchers(company=company, ids={row.entry.voucher_id for row, _posting in planned})
    drafts = [_voucher(account, row, posting, codes.get(row.entry.voucher_id, Codes())) for row, posting in planned]
    vouchers = post(company=company, run=run, vouchers=drafts)
    done = [(row, voucher) for (row, _posting), voucher in zip(planned, vouchers, strict=True)]
    write_payments(
        company=company,
        payments=[
            PostedPayment(
                payment, voucher.id, voucher.name, row.transfer_date, collection.currency,
                _rate(company, collection.currency, row.transfer_date), row.transaction_id, _text(row),
            )
            for (row, posting), voucher in zip(planned, vouchers, strict=True)
            for payment in posting.payments
        ],
    )  # fmt: skip
    for row, voucher in done:
        row.state, row.voucher_id = "POSTED", voucher.id
    Debit.objects.filter(company=company.id).bulk_update(
        [row for row, _voucher_of in done], ["state", "voucher"], batch_size=400
    )
    return done, skipped


def _blocked(company: CompanyFacts, rows: Sequence[Debit]) -> set[int]:
    """Customers who take no payment."""
    found = set()
    for id, party in parties_by_id(company=company, ids={row.party_id for row in rows}).items():
        try:
            refuse_blocked(party=party, document_type=DocumentType.PAYMENT)
        except PartyBlocked:
            found.add(id)
    return found


def _planned(
    company: CompanyFacts,
    account: BankAccountFacts,
    rows: Sequence[Debit],
    entries: dict[int, tuple[OpenEntry, int]],
) -> Iterator[tuple[Debit, BankPosting]]:
    """What each debit posts; one whose document has less left than it takes is left out."""
    groups = accounts_by_group(company=company)
    now = {id: found[0] for id, found in entries.items()}
    ids = iter(reserve_ids(len(rows)))
    vat = vat_shares(company=company, entry_ids=[id for id, entry in now.items() if entry.discount_minor])
    for row in rows:
        entry, group = now[row.entry_id], groups[entries[row.entry_id][1]]
        if entry.remaining_minor < row.amount_minor or entry.party_id != row.party_id:
            continue
        line = BankLine(
            posting_date=row.transfer_date,
            amount_minor=row.amount_minor,
            currency=account.currency,
            bank_gl_id=account.gl_account_id,
            parts=(PartyPart(entry.ledger, entry.party_id, group, entry.entry_id, row.amount_minor),),
            rate=_rate(company, account.currency, row.transfer_date),
            vat=vat,
        )
        posting = plan_bank_posting(
            line=line, targets=now, groups={entry.entry_id: group}, payment_ids=ids, local_currency=company.currency
        )
        outcomes = posting.payments[0].application.outcomes if posting.payments[0].application else ()
        for outcome in outcomes:
            if outcome.entry_id in now:
                now[outcome.entry_id] = now[outcome.entry_id]._replace(
                    remaining_minor=outcome.remaining_minor,
                    remaining_local_minor=outcome.remaining_local_minor,
                    unrealized_local_minor=outcome.unrealized_local_minor,
                    discount_minor=outcome.discount_minor,
                    max_tolerance_minor=outcome.max_tolerance_minor,
                )
        yield row, posting


def _rate(company: CompanyFacts, currency: str, day: date) -> int:
    return PAR if currency == company.currency else rate_on(company=company, currency=currency, day=day)


def _text(row: Debit) -> str:
    return _("{document} by direct debit").format(document=row.entry.document_number)


def _voucher(account: BankAccountFacts, row: Debit, posting: BankPosting, codes: Codes) -> VoucherDraft:
    return VoucherDraft(
        source=SOURCE,
        posting_date=row.transfer_date,
        lines=tuple(_line(account, line, codes) for line in posting.lines),
        description=_text(row),
        external_document_number=row.transaction_id,
    )


def _line(account: BankAccountFacts, line: PostingLine, codes: Codes) -> LineDraft:
    is_bank = line.bank_account_id == OWN_BANK
    bank = BankDraft(account.id, line.currency_minor, account.currency, "PAYMENT") if is_bank else None
    return LineDraft(
        line.account_id, line.local_minor, account.currency, line.currency_minor, line.party_id, line.description, bank,
        cost_center=codes.cost_center, project=codes.project,
    )  # fmt: skip
