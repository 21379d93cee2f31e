"""Write what exchange adjustments planned: vouchers, detail rows, the register, the rates entries are carried at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.ledger.actions import post
from reskontra.ledger.drafts import PostedVoucher, Run
from reskontra.receivables.adjustment_plan import PlannedVoucher
from reskontra.receivables.exchange_register import write_register
from reskontra.receivables.models import Entry
from reskontra.receivables.write import write_details


def post_adjustment(
    *,
    company: CompanyFacts,
    run: Run,
    planned: Sequence[PlannedVoucher],
    rates: Mapping[str, int],
    as_of: date | None,
) -> list[PostedVoucher]:
    """Post the vouchers, in their order.

    rates     currency → the rate that its entries are carried at from here on
    as_of     the day whose adjustment the register says it is; None for what is no line of it
    refuses   what periods refuse
    """
    vouchers = post(company=company, run=run, vouchers=[one.draft for one in planned])
    write_details(
        [
            (company.id, row.entry_id, row.kind.value, one.draft.posting_date, 0, row.local_minor, None, voucher.id,
             None, 0, 0)
            for one, voucher in zip(planned, vouchers, strict=True)
            for row in one.rows
        ]
    )  # fmt: skip
    if as_of is not None:
        registered = [(one.group, voucher.id) for one, voucher in zip(planned, vouchers, strict=True) if one.group]
        write_register(
            company=company,
            actor=run.actor,
            as_of=as_of,
            groups=[group for group, _ in registered],
            vouchers=[voucher for _, voucher in registered],
        )
    carried = {row.entry_id: rates[one.group.currency] for one in planned if one.group for row in one.rows}
    bulk.update_from_pairs(Entry, column="adjusted_rate_e8", pairs=sorted(carried.items()), also={}, company=company.id)
    return vouchers
