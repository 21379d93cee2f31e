"""Words of a story about late interest:

    interest-terms M percent=1.5 per=30 [method=BALANCE grace=7D charged=CLOSED minimum=50.00 fee=60.00 fee_in=EUR:5.00
                   bears=interest,fees count=ACTUAL_ACTUAL alone=yes]   added, or changed where they are
    interest-rate M 2026-01-01 11 [per=365 currency=EUR]
    agreed    C1 [fee]                               the due date in advance; with it a reminder fee

and expectations:

    interest  2026-03-02 INV-1 187.50 …              of each segment in turn; none without an amount
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reskontra.collections.change_interest_terms import InterestTermsChange, add_interest_terms, change_interest_terms
from reskontra.collections.interest import NO_INTEREST, interest_of
from reskontra.collections.interest_rates import NewRate, add_interest_rate
from reskontra.collections.interest_terms import interest_terms
from reskontra.collections.models import CustomerTerms
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import format_minor, parse_minor
from reskontra.parties.queries import PartySummary
from reskontra.receivables.models import Entry
from tests import build


class InterestWords:
    """Mixed into Story."""

    company: CompanyFacts
    parties: dict[str, PartySummary]

    def _interest_terms(self, code: str, **columns: str) -> None:
        values: dict[str, object] = {name: columns[name] for name in ("method", "grace", "charged", "due")
                                     if name in columns}  # fmt: skip
        for name in ("minimum", "fee"):
            if name in columns:
                values[f"{name}_minor"] = parse_minor(columns[name], self.company.currency)
        if "fee_in" in columns:
            currency, _, amount = columns["fee_in"].partition(":")
            values["fees"] = {currency: parse_minor(amount, currency)}
        if "percent" in columns:
            values["percent"] = Decimal(columns["percent"])
        if "per" in columns:
            values["period_days"] = int(columns["per"])
        if "count" in columns:
            values["day_count"] = columns["count"]
        for name in columns.get("bears", "").split(","):
            if name:
                values[f"bears_on_{name}"] = True
        if "alone" in columns:
            values["makes_fee_alone"] = columns["alone"] == "yes"
        change = InterestTermsChange(**values)  # type: ignore[arg-type]
        does = change_interest_terms if code in interest_terms(company=self.company) else add_interest_terms
        does(company=self.company, actor=build.BOB, code=code, change=change)

    def _interest_rate(self, code: str, day: str, percent: str, *, per: str = "365", currency: str = "") -> None:
        rate = NewRate(date.fromisoformat(day), Decimal(percent), int(per), currency)
        add_interest_rate(company=self.company, actor=build.BOB, code=code, rate=rate)

    def _agreed(self, number: str, *words: str) -> None:
        CustomerTerms(
            company_id=self.company.id,
            party_id=self.parties[number].id,
            is_due_agreed=True,
            is_fee_agreed="fee" in words,
        ).save()

    def _interest(self, day: str, number: str, *amounts: str) -> None:
        entry = Entry.objects.get(company=self.company.id, document_number=number)
        found = interest_of(company=self.company, entry_ids=[entry.id], as_of=date.fromisoformat(day))
        told = [format_minor(one.interest_minor, entry.currency) for one in found.get(entry.id, NO_INTEREST).segments]
        assert told == list(amounts), f"{number}: {told}"
