"""Accounts, posting groups, bank accounts, balances."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, Sum, Value
from django.db.models.functions import Abs

from reskontra.companies.queries import CompanyFacts, exchange_accounts
from reskontra.core.errors import Refused
from reskontra.database import bulk
from reskontra.database.prepared import Prepared
from reskontra.ledger.models import Account, BankAccount, BankEntry, PostingGroup, Voucher, VoucherLine


class AccountUnknown(Refused):
    code = "account_unknown"
    template = 'There is no G/L account "{account}". Use an account of the chart: reskontra account list.'


class AccountBlocked(Refused):
    code = "account_blocked"
    template = "G/L account {account} takes no direct posting. Post to a customer or vendor, or choose another account."


class AccountOfBank(Refused):
    code = "account_of_bank"
    template = "G/L account {account} is that of bank account {bank_account}. Post to bank:{bank_account} instead."


class BankAccountUnknown(Refused):
    code = "bank_account_unknown"
    template = (
        'There is no bank account "{bank_account}". Use one of {known}, or add it with reskontra bank-account add.'
    )


class VoucherUnknown(Refused):
    code = "voucher_unknown"
    template = 'There is no voucher "{voucher}". Write series, fiscal year and number, such as B-2026-17.'


@dataclass(frozen=True, slots=True)
class BankAccountFacts:
    id: int
    number: str
    name: str
    currency: str
    iban: str
    other_account: str
    bankgiro: str
    plusgiro: str
    gl_account_id: int
    gl_account: str
    suspense_account: str
    charge_account: str
    rounding_account: str
    last_statement_number: str
    balance_last_statement_minor: int | None
    disables_auto_match: bool
    is_blocked: bool

    @property
    def names(self) -> set[str]:
        """Everything a statement may call the account, letters and digits only."""
        return {name for name in (self.iban, self.other_account, self.bankgiro, self.plusgiro) if name}


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A posting group with the ids of its accounts."""

    id: int
    kind: str
    code: str
    control_id: int
    discount_id: int
    tolerance_id: int
    rounding_id: int
    charge_id: int
    opening_id: int
    gains_id: int
    losses_id: int
    unrealized_gains_id: int
    unrealized_losses_id: int


@dataclass(frozen=True, slots=True)
class Balance:
    """An account over some days: what was on it before them, what moved it, what is on it after them."""

    account: str
    name: str
    debit_minor: int
    credit_minor: int
    opening_minor: int = 0

    @property
    def balance_minor(self) -> int:
        return self.opening_minor + self.debit_minor - self.credit_minor


def account_ids(*, company: CompanyFacts, numbers: Iterable[str]) -> dict[str, int]:
    """Ids of G/L accounts by number.

    refuses   AccountUnknown
    """
    wanted = set(numbers)
    found = dict(_ACCOUNT_IDS.rows(company.id, sorted(wanted)))
    for number in sorted(wanted - set(found)):
        raise AccountUnknown(account=number)
    return found


_ACCOUNT_IDS = Prepared(
    lambda company, numbers: Account.objects.filter(company=company, number__in=numbers).values_list("number", "id")
)


def direct_account_id(*, company: CompanyFacts, number: str) -> int:
    """The id of an account that a user may post to.

    refuses   AccountUnknown, AccountBlocked, AccountOfBank
    """
    account = Account.objects.filter(company=company.id, number=number).first()
    if account is None:
        raise AccountUnknown(account=number)
    if account.is_blocked or not account.is_direct_posting or account.kind != "POSTING":
        raise AccountBlocked(account=number)
    for bank in BankAccount.objects.filter(company=company.id, gl_account=account):
        raise AccountOfBank(account=number, bank_account=bank.number)
    return account.id


def posting_groups(*, company: CompanyFacts) -> dict[tuple[str, str], GroupFacts]:
    """(kind, code) → group; code "" is the default of its kind."""
    rows = _GROUPS.rows(company.id)
    exchange = exchange_accounts(company=company)
    ids = account_ids(company=company, numbers={*exchange, *(number for row in rows for number in row[4:])})
    found = {}
    for id, kind, code, is_default, *accounts in rows:
        facts = GroupFacts(id, kind, code, *(ids[number] for number in (*accounts, *exchange)))
        found[(kind, code)] = facts
        if is_default:
            found[(kind, "")] = facts
    return found


_GROUPS = Prepared(
    lambda company: PostingGroup.objects.filter(company=company).values_list(
        "id", "kind", "code", "is_default",
        "control_account", "discount_account", "tolerance_account", "rounding_account", "charge_account",
        "opening_account",
    )
)  # fmt: skip


def group_codes(*, company: CompanyFacts, ledger: str) -> tuple[str, ...]:
    """The codes of the posting groups of CUSTOMER or VENDOR."""
    rows = PostingGroup.objects.filter(company=company.id, kind=ledger).order_by("code")
    return tuple(rows.values_list("code", flat=True))


def bank_accounts(*, company: CompanyFacts) -> list[BankAccountFacts]:
    """The company's own bank accounts by number."""
    return [BankAccountFacts(*row) for row in _BANK_ACCOUNTS.rows(company.id)]


_BANK_FIELDS = tuple({"gl_account": "gl_account__number"}.get(name, name) for name in BankAccountFacts.__slots__)
_BANK_ACCOUNTS = Prepared(
    lambda company: BankAccount.objects.filter(company=company).order_by("number").values_list(*_BANK_FIELDS)
)
_BANK_ACCOUNT = Prepared(
    lambda company, key: BankAccount.objects.filter(company=company, id=key).values_list(*_BANK_FIELDS)
)


def bank_account_of(*, company: CompanyFacts, id: int) -> BankAccountFacts:
    """The own bank account with that id, as a journal names it."""
    found = _BANK_ACCOUNT.first(company.id, id)
    if found is None:
        raise BankAccount.DoesNotExist(id)
    return BankAccountFacts(*found)


def find_bank_account(*, company: CompanyFacts, number: str) -> BankAccountFacts:
    """refuses   BankAccountUnknown"""
    known = bank_accounts(company=company)
    for account in known:
        if account.number == number:
            return account
    raise BankAccountUnknown(bank_account=number, known=tuple(account.number for account in known))


def find_voucher(*, company: CompanyFacts, name: str) -> int:
    """The id of a voucher written as series-year-number.

    refuses   VoucherUnknown
    """
    series, _, rest = name.partition("-")
    year, _, number = rest.rpartition("-")
    found = None
    if number.isascii() and number.isdigit() and len(number) < 18:
        rows = Voucher.objects.filter(company=company.id, series=series, fiscal_year_code=year, number=int(number))
        found = rows.values_list("id", flat=True).first()
    if found is None:
        raise VoucherUnknown(voucher=name)
    return found


def trial_balance(
    *, company: CompanyFacts, as_of: date | None = None, since: date | None = None, account: str = ""
) -> list[Balance]:
    """Debits, credits and balance of every account with movements, up to and including a day.

    since     debits and credits from that day on; what moved the account before it is its opening
    account   this one alone
    """
    rows = VoucherLine.objects.filter(company=company.id)
    if account:
        rows = rows.filter(account__number=account)
    if as_of:
        rows = rows.filter(posting_date__lte=as_of)
    within = Q(posting_date__gte=since) if since else Q()
    before = Sum("amount_minor", filter=~within, default=0) if since else Value(0)
    sums = rows.values_list("account__number", "account__name").order_by("account__number")
    found = sums.annotate(**_sides(within), opening=before)
    # Corrections are few, and in an index of their own; the sums above are read from one that does not know of them.
    turned = rows.filter(within, is_correction=True).values_list("account__number").order_by()
    less = dict(turned.annotate(both=Sum(Abs("amount_minor"))))
    return [
        Balance(number, name, debit - less.get(number, 0), -credit - less.get(number, 0), opening)
        for number, name, debit, credit, opening in found
    ]


def _sides(within: Q) -> dict[str, Sum]:
    """Debits, and credits as they are stored, negative."""
    return {
        "debit": Sum("amount_minor", filter=within & Q(amount_minor__gt=0), default=0),
        "credit": Sum("amount_minor", filter=within & Q(amount_minor__lt=0), default=0),
    }


def bank_balance(*, company: CompanyFacts, bank_account_id: int, as_of: date | None = None) -> int:
    """The sum of the account's bank entries, in its currency; as_of: of those posted until that day."""
    rows = BankEntry.objects.filter(company=company.id, bank_account=bank_account_id)
    if as_of is not None:
        rows = rows.filter(posting_date__lte=as_of)
    total: int = rows.aggregate(total=Sum("amount_minor", default=0))["total"]
    return total


def bank_balances(*, company: CompanyFacts) -> dict[int, int]:
    """Bank account → the sum of its bank entries, in its currency; those without any are left out."""
    rows = BankEntry.objects.filter(company=company.id).order_by().values_list("bank_account")
    return dict(rows.annotate(total=Sum("amount_minor")))


def has_postings(*, company: CompanyFacts, account_id: int) -> bool:
    return VoucherLine.objects.filter(company=company.id, account=account_id).exists()


def vouchers_of_transactions(*, company: CompanyFacts, transaction_ids: Collection[int]) -> dict[int, str]:
    """Those of these bank transactions that are posted, each with its voucher."""
    wanted = set(transaction_ids)
    rows = BankEntry.objects.filter(company=company.id, transaction__isnull=False).order_by("id")
    found: dict[int, int] = {}
    for transaction, voucher in rows.values_list("transaction_id", "voucher_id").iterator(5000):
        if transaction in wanted:
            found.setdefault(transaction, voucher)
    names = voucher_names(company=company, ids=set(found.values()))
    return {transaction: names[voucher] for transaction, voucher in found.items()}


def accounts(*, company: CompanyFacts) -> list[tuple[str, str]]:
    """(number, name) of every G/L account by number."""
    return list(Account.objects.filter(company=company.id).order_by("number").values_list("number", "name"))


@dataclass(frozen=True, slots=True)
class ControlBalance:
    """A control account with the posting groups that are posted to it."""

    account: str
    groups: tuple[str, ...]
    group_ids: tuple[int, ...]
    balance_minor: int
    kinds: tuple[str, ...] = ()  # CUSTOMER, VENDOR


def control_balances(*, company: CompanyFacts, as_of: date | None = None) -> list[ControlBalance]:
    """The G/L balance of every control account, now or at the end of a day."""
    by_account: dict[str, list[PostingGroup]] = {}
    for group in PostingGroup.objects.filter(company=company.id).order_by("kind", "code"):
        by_account.setdefault(group.control_account, []).append(group)
    lines = VoucherLine.objects.filter(company=company.id, account__number__in=by_account)
    if as_of:
        lines = lines.filter(posting_date__lte=as_of)
    sums = dict(lines.values_list("account__number").annotate(total=Sum("amount_minor")))
    return [
        ControlBalance(
            number,
            tuple(group.code for group in groups),
            tuple(group.id for group in groups),
            sums.get(number, 0),
            tuple(sorted({group.kind for group in groups})),
        )
        for number, groups in by_account.items()
    ]


def voucher_dates(*, company: CompanyFacts, ids: Iterable[int]) -> dict[int, date]:
    """Voucher → posting date."""
    return dict(Voucher.objects.filter(company=company.id, id__in=list(ids)).values_list("id", "posting_date"))


def voucher_names(*, company: CompanyFacts, ids: Iterable[int]) -> dict[int, str]:
    """Voucher → its name, such as B-2026-17."""
    sql = (
        "SELECT u.id, u.series, u.fiscal_year_code, u.number FROM {values} CROSS JOIN ledger_voucher u "
        "WHERE u.id = v.value AND u.company_id = %s"
    )
    return {row[0]: f"{row[1]}-{row[2]}-{row[3]}" for row in bulk.lookup(sql, set(ids), company.id)}


class Codes(NamedTuple):
    """The cost center and the project that a voucher is of; "" for none."""

    cost_center: str = ""
    project: str = ""


def codes_of_vouchers(*, company: CompanyFacts, ids: Iterable[int]) -> dict[int, Codes]:
    """Voucher → the one code of each kind that its lines carry; where they carry several, the voucher is of none."""
    sql = (
        "SELECT DISTINCT l.voucher_id, l.cost_center, l.project FROM {values} CROSS JOIN ledger_voucherline l "
        "WHERE l.company_id = %s AND l.voucher_id = v.value"
    )
    carried: dict[int, tuple[set[str], set[str]]] = {}
    for id, *codes in bulk.lookup(sql, set(ids), company.id):
        for found, code in zip(carried.setdefault(id, (set(), set())), codes, strict=True):
            found.update([code] if code else [])
    return {id: Codes(*("".join(found) if len(found) == 1 else "" for found in both)) for id, both in carried.items()}


def posted_moments(*, company: CompanyFacts, voucher_ids: Iterable[int]) -> dict[int, tuple[str, datetime]]:
    """Voucher → its name and when it was posted."""
    found: dict[int, tuple[str, datetime]] = {}
    for batch in bulk.chunks(sorted(voucher_ids), 900):
        rows = Voucher.objects.filter(company=company.id, id__in=batch, posted_at__isnull=False)
        for id, series, year, number, at in rows.values_list("id", "series", "fiscal_year_code", "number", "posted_at"):
            found[id] = (f"{series}-{year}-{number}", at)  # type: ignore[assignment]
    return found


def statements_of_vouchers(*, company: CompanyFacts, ids: Iterable[int]) -> list[int]:
    """The statements on which these vouchers' bank entries stand."""
    rows = BankEntry.objects.filter(company=company.id, voucher__in=list(ids), statement__isnull=False)
    return sorted(set(rows.values_list("statement_id", flat=True)))


def account_names(*, company: CompanyFacts, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Account → (number, name)."""
    rows = Account.objects.filter(company=company.id, id__in=list(ids)).values_list("id", "number", "name")
    return {id: (number, name) for id, number, name in rows}


def standing_vouchers(*, company: CompanyFacts, ids: Iterable[int]) -> list[int]:
    """Those of the vouchers that were not reversed, in the order of their ids."""
    wanted = sorted(set(ids))
    reversed_ids: set[int | None] = set()
    for batch in bulk.chunks(wanted, 900):
        rows = Voucher.objects.filter(company=company.id, reverses__in=batch)
        reversed_ids |= set(rows.values_list("reverses_id", flat=True))
    return [id for id in wanted if id not in reversed_ids]
