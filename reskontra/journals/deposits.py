"""Bank deposits: what is paid in to an own bank account at once. A header, over a journal of its own with typed lines.

source    the specification of bank reconciliation, 11.2
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, F, Sum
from django.utils.translation import gettext_noop as noop

from reskontra.audit.trail import record
from reskontra.companies.numbering import take_names
from reskontra.companies.queries import CompanyFacts, setting
from reskontra.companies.series import NewSeries, add_series, number_series
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.database.locks import lock_company
from reskontra.journals.batches import BatchFacts, find_batch
from reskontra.journals.deposit_lines import DEPOSIT, DepositToItself
from reskontra.journals.models import Deposit, Journal, JournalBatch, JournalTemplate, Mark, TypedLine
from reskontra.journals.typed_lines import TypedFacts, refuse_printed, typed_lines
from reskontra.ledger.queries import BankAccountFacts, bank_account_of, find_bank_account, voucher_names
from reskontra.ledger.reversal import counters_of

SERIES = "INS"
STATES = {"OPEN": noop("Not posted yet"), "POSTED": noop("Posted"), "REVERSED": noop("Reversed")}
_TEMPLATES = ("DEPOSITS", "BANK-DEPOSITS", "BANK-DEPOSITS-2")


class DepositUnknown(Refused):
    code = "deposit_unknown"
    template = "There is no bank deposit {deposit}. See them with reskontra deposit list."


class DepositPosted(Refused):
    code = "deposit_posted"
    template = "Bank deposit {deposit} is posted, by voucher {voucher}. Undo it, and enter another."


class DepositTotalUnfit(Refused):
    code = "deposit_total_unfit"
    template = "A bank deposit was to come to {amount}. Write what was paid in, more than nothing."


@dataclass(frozen=True, slots=True)
class NewDeposit:
    """document_date None: the posting date; is_lump_sum None: as the company's setting says."""

    bank_account: str
    posting_date: date
    total_minor: int
    description: str = ""
    document_date: date | None = None
    is_lump_sum: bool | None = None


@dataclass(frozen=True, slots=True)
class DepositFacts:
    """state: OPEN, POSTED or REVERSED. lines_minor: what the lines come to, paid in +, in the bank's currency."""

    id: int
    journal_id: int
    number: str
    bank: BankAccountFacts
    posting_date: date
    document_date: date
    total_minor: int
    description: str
    is_lump_sum: bool
    state: str
    voucher_id: int | None
    voucher: str
    counter: str
    lines: int
    lines_minor: int

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.bank.currency)

    @property
    def difference_minor(self) -> int:
        return self.total_minor - self.lines_minor

    @property
    def is_open(self) -> bool:
        return self.state == "OPEN"


def add_deposit(*, company: CompanyFacts, actor: str, new: NewDeposit) -> DepositFacts:
    """A deposit without lines, under the next number of its series.

    refuses   DepositTotalUnfit, BankAccountUnknown
    """
    with transaction.atomic():
        lock_company(company.id)
        bank = find_bank_account(company=company, number=new.bank_account)
        _refuse_total(new.total_minor, bank)
        journal = Journal.objects.create(
            company_id=company.id, number=_next_number(company, actor), kind=DEPOSIT, bank_account_id=bank.id,
            created_by=actor, created_at=bulk.moment(),
        )  # fmt: skip
        JournalBatch.objects.create(
            company_id=company.id,
            journal=journal,
            template=_template(company),
            balancing_type="BANK",
            balancing_number=bank.number,
        )
        lump = setting(company=company, key="deposits_lump_sum", default=False)
        Deposit.objects.create(
            company_id=company.id,
            journal=journal,
            bank_account_id=bank.id,
            posting_date=new.posting_date,
            document_date=new.document_date or new.posting_date,
            total_minor=new.total_minor,
            description=new.description[:100],
            is_lump_sum=bool(lump) if new.is_lump_sum is None else new.is_lump_sum,
        )
        content = {"bank_account": bank.number, "total": new.total_minor, "on": new.posting_date}
        record(company=company.id, actor=actor, action="deposit.added", subject=journal.number, content=content)
    return find_deposit(company=company, number=journal.number)


def change_deposit(*, company: CompanyFacts, actor: str, number: str, new: NewDeposit) -> DepositFacts:
    """What an open deposit's header says instead; its lines follow it.

    refuses   DepositUnknown, DepositPosted, DepositTotalUnfit, BankAccountUnknown, DepositToItself of a line that takes
              its money from the new bank account
    """
    with transaction.atomic():
        lock_company(company.id)
        before = open_deposit(company=company, number=number)
        bank = find_bank_account(company=company, number=new.bank_account)
        _refuse_total(new.total_minor, bank)
        for line in typed_lines(company=company, journal_id=before.journal_id):
            if (line.account_type, line.account_number) == ("BANK", bank.number):
                raise DepositToItself(bank_account=bank.number).at(f"{line.place}, account")
        values = {
            "bank_account_id": bank.id,
            "posting_date": new.posting_date,
            "document_date": new.document_date or new.posting_date,
            "total_minor": new.total_minor,
            "description": new.description[:100],
            "is_lump_sum": before.is_lump_sum if new.is_lump_sum is None else new.is_lump_sum,
        }
        Deposit.objects.filter(company=company.id, id=before.id).update(**values)
        Journal.objects.filter(company=company.id, id=before.journal_id).update(bank_account_id=bank.id)
        own = JournalBatch.objects.filter(company=company.id, journal=before.journal_id)
        own.update(balancing_type="BANK", balancing_number=bank.number)
        lines = TypedLine.objects.filter(company=company.id, journal=before.journal_id, state="OPEN")
        lines.update(posting_date=new.posting_date, balancing_type="BANK", balancing_number=bank.number)
        content = {"bank_account": bank.number, "total": new.total_minor, "on": new.posting_date}
        record(company=company.id, actor=actor, action="deposit.changed", subject=number, content=content)
    return find_deposit(company=company, number=number)


def delete_deposit(*, company: CompanyFacts, actor: str, number: str) -> int:
    """Take an open deposit away with its lines and their marks; gives how many lines.

    refuses   DepositUnknown, DepositPosted, LinePrinted
    """
    with transaction.atomic():
        lock_company(company.id)
        found = open_deposit(company=company, number=number)
        refuse_printed(typed_lines(company=company, journal_id=found.journal_id))
        lines = TypedLine.objects.filter(company=company.id, journal=found.journal_id, state="OPEN")
        Mark.objects.filter(company=company.id, line__in=lines).delete()
        count = lines.update(state="DELETED")
        Deposit.objects.filter(company=company.id, id=found.id).update(state="DELETED")
        JournalBatch.objects.filter(company=company.id, journal=found.journal_id).update(is_deleted=True)
        content = {"lines": count, "total": found.total_minor}
        record(company=company.id, actor=actor, action="deposit.deleted", subject=number, content=content)
    return count


def find_deposit(*, company: CompanyFacts, number: str) -> DepositFacts:
    """refuses   DepositUnknown"""
    rows = Deposit.objects.filter(company=company.id, journal__number=number).exclude(state="DELETED")
    found = _facts(company, list(rows.select_related("journal")))
    if not found:
        raise DepositUnknown(deposit=number)
    return found[0]


def open_deposit(*, company: CompanyFacts, number: str) -> DepositFacts:
    """refuses   DepositUnknown, DepositPosted"""
    found = find_deposit(company=company, number=number)
    if not found.is_open:
        raise DepositPosted(deposit=number, voucher=found.voucher)
    return found


def deposits(*, company: CompanyFacts, first: int = 0, most: int | None = None) -> list[DepositFacts]:
    """Every deposit that is not deleted, the newest first; or so many of them, from the first asked for."""
    rows = Deposit.objects.filter(company=company.id).exclude(state="DELETED").select_related("journal")
    return _facts(company, list(rows.order_by("-posting_date", "-id")[first : None if most is None else first + most]))


def deposit_count(*, company: CompanyFacts) -> int:
    """How many deposits are not deleted."""
    return Deposit.objects.filter(company=company.id).exclude(state="DELETED").count()


def lines_deposited(*, company: CompanyFacts, deposit: DepositFacts, states: Sequence[str]) -> list[TypedFacts]:
    """The deposit's lines in these states, without the bank's own line of a lump sum."""
    lines = typed_lines(company=company, journal_id=deposit.journal_id, states=list(states))
    return [line for line in lines if (line.account_type, line.account_number) != ("BANK", deposit.bank.number)]


def batch_of_deposit(*, company: CompanyFacts, number: str) -> BatchFacts:
    """The journal that holds the lines of a deposit.

    refuses   DepositUnknown
    """
    return find_batch(company=company, kind=DEPOSIT, name=find_deposit(company=company, number=number).number)


def _facts(company: CompanyFacts, rows: Sequence[Deposit]) -> list[DepositFacts]:
    ids = {row.voucher_id for row in rows if row.voucher_id}
    names, counters = voucher_names(company=company, ids=ids), counters_of(company=company, voucher_ids=ids)
    # The bank's own line of a lump sum, which has no balancing account, is no line of the deposit.
    lines = TypedLine.objects.filter(company=company.id, journal__in=[row.journal_id for row in rows])
    of_bank = {"account_type": "BANK", "account_number": F("journal__bank_account__number")}
    lines = lines.filter(state__in=["OPEN", "POSTED"]).exclude(**of_bank)
    sums = {
        journal: (count, -(total or 0))
        for journal, count, total in lines.order_by().values_list("journal").annotate(Count("id"), Sum("amount_minor"))
    }
    banks = {id: bank_account_of(company=company, id=id) for id in {row.bank_account_id for row in rows}}
    found = []
    for row in rows:
        voucher, (count, total) = row.voucher_id, sums.get(row.journal_id, (0, 0))
        state = "REVERSED" if voucher in counters else row.state
        found.append(
            DepositFacts(
                row.id, row.journal_id, row.journal.number, banks[row.bank_account_id], row.posting_date,
                row.document_date, row.total_minor, row.description, row.is_lump_sum, state, voucher,
                names.get(voucher or 0, ""), counters.get(voucher or 0, ""), count, total,
            )
        )  # fmt: skip
    return found


def _refuse_total(minor: int, bank: BankAccountFacts) -> None:
    if minor <= 0:
        raise DepositTotalUnfit(amount=Money(minor, bank.currency))


def _next_number(company: CompanyFacts, actor: str) -> str:
    if not any(one.code == SERIES for one in number_series(company=company)):
        add_series(company=company, actor=actor, new=NewSeries(SERIES, _name(company), SERIES, 6))
    while True:
        (number,) = take_names(company=company, series=SERIES, count=1)
        if not Journal.objects.filter(company=company.id, number=number).exists():
            return number


def _name(company: CompanyFacts) -> str:
    """What the series and the template are called in the company's language."""
    return "Bankinsättningar" if company.language.startswith("sv") else "Bank deposits"


def _template(company: CompanyFacts) -> JournalTemplate:
    """What deposits have in common: all lines of one are one voucher."""
    known = JournalTemplate.objects.filter(company=company.id, kind=DEPOSIT).first()
    if known:
        return known
    taken = set(JournalTemplate.objects.filter(company=company.id).values_list("code", flat=True))
    code = next(code for code in _TEMPLATES if code not in taken)
    return JournalTemplate.objects.create(
        company_id=company.id, code=code, name=_name(company), kind=DEPOSIT, forces_balance=False
    )
