"""Block customers and vendors, hide them, and let one go up in another."""

from __future__ import annotations

from django.db import transaction

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.core.errors import Refused
from reskontra.core.money import Money
from reskontra.database.locks import lock_company
from reskontra.parties.load import CreditLimitNegative
from reskontra.parties.models import Party, PartyAccount
from reskontra.parties.queries import PartySummary, find_party

LEVELS = {"CUSTOMER": ("ship", "invoice", "all"), "VENDOR": ("payment", "all")}


class BlockUnknown(Refused):
    code = "block_unknown"
    template = '"{level}" blocks no {ledger}. Use one of {known}.'


class PartyUnchanged(Refused):
    code = "party_unchanged"
    template = 'Column {column} of {ledger} {number} is "{known}" already. Leave it as it is.'


class MergedIntoItself(Refused):
    code = "merged_into_itself"
    template = "{number} was to be merged into itself. Name another one with --into."


class MergedAlready(Refused):
    code = "merged_already"
    template = "{number} was merged into {into} already. Use {into}."


def block_party(*, company: CompanyFacts, actor: str, ledger: str, number: str, level: str) -> None:
    """Block a party: a customer from deliveries (ship), invoices or all; a vendor from payments or all.

    level     as in LEVELS; "" lifts the block
    refuses   BlockUnknown, PartyUnknown, PartyUnchanged
    """
    if level and level not in LEVELS[ledger]:
        raise BlockUnknown(level=level, ledger=ledger.lower(), known=LEVELS[ledger])
    _change(company, actor, ledger, number, "blocked", level.upper(), level)


def activate_party(*, company: CompanyFacts, actor: str, ledger: str, number: str, is_active: bool) -> None:
    """Show a party in lists, or hide it; one that was merged stays hidden.

    refuses   PartyUnknown, MergedAlready, PartyUnchanged
    """
    found = find_party(company=company, ledger=ledger, number=number)
    if is_active:
        refuse_merged(company=company, party=found)
    _change(company, actor, ledger, number, "is_active", is_active, str(is_active).lower())


def limit_credit(*, company: CompanyFacts, actor: str, number: str, limit_minor: int) -> None:
    """Give a customer a credit limit in local currency; 0 is no limit. Reports show its use, nothing is blocked by it.

    refuses   CreditLimitNegative, PartyUnknown, PartyUnchanged
    """
    limit = Money(limit_minor, company.currency)
    if limit_minor < 0:
        raise CreditLimitNegative(limit=limit)
    _change(company, actor, "CUSTOMER", number, "credit_limit_minor", limit_minor, limit)


def group_party(*, company: CompanyFacts, actor: str, ledger: str, number: str, group: str) -> None:
    """Give a party a posting group, "" for the company's default; the room that has the groups knows whether it exists.

    refuses   PartyUnknown, PartyUnchanged
    """
    _change(company, actor, ledger, number, "posting_group", group, group)


def _change(
    company: CompanyFacts,
    actor: str,
    ledger: str,
    number: str,
    column: str,
    value: str | bool | int,
    told: str | Money,
) -> None:
    """told: the value as people write it."""
    with transaction.atomic():
        lock_company(company.id)
        found = find_party(company=company, ledger=ledger, number=number)
        row = Party.objects.get(company=company.id, id=found.id)
        before = getattr(row, column)
        if before == value:
            name = column.removeprefix("is_").removesuffix("_minor")
            raise PartyUnchanged(column=name, ledger=ledger.lower(), number=number, known=told)
        setattr(row, column, value)
        row.save(update_fields=[column])
        record(
            company=company.id,
            actor=actor,
            action="party.changed",
            subject=number,
            content={"ledger": ledger, column: [before, value]},
        )


def mergeable(*, company: CompanyFacts, ledger: str, number: str, into: str) -> tuple[PartySummary, PartySummary]:
    """The party that goes up in another, and that other.

    refuses   PartyUnknown, MergedIntoItself, MergedAlready
    """
    source = find_party(company=company, ledger=ledger, number=number)
    target = find_party(company=company, ledger=ledger, number=into)
    if source.id == target.id:
        raise MergedIntoItself(number=number)
    for party in (source, target):
        refuse_merged(company=company, party=party)
    return source, target


def merge_party(*, company: CompanyFacts, source: PartySummary, target: PartySummary) -> list[str]:
    """Let a party go up in another: its accounts are the other's, and its name and number find the other.

    It is hidden from lists, and takes no more invoices. Part of the command that moves its entries, which records it.

    returns   the numbers of the accounts that it hands on
    """
    accounts = PartyAccount.objects.filter(company=company.id, party=source.id)
    held = set(PartyAccount.objects.filter(company=company.id, party=target.id).values_list("kind", "number"))
    moved = [row for row in accounts.order_by("id") if (row.kind, row.number) not in held]
    accounts.filter(id__in=[row.id for row in moved]).update(party=target.id)
    accounts.delete()
    Party.objects.filter(company=company.id, merged_into=source.id).update(merged_into=target.id)
    Party.objects.filter(company=company.id, bill_to=source.id).update(bill_to=target.id)
    Party.objects.filter(company=company.id, id=source.id).update(
        merged_into=target.id, is_active=False, bill_to=None, blocked=source.blocked or "INVOICE"
    )
    return [row.number for row in moved]


def refuse_merged(*, company: CompanyFacts, party: PartySummary) -> None:
    """refuses   MergedAlready"""
    row = Party.objects.select_related("merged_into").get(company=company.id, id=party.id)
    if row.merged_into is not None:
        raise MergedAlready(number=party.number, into=row.merged_into.number)
