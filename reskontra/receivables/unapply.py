"""Take an application of posted entries back: the whole of it, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, partial

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts, open_fiscal_years
from reskontra.core.application_checks import named
from reskontra.core.entries import Detail, DetailKind, OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.ledger.actions import start_run
from reskontra.receivables.applying import Applied, EntryName, Settled, find_named, post_effect
from reskontra.receivables.blocks import refuse_locked
from reskontra.receivables.models import Application
from reskontra.receivables.payments import lock_entries
from reskontra.receivables.policy import vat_shares
from reskontra.receivables.readjusting import readjust
from reskontra.receivables.unapplying import details_of, latest_application, take_back
from reskontra.receivables.watching import tell_of_correction

_NET = {
    DetailKind.PAYMENT_DISCOUNT_VAT: DetailKind.PAYMENT_DISCOUNT,
    DetailKind.PAYMENT_DISCOUNT_TOLERANCE_VAT: DetailKind.PAYMENT_DISCOUNT_TOLERANCE,
    DetailKind.PAYMENT_TOLERANCE_VAT: DetailKind.PAYMENT_TOLERANCE,
}


_TEXT_LETTERS = 250


class NotApplied(Refused):
    code = "not_applied"
    template = "{document} is applied to nothing. Name an entry that has been applied, or an application by its number."


class ApplicationUnknown(Refused):
    code = "application_unknown"
    template = "There is no application {number}. See those of an entry with reskontra entry show."


class UnapplicationUnapplied(Refused):
    code = "unapplication_unapplied"
    template = "Application {number} takes application {unapplies} back. Apply the entries again instead."


def newest_application(*, company: CompanyFacts, name: EntryName) -> int:
    """The number of the application that an entry was last in, of those that stand.

    refuses   DocumentUnknown, DocumentNotUnique, NotApplied
    """
    fact = find_named(company=company, name=name)
    number = latest_application(company=company, entry_id=fact.entry_id)
    if not number:
        raise NotApplied(document=fact.document_number)
    return number


def unapply_application(
    *,
    company: CompanyFacts,
    actor: str,
    number: int,
    day: date | None = None,
    is_mistaken: bool = True,
    reason: str = "",
    is_preview: bool = False,
) -> Applied:
    """Take it back on its own day, or on another; gives what its entries are left with.

    is_mistaken   the application was wrong; else something happened since, as with a payment that came back
    reason        why, for the audit trail
    refuses   ApplicationUnknown, UnapplicationUnapplied, PartyBlocked, what plan_unapplication() and periods refuse
    """
    with transaction.atomic():
        lock_company(company.id)
        row = _find(company, number)
        refuse_locked(company=company, party_ids=[row.party_id])
        chosen = day or row.posting_date
        open_fiscal_years(company=company, dates=[chosen])
        done = _take_back(company, actor, row, chosen)
        if is_mistaken:
            tell_of_correction(company=company, actor=actor, voucher_id=row.voucher_id, is_of_another=False)
        record(
            company=company.id,
            actor=actor,
            action="entries.unapplied",
            subject=str(number),
            content={
                "application": done.number,
                "voucher": done.voucher,
                "on": chosen,
                "readjusted": list(done.readjusted),
                **({"reason": reason[:_TEXT_LETTERS]} if reason else {}),
            },
        )
        if is_preview:
            transaction.set_rollback(True)
    return done


def _find(company: CompanyFacts, number: int) -> Application:
    row = Application.objects.filter(company=company.id, number=number).first()
    if row is None:
        raise ApplicationUnknown(number=number)
    if row.unapplies_id is not None:
        taken_back = Application.objects.get(company=company.id, id=row.unapplies_id).number
        raise UnapplicationUnapplied(number=number, unapplies=taken_back)
    return row


def _take_back(company: CompanyFacts, actor: str, row: Application, day: date) -> Applied:
    details = _with_vat_accounts(company, details_of(company=company, application=row))
    start = cache(partial(start_run, company=company, actor=actor, action="entries.unapplied"))
    found = lock_entries(company=company, ids={detail.entry_id for detail in details})
    entries = {id: entry for id, (entry, _) in found.items()}
    applying = entries[_applying_of(details)]
    voucher = post_effect(
        company,
        start,
        applying,
        [detail.mirrored() for detail in details],
        {id: group for id, (_, group) in found.items()},
        (day, _text(applying, entries.values())),
    )
    number, plan = take_back(company=company, application=row, voucher_id=voucher.id if voucher else None, day=day)
    readjusted = readjust(company=company, start=start, reopened=dict.fromkeys(entries, day))
    left = {outcome.entry_id: outcome.remaining_minor for outcome in plan.outcomes}
    settled = []
    for id, entry in entries.items():
        if entry is not applying:
            nothing, remaining = Money(0, entry.currency), Money(left[id], entry.currency)
            moved = Money(left[id] - entry.remaining_minor, entry.currency)
            settled.append(Settled(named(entry), moved, nothing, remaining))
    return Applied(
        number=number,
        voucher=voucher.name if voucher else "",
        day=day,
        settled=tuple(settled),
        left=Money(left[applying.entry_id], applying.currency),
        questions=(),
        readjusted=tuple(one.name for one in readjusted),
    )


def _text(applying: OpenEntry, entries: Iterable[OpenEntry]) -> str:
    """Of the voucher, in any language: which entry settled which no longer."""
    others = ", ".join(named(entry) for entry in entries if entry is not applying)
    return f"{named(applying)} < {others}"[:_TEXT_LETTERS]


def _applying_of(details: Sequence[Detail]) -> int:
    """All rows pass through the applying entry: it is against the first entry that was settled."""
    first = next(detail for detail in details if detail.kind is DetailKind.APPLICATION)
    assert first.against_entry_id
    return first.against_entry_id


def _with_vat_accounts(company: CompanyFacts, details: Sequence[Detail]) -> list[Detail]:
    """Rows that are VAT get the accounts that they came from, as the document's own voucher tells."""
    settled = {detail.against_entry_id for detail in details if detail.kind in _NET and detail.against_entry_id}
    if not settled:
        return list(details)
    shares = vat_shares(company=company, entry_ids=settled, is_taken_back=True)
    accounts: dict[tuple[int | None, DetailKind], list[int]] = {}
    for against in settled:
        for vat, net in _NET.items():
            rows = [d for d in details if d.against_entry_id == against and d.kind in (vat, net)]
            total, local = sum(d.amount_minor for d in rows), sum(d.local_minor for d in rows)
            kept = [share for share in shares[against].shares_of(total, local) if share[1] or share[2]]
            accounts[against, vat] = [account for account, _, _ in kept]
    return [
        detail._replace(account_id=accounts[detail.against_entry_id, detail.kind].pop(0))
        if detail.kind in _NET
        else detail
        for detail in details
    ]
