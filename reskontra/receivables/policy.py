"""What a company's settings and books say of an application: policy, rates, rounding, VAT."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from reskontra.companies.queries import CompanyFacts, application_rounding, rate_on, setting
from reskontra.core.application_checks import Circumstances, VatShare
from reskontra.core.bank_posting import GroupAccounts
from reskontra.core.entries import OpenEntry
from reskontra.core.presets import preset_of
from reskontra.core.settlement import Policy
from reskontra.database import bulk
from reskontra.ledger.queries import GroupFacts, posting_groups
from reskontra.ledger.vat_amounts import vat_of_vouchers


def settlement_policy(*, company: CompanyFacts) -> Policy:
    """What is granted by itself: settings late_discounts, tolerances and applies_between_currencies."""
    return Policy(
        late_discounts=setting(company=company, key="late_discounts", default="ask"),
        tolerances=setting(company=company, key="tolerances", default="ask"),
        allows_currencies=setting(company=company, key="applies_between_currencies", default=True),
    )


def circumstances_for(
    *, company: CompanyFacts, applying: OpenEntry, targets: Sequence[OpenEntry], day: date, policy: Policy
) -> Circumstances:
    """What else an application depends on: rates are those of the applying entry's posting date.

    refuses   RateMissing
    """
    foreign = {entry.currency for entry in targets} - {applying.currency, company.currency}
    return Circumstances(
        posting_date=day,
        local_currency=company.currency,
        allows_currencies=policy.allows_currencies,
        rates={
            currency: rate_on(company=company, currency=currency, day=applying.posting_date)
            for currency in sorted(foreign)
        },
        rounding_minor=application_rounding(company=company, currency=applying.currency),
        vat=vat_shares(company=company, entry_ids=[entry.entry_id for entry in targets if entry.discount_minor
                                                   or entry.max_tolerance_minor]),
    )  # fmt: skip


def vat_shares(
    *, company: CompanyFacts, entry_ids: Collection[int], is_taken_back: bool = False
) -> dict[int, VatShare]:
    """By entry, the VAT its own voucher carries, where discounts lower it; opening entries carry none.

    is_taken_back   what was lowered is raised again, whatever the setting has become
    """
    default = preset_of(company.preset).adjusts_vat_for_discount
    is_on = is_taken_back or setting(company=company, key="adjusts_vat_for_discount", default=default)
    if not entry_ids or not is_on:
        return {}
    sql = (
        "SELECT e.id, e.voucher_id, d.local_minor FROM {values} CROSS JOIN receivables_entry e "
        "JOIN receivables_entrydetail d ON d.company_id = e.company_id AND d.entry_id = e.id AND d.kind = 'INITIAL' "
        "WHERE e.company_id = %s AND e.id = v.value AND NOT e.is_opening"
    )
    rows = list(bulk.lookup(sql, entry_ids, company.id))
    vat = vat_of_vouchers(company=company, voucher_ids={row[1] for row in rows})
    return {
        id: VatShare(gross, {account: -minor for account, minor in vat[voucher].items()})
        for id, voucher, gross in rows
        if voucher in vat and gross
    }


def group_accounts(group: GroupFacts) -> GroupAccounts:
    """A posting group's accounts as the core takes them."""
    return GroupAccounts(
        group_id=group.id,
        control_id=group.control_id,
        discount_id=group.discount_id,
        tolerance_id=group.tolerance_id,
        rounding_id=group.rounding_id,
        charge_id=group.charge_id,
        gains_id=group.gains_id,
        losses_id=group.losses_id,
        unrealized_gains_id=group.unrealized_gains_id,
        unrealized_losses_id=group.unrealized_losses_id,
    )


def accounts_by_group(*, company: CompanyFacts) -> Mapping[int, GroupAccounts]:
    """Every posting group's accounts, by its id."""
    return {group.id: group_accounts(group) for group in posting_groups(company=company).values()}
