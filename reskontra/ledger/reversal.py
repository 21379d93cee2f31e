"""Counter vouchers: every line mirrored, both sides linked; nothing posted is touched. Set-based, for one or many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from reskontra.companies.queries import CompanyFacts, first_open_day, periods
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database import bulk
from reskontra.ledger.actions import post
from reskontra.ledger.drafts import BankDraft, LineDraft, Run, VoucherDraft
from reskontra.ledger.models import BankEntry, CheckEntry, Voucher, VoucherLine
from reskontra.ledger.sign_offs import refuse_moving_signed, standing_sign_offs

_IDS = 900  # of one query


class VoucherReversed(Refused):
    code = "voucher_reversed"
    template = "Voucher {voucher} was reversed already, by {counter}. A voucher is reversed once."


class ReversalNotReversed(Refused):
    code = "reversal_not_reversed"
    template = "Voucher {voucher} is itself a reversal. Post anew what it took back."


class VoucherAccountBlocked(Refused):
    code = "voucher_account_blocked"
    template = "Voucher {voucher} moves G/L account {account}, which is blocked. Unblock the account first."


class VoucherBankAccountBlocked(Refused):
    code = "voucher_bank_account_blocked"
    template = "Voucher {voucher} moves bank account {bank_account}, which is blocked. Unblock the account first."


class BankEntryClosed(Refused):
    code = "bank_entry_closed"
    template = (
        "Voucher {voucher} moves bank account {bank_account} by {amount}, closed with its statement on {closed}. "
        "Reverse the line of the statement's journal that brought it: reskontra journal reverse."
    )


class BankEntryReconciled(Refused):
    code = "bank_entry_reconciled"
    template = (
        "Voucher {voucher} moves bank account {bank_account} by {amount}, which is on a bank reconciliation. "
        "Take it off there first: reskontra bank-reconciliation remove, after undo if it is posted."
    )


class CheckDrawn(Refused):
    code = "check_drawn"
    template = "Voucher {voucher} carries check {check} of {amount}. Void the check, which posts the counter voucher."


class CheckVoidedBy(Refused):
    code = "check_voided_by"
    template = "Voucher {voucher} took check {check} of {amount} back. A voided check stays voided; pay anew."


@dataclass(frozen=True, slots=True)
class Counter:
    """What took a voucher back: the counter voucher's id, its name as people write it, its posting date."""

    voucher_id: int
    id: int
    name: str
    day: date


def reverse_vouchers(
    *,
    company: CompanyFacts,
    run: Run,
    voucher_ids: Sequence[int],
    reason: str = "",
    description: str = "",
    not_before: Mapping[int, date] | None = None,
    voids_checks: bool = False,
) -> list[Counter]:
    """A counter voucher for each, in their order, on its own day or the first open one after.

    description   of the counter vouchers; without it the voucher's name and the reason
    not_before    voucher → a day before which its counter is not dated
    voids_checks  checks are taken back: their bank entries stand beside the counters', not as reversed
    refuses       VoucherReversed, ReversalNotReversed, VoucherAccountBlocked, VoucherBankAccountBlocked,
                  BankEntryClosed, CheckDrawn, CheckVoidedBy, BankAccountSigned, and what periods refuse

    The bank entries of both sides are open: a reconciliation closes them.
    """
    vouchers = find_reversible(company=company, voucher_ids=voucher_ids)
    lines = _lines(company, voucher_ids)
    entries = _bank_entries(company, voucher_ids)
    _refuse_blocked(vouchers, lines, entries)
    if not voids_checks:
        _refuse_checks(company, vouchers, entries)
    _refuse_closed(vouchers, entries)
    moved = [entry for found in entries.values() for entry in found]
    refuse_moving_signed(company=company, entry_ids=[entry.id for entry in moved])
    later = dict(not_before or {})
    for id, day in _after_signed(company, moved).items():
        later[id] = max(day, later.get(id, day))
    days = first_open_days(
        company=company, days={max(one.posting_date, later.get(one.id, one.posting_date)) for one in vouchers.values()}
    )
    drafts = []
    for id in voucher_ids:
        voucher = vouchers[id]
        day = days[max(voucher.posting_date, later.get(id, voucher.posting_date))]
        text = description or f"{voucher}: {reason}"
        drafts.append(_counter(voucher, day, text, lines.get(id, []), entries.get(id, []), names=not voids_checks))
    _free_bank_entries(company, voucher_ids)
    posted = post(company=company, run=run, vouchers=drafts)
    pairs = zip(voucher_ids, posted, drafts, strict=True)
    return [Counter(id, counter.id, counter.name, draft.posting_date) for id, counter, draft in pairs]


def first_open_days(*, company: CompanyFacts, days: Collection[date]) -> dict[date, date]:
    """Each day itself where its period is open, else the first open day after it.

    refuses   NoFiscalYear, NoOpenPeriod
    """
    known = periods(company=company)
    later: dict[date, date] = {}
    found = {}
    for day in sorted(days):
        period = next((one for one in known if one.start_date <= day <= one.end_date), None)
        if period is not None and period.state == "OPEN":
            found[day] = day
            continue
        key = period.start_date if period else day
        if key not in later:
            later[key] = first_open_day(company=company, day=day)
        found[day] = later[key]
    return found


def find_reversible(*, company: CompanyFacts, voucher_ids: Sequence[int]) -> dict[int, Voucher]:
    """The vouchers by id, once none of them is reversed or a reversal.

    refuses   per voucher, in their order: VoucherReversed, ReversalNotReversed
    """
    found: dict[int, Voucher] = {}
    counters: dict[int, Voucher] = {}
    for batch in bulk.chunks(voucher_ids, _IDS):
        found |= {row.id: row for row in Voucher.objects.filter(company=company.id, id__in=batch)}
        rows = Voucher.objects.filter(company=company.id, reverses__in=batch)
        counters |= {row.reverses_id or 0: row for row in rows}
    for id in voucher_ids:
        if id in counters:
            raise VoucherReversed(voucher=str(found[id]), counter=str(counters[id]))
        if found[id].reverses_id is not None:
            raise ReversalNotReversed(voucher=str(found[id]))
    return found


def counters_of(*, company: CompanyFacts, voucher_ids: Collection[int]) -> dict[int, str]:
    """Voucher → the name of the one that reversed it, of those that one did."""
    found: dict[int, str] = {}
    for batch in bulk.chunks(sorted(voucher_ids), _IDS):
        rows = Voucher.objects.filter(company=company.id, reverses__in=batch)
        found |= {row.reverses_id or 0: str(row) for row in rows}
    return found


def counter_ids_of(*, company: CompanyFacts, voucher_ids: Collection[int]) -> dict[int, int]:
    """Voucher → the one that reversed it, of those that one did."""
    found: dict[int, int] = {}
    for batch in bulk.chunks(sorted(voucher_ids), _IDS):
        rows = Voucher.objects.filter(company=company.id, reverses__in=batch)
        found |= {row.reverses_id or 0: row.id for row in rows}
    return found


def _lines(company: CompanyFacts, ids: Sequence[int]) -> dict[int, list[VoucherLine]]:
    found: dict[int, list[VoucherLine]] = {}
    for batch in bulk.chunks(ids, _IDS):
        rows = VoucherLine.objects.filter(company=company.id, voucher__in=batch).select_related("account")
        for row in rows.order_by("voucher", "line_number"):
            found.setdefault(row.voucher_id, []).append(row)
    return found


def _bank_entries(company: CompanyFacts, ids: Sequence[int]) -> dict[int, list[BankEntry]]:
    found: dict[int, list[BankEntry]] = {}
    for batch in bulk.chunks(ids, _IDS):
        rows = BankEntry.objects.filter(company=company.id, voucher__in=batch).select_related("bank_account")
        for row in rows.order_by("id"):
            found.setdefault(row.voucher_id, []).append(row)
    return found


def _refuse_blocked(
    vouchers: Mapping[int, Voucher],
    lines: Mapping[int, Sequence[VoucherLine]],
    entries: Mapping[int, Sequence[BankEntry]],
) -> None:
    for id, voucher in vouchers.items():
        for line in lines.get(id, ()):
            if line.account.is_blocked:
                raise VoucherAccountBlocked(voucher=str(voucher), account=line.account.number)
        for entry in entries.get(id, ()):
            if entry.bank_account.is_blocked:
                raise VoucherBankAccountBlocked(voucher=str(voucher), bank_account=entry.bank_account.number)


def _refuse_closed(vouchers: Mapping[int, Voucher], entries: Mapping[int, Sequence[BankEntry]]) -> None:
    for entry in (one for found in entries.values() for one in found):
        if _is_reconciled(vouchers[entry.voucher_id], entry):
            raise BankEntryReconciled(
                voucher=str(vouchers[entry.voucher_id]),
                bank_account=entry.bank_account.number,
                amount=Money(entry.amount_minor, entry.currency),
            )
        if entry.state == "CLOSED":
            raise BankEntryClosed(
                voucher=str(vouchers[entry.voucher_id]),
                bank_account=entry.bank_account.number,
                amount=Money(entry.amount_minor, entry.currency),
                closed=entry.closed_date or entry.posting_date,
            )


def _refuse_checks(
    company: CompanyFacts, vouchers: Mapping[int, Voucher], entries: Mapping[int, Sequence[BankEntry]]
) -> None:
    every = {entry.id: entry for found in entries.values() for entry in found}
    checks = CheckEntry.objects.filter(company=company.id)
    for batch in bulk.chunks(sorted(every), _IDS):
        for check in checks.filter(Q(bank_entry__in=batch) | Q(void_entry__in=batch)).order_by("id"):
            entry = every.get(check.bank_entry_id or 0) or every[check.void_entry_id or 0]
            refusal = CheckDrawn if entry.id == check.bank_entry_id else CheckVoidedBy
            raise refusal(
                voucher=str(vouchers[entry.voucher_id]),
                check=check.check_number,
                amount=Money(check.amount_minor, entry.currency),
            )


def _after_signed(company: CompanyFacts, entries: Sequence[BankEntry]) -> dict[int, date]:
    """Voucher → the day after the one until which a bank account of it is signed off."""
    signed = standing_sign_offs(company=company) if entries else {}
    found: dict[int, date] = {}
    for entry in entries:
        if entry.amount_minor and (one := signed.get(entry.bank_account_id)):
            after = one.as_of + timedelta(days=1)
            found[entry.voucher_id] = max(after, found.get(entry.voucher_id, after))
    return found


def _is_reconciled(voucher: Voucher, entry: BankEntry) -> bool:
    """Whether a bank reconciliation holds it or closed it: no statement did, and it was not born closed."""
    return entry.state != "OPEN" and not entry.statement_id and entry.amount_minor != 0 and voucher.source != "OPENING"


def _counter(
    voucher: Voucher,
    day: date,
    text: str,
    lines: Sequence[VoucherLine],
    entries: Sequence[BankEntry],
    *,
    names: bool,
) -> VoucherDraft:
    """names: its bank entries name those that they reverse."""
    waiting = list(entries)
    return VoucherDraft(
        source="REVERSAL",
        posting_date=day,
        document_date=day,
        lines=tuple(_mirrored(line, waiting, names=names) for line in lines),
        description=text,
        external_document_number=voucher.external_document_number,
        reverses_id=voucher.id,
    )


def _mirrored(line: VoucherLine, waiting: list[BankEntry], *, names: bool) -> LineDraft:
    """waiting: the bank entries that no line has been found for yet."""
    bank = None
    for entry in waiting:
        if (entry.bank_account.gl_account_id, entry.local_minor) == (line.account_id, line.amount_minor):
            waiting.remove(entry)
            bank = BankDraft(
                entry.bank_account_id, -entry.amount_minor, entry.currency, entry.document_type,
                reverses_id=entry.id if names else None, external_document_number=entry.external_document_number,
            )  # fmt: skip
            break
    return LineDraft(
        line.account_id,
        -line.amount_minor,
        line.currency,
        -line.currency_minor,
        line.party_id,
        line.description,
        bank,
        line.vat_code,
        line.cost_center,
        line.project,
        line.is_correction,
    )


def _free_bank_entries(company: CompanyFacts, ids: Sequence[int]) -> None:
    for batch in bulk.chunks(ids, _IDS):
        BankEntry.objects.filter(company=company.id, voucher__in=batch).update(
            statement=None, transaction=None, state="OPEN", closed_date=None
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """What vouchers move of a G/L account, net; local minor units, debit +."""

    account: str
    name: str
    minor: int


def moved_by(*, company: CompanyFacts, voucher_ids: Sequence[int]) -> list[Moved]:
    """What these vouchers move, net per account, by account number; what comes to nothing is left out."""
    sums: dict[tuple[str, str], int] = {}
    for row in _every_line(company, voucher_ids):
        key = (row.account.number, row.account.name)
        sums[key] = sums.get(key, 0) + row.amount_minor
    return [Moved(number, name, minor) for (number, name), minor in sorted(sums.items()) if minor]


def _every_line(company: CompanyFacts, ids: Sequence[int]) -> Iterator[VoucherLine]:
    for lines in _lines(company, ids).values():
        yield from lines
