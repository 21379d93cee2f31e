"""Load open documents from a table: each an entry with one balanced voucher of its remaining amount.

The file is streamed in chunks inside one transaction: a million entries need no more memory than a thousand,
and a file with a single bad row loads nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, RateMissing, rate_on, rates
from reskontra.core.entries import DocumentType, Ledger, SignContradictsType, check_sign
from reskontra.core.errors import Findings, Malformed
from reskontra.core.exchange import PAR, Valuation, to_local
from reskontra.core.identifiers import currency as currency_codes
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.collector import collector_off
from reskontra.formats.csv_table import Row, Table
from reskontra.ledger.actions import post, start_run
from reskontra.ledger.drafts import LineDraft, Run, VoucherDraft
from reskontra.ledger.queries import GroupFacts, posting_groups
from reskontra.parties.queries import PartySummary, parties_by_number
from reskontra.receivables.credited import Credited
from reskontra.receivables.grants import granted
from reskontra.receivables.queries import documents_by_number, invoice_numbers
from reskontra.receivables.write import EntryDraft, write_opening_entries

LEDGERS = {"customer": "CUSTOMER", "vendor": "VENDOR"}
DOCUMENT_TYPES = {
    "invoice": "INVOICE",
    "credit_memo": "CREDIT_MEMO",
    "payment": "PAYMENT",
    "refund": "REFUND",
    "finance_charge": "FINANCE_CHARGE",
    "reminder": "REMINDER",
}
REQUIRED = (
    "ledger", "account", "document_type", "document_number", "posting_date", "due_date", "currency", "amount",
    "remaining_amount",
)  # fmt: skip
OPTIONAL = (
    "external_document_number", "payment_reference", "discount_date", "discount_amount", "description", "on_hold",
)  # fmt: skip
CHUNK = 20_000
Show = Callable[[int, int], None]


class AccountNotLoaded(Malformed):
    code = "entry_account_unknown"
    template = 'There is no {ledger} "{number}". Load it first, or correct the number.'


class NothingRemains(Malformed):
    code = "entry_nothing_remains"
    template = "{document_number} has {remaining} left. Leave settled documents out of the file."


class RemainingTooLarge(Malformed):
    code = "entry_remaining_too_large"
    template = "{remaining} is left of {amount}. Write a remaining amount with the same sign that is not larger."


class DiscountTooLarge(Malformed):
    code = "entry_discount_too_large"
    template = "The discount {discount} does not fit {amount}. Write a discount with the same sign that is smaller."


class DiscountOfOtherType(Malformed):
    code = "entry_discount_of_other_type"
    template = (
        "The discount {discount} stands on a document of type {document_type}, and invoices and credit memos alone "
        "bear one. Leave discount_amount and discount_date empty."
    )


class DiscountDateMissing(Malformed):
    code = "entry_discount_date_missing"
    template = "The discount {discount} has no last day. Write discount_date."


class DocumentDiffers(Malformed):
    code = "entry_differs"
    template = (
        "{document_number} is loaded already, with {column} {known}, and the file has {found}. "
        "Correct the file; a posted entry is changed by reskontra entry edit, or by a new document."
    )


class InvoiceNumberTaken(Malformed):
    code = "entry_invoice_number_taken"
    template = "Invoice {document_number} belongs to another customer. Give each invoice a number of its own."


@dataclass(slots=True)
class EntriesLoaded:
    """Counts of rows, and the sum of what remained in local minor units, by ledger.

    credited   the invoices that a credit memo named, where the file says so of its documents
    """

    new: int = 0
    unchanged: int = 0
    customer_minor: int = 0
    vendor_minor: int = 0
    credited: tuple[Credited, ...] = ()


class _Loader:
    """One file on its way in."""

    def __init__(self, company: CompanyFacts, table: Table) -> None:
        self.company = company
        self.table = table
        self.groups = posting_groups(company=company)
        self.loaded = EntriesLoaded()
        self._rates: dict[str, list[tuple[date, int]]] = {}
        self._currencies: dict[str, str] = {}

    def store(self, rows: Sequence[Row], run: Run) -> None:
        """Read a chunk of rows, leave out what is known, and write the rest unless something was refused."""
        drafts = self._new_ones(self._resolve([draft for row in rows if (draft := self._draft(row))]))
        if self.table.findings or not drafts:
            return
        vouchers = [self._voucher(draft) for _, draft in drafts]
        posted = post(company=self.company, run=run, vouchers=vouchers)
        write_opening_entries(
            company=self.company,
            entries=granted(company=self.company, entries=[draft for _, draft in drafts]),
            vouchers=[voucher.id for voucher in posted],
        )
        self.loaded.new += len(drafts)

    def _draft(self, row: Row) -> tuple[Row, EntryDraft, str] | None:
        found = len(self.table.findings)
        currency = row.checked("currency", self._currency, "", is_required=True) or self.company.currency
        amount = row.minor("amount", currency, is_required=True)
        posting_date = row.day("posting_date", is_required=True)
        due_date = row.day("due_date", is_required=True)
        draft = EntryDraft(
            ledger=row.choice("ledger", LEDGERS),
            document_type=row.choice("document_type", DOCUMENT_TYPES),
            document_number=row.text("document_number", most=50, is_required=True),
            external_document_number=row.text("external_document_number", most=100),
            payment_reference=row.text("payment_reference", most=50),
            posting_date=posting_date or date.min,
            due_date=due_date or date.min,
            currency=currency,
            document_minor=amount,
            remaining_minor=row.minor("remaining_amount", currency, is_required=True),
            discount_minor=row.minor("discount_amount", currency),
            discount_date=row.day("discount_date"),
            description=row.text("description", most=250),
            on_hold=row.text("on_hold", most=3),
        )
        account = row.text("account", most=30, is_required=True)
        if len(self.table.findings) > found:
            return None
        _check_amounts(row, draft)
        return (row, draft, account) if len(self.table.findings) == found else None

    def _currency(self, text: str) -> str:
        if text not in self._currencies:
            self._currencies[text] = currency_codes.validate(text)
        return self._currencies[text]

    def _resolve(self, drafts: list[tuple[Row, EntryDraft, str]]) -> list[tuple[Row, EntryDraft]]:
        known: dict[str, dict[str, PartySummary]] = {
            ledger: parties_by_number(
                company=self.company, ledger=ledger, numbers={a for _, d, a in drafts if d.ledger == ledger}
            )
            for ledger in LEDGERS.values()
        }
        found = []
        for row, draft, account in drafts:
            party = known[draft.ledger].get(account)
            if party is None:
                row.refuse(AccountNotLoaded(ledger=draft.ledger.lower(), number=account), "account")
                continue
            valued = self._valued(row, draft)
            group = self.groups.get((draft.ledger, party.posting_group)) or self.groups[(draft.ledger, "")]
            if valued:
                found.append((row, valued._replace(party_id=party.id, posting_group_id=group.id)))
        return found

    def _valued(self, row: Row, draft: EntryDraft) -> EntryDraft | None:
        if draft.currency == self.company.currency:
            return draft._replace(rate_e8=PAR, remaining_local_minor=draft.remaining_minor)
        if draft.currency not in self._rates:
            self._rates[draft.currency] = rates(company=self.company, currency=draft.currency)
        try:
            rate = rate_on(
                company=self.company,
                currency=draft.currency,
                day=draft.posting_date,
                known=self._rates[draft.currency],
            )
        except RateMissing as refusal:
            row.refuse(refusal, "currency")
            return None
        local = to_local(
            draft.remaining_minor, valuation=Valuation(draft.currency, rate), local_currency=self.company.currency
        )
        return draft._replace(rate_e8=rate, remaining_local_minor=local)

    def _new_ones(self, drafts: list[tuple[Row, EntryDraft]]) -> list[tuple[Row, EntryDraft]]:
        numbers = {draft.document_number for _, draft in drafts}
        known = documents_by_number(company=self.company, numbers=numbers)
        taken = invoice_numbers(company=self.company, numbers=numbers)
        written: dict[tuple[str, int, str, str], EntryDraft] = {}
        found = []
        for row, draft in drafts:
            if draft.key in written:
                self._compare(row, draft.differences(written[draft.key]))
            elif draft.key in known:
                self._compare(row, draft.differences(known[draft.key].draft, known[draft.key].compared))
            else:
                written[draft.key] = draft
                if _is_own_invoice(draft) and taken.setdefault(draft.document_number, draft.party_id) != draft.party_id:
                    row.refuse(InvoiceNumberTaken(document_number=draft.document_number), "document_number")
                found.append((row, draft))
        return found

    def _compare(self, row: Row, differences: Sequence[tuple[str, object, object]]) -> None:
        for column, known, now in differences[:1]:
            number = row.text("document_number", most=50)
            row.refuse(DocumentDiffers(document_number=number, column=column, known=known, found=now), column)
        self.loaded.unchanged += not differences

    def _voucher(self, draft: EntryDraft) -> VoucherDraft:
        group = self._group(draft)
        local, minor = draft.remaining_local_minor, draft.remaining_minor
        if draft.ledger == "CUSTOMER":
            self.loaded.customer_minor += local
        else:
            self.loaded.vendor_minor += local
        lines = (
            LineDraft(group.control_id, local, draft.currency, minor, draft.party_id),
            LineDraft(group.opening_id, -local, draft.currency, -minor),
        )
        return VoucherDraft("OPENING", draft.posting_date, lines, description=draft.document_number)

    def _group(self, draft: EntryDraft) -> GroupFacts:
        return next(group for group in self.groups.values() if group.id == draft.posting_group_id)


def load_entries(
    *, company: CompanyFacts, actor: str, name: str, stream: BinaryIO, show: Show | None = None
) -> EntriesLoaded:
    """Post every open document of the file that is not known yet.

    show      is told how many rows are done; how many there are is not known (0)

    refuses   Findings with everything that is wrong with the file; then nothing is loaded
    """
    table = Table(stream, required=REQUIRED, optional=OPTIONAL)
    return load_table(company=company, actor=actor, name=name, table=table, show=show)


def load_table(
    *, company: CompanyFacts, actor: str, name: str, table: Table, show: Show | None = None
) -> EntriesLoaded:
    """As load_entries(), of a table that is open already."""
    loader = _Loader(company, table)
    with collector_off(), transaction.atomic():
        run: Run | None = None
        read = 0
        for rows in bulk.chunks(loader.table.rows(), CHUNK):
            run = run or start_run(company=company, actor=actor, action="entries.loaded")
            loader.store(rows, run)
            read += len(rows)
            if show:
                show(read, 0)
        if loader.table.findings:
            raise Findings(loader.table.findings)
        if not loader.loaded.new:
            transaction.set_rollback(True)  # a run without vouchers leaves no trace
        else:
            _record(company, actor, name, loader.loaded)
    return loader.loaded


def _record(company: CompanyFacts, actor: str, name: str, loaded: EntriesLoaded) -> None:
    record(
        company=company.id,
        actor=actor,
        action="entries.loaded",
        subject=name,
        content={
            "new": loaded.new,
            "unchanged": loaded.unchanged,
            "customer_minor": loaded.customer_minor,
            "vendor_minor": loaded.vendor_minor,
        },
    )


def _check_amounts(row: Row, draft: EntryDraft) -> None:
    amount = Money(draft.document_minor, draft.currency)
    remaining = Money(draft.remaining_minor, draft.currency)
    try:
        check_sign(
            ledger=Ledger(draft.ledger),
            document_type=DocumentType(draft.document_type),
            amount=amount,
        )
    except SignContradictsType as refusal:
        row.refuse(refusal, "amount")
        return
    if not draft.remaining_minor:
        row.refuse(NothingRemains(document_number=draft.document_number, remaining=remaining), "remaining_amount")
    elif not _within(draft.remaining_minor, draft.document_minor):
        row.refuse(RemainingTooLarge(remaining=remaining, amount=amount), "remaining_amount")
    discount = Money(draft.discount_minor, draft.currency)
    if draft.discount_minor and draft.document_type not in ("INVOICE", "CREDIT_MEMO"):
        word = draft.document_type.lower().replace("_", " ")
        row.refuse(DiscountOfOtherType(discount=discount, document_type=word), "discount_amount")
    elif draft.discount_minor and draft.discount_date is None:
        row.refuse(DiscountDateMissing(discount=discount), "discount_date")
    elif draft.discount_minor and not _within(draft.discount_minor, draft.remaining_minor):
        row.refuse(DiscountTooLarge(discount=discount, amount=remaining), "discount_amount")


def _within(part: int, whole: int) -> bool:
    return abs(part) <= abs(whole) and (part > 0) == (whole > 0)


def _is_own_invoice(draft: EntryDraft) -> bool:
    return draft.ledger == "CUSTOMER" and draft.document_type == "INVOICE"
