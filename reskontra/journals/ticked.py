"""What users have ticked on the list of unpaid documents and not posted: counts and sums, without the documents."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from reskontra.companies.queries import CompanyFacts
from reskontra.journals.models import Registration
from reskontra.journals.registration import sign_of


@dataclass(frozen=True, slots=True)
class Ticked:
    """Of one user and ledger. sums: by currency, as people write them: received from customers, paid to vendors.

    payments   documents with an amount, which posting takes; documents also counts those ticked with none
    accounts   how many customers or vendors, and days on which, for a lump payment
    """

    documents: int
    payments: int
    accounts: int
    days: int
    sums: tuple[tuple[str, int], ...]

    @property
    def may_be_lump(self) -> bool:
        """Whether one payment could be made of them: of one account, on one day, in one currency."""
        return self.payments > 1 and self.accounts == 1 and self.days == 1 and len(self.sums) == 1

    def sum_in(self, currency: str) -> int:
        return dict(self.sums).get(currency, 0)


def ticked_by(*, company: CompanyFacts, user: str, ledger: str) -> Ticked:
    """What the user has ticked, whatever a list shows."""
    rows = Registration.objects.filter(company=company.id, user=user, is_made=True, entry__ledger=ledger)
    paid = rows.exclude(amount_minor=0)
    counts = paid.aggregate(
        payments=Count("id"),
        accounts=Count("entry__party", distinct=True),
        days=Count("received_date", distinct=True),
    )
    sums = paid.order_by("entry__currency").values_list("entry__currency").annotate(total=Sum("amount_minor"))
    signed = tuple((currency, sign_of(ledger) * total) for currency, total in sums)
    return Ticked(documents=rows.count(), sums=signed, **counts)


def ticked_ids(*, company: CompanyFacts, user: str, ledger: str, first: int, most: int) -> list[int]:
    """Entry ids of a part of what the user has ticked, by due date."""
    rows = Registration.objects.filter(company=company.id, user=user, is_made=True, entry__ledger=ledger)
    return list(rows.order_by("entry__due_date", "entry").values_list("entry", flat=True)[first : first + most])


def users_with_ticks(*, company: CompanyFacts, ledger: str) -> dict[str, int]:
    """Who has ticked documents, and how many."""
    rows = Registration.objects.filter(company=company.id, is_made=True, entry__ledger=ledger)
    return dict(rows.order_by("user").values_list("user").annotate(count=Count("id")))
