"""Mandates of Autogiro beside what Bankgirot was asked and has told of them, for the payee of one bank account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as noop

from reskontra.companies.queries import CompanyFacts
from reskontra.core.mandate_orders import ACTIVE, MandateAtBank, MandateOrder, check_order, due_order, stands
from reskontra.parties.card import reachable_cards
from reskontra.receivables.direct_debits.debit_setup import DebitSetupFacts
from reskontra.receivables.direct_debits.mandates import facts_of
from reskontra.receivables.direct_debits.told_mandates import Told, bare_number, told_of
from reskontra.receivables.models import CustomerMandate, Debit, MandateRequest

AWAITED, AT_BANK, NOT_ASKED = noop("asked, and not answered yet"), noop("it stands"), noop("nothing is due")


@dataclass(frozen=True, slots=True)
class AtBank:
    """facts: as the rules ask; customer: by number; file: number of the one that asked last, 0 for none."""

    row: CustomerMandate
    facts: MandateAtBank
    customer: str
    name: str
    file: int = 0

    @property
    def payer_number(self) -> str:
        return self.facts.payer_number

    @property
    def state(self) -> str:
        if self.facts.asked is not None and not self.facts.is_answered:
            return AWAITED
        return AT_BANK if stands(self.facts) else NOT_ASKED


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be asked of a mandate; codes: what keeps it back, () lets it go."""

    at: AtBank
    order: MandateOrder
    codes: tuple[str, ...]


def wanted(known: Iterable[AtBank], *, day: date, is_named: bool = False) -> list[Wanted]:
    """What is to be asked on the day, by number."""
    orders = [(one, due_order(one.facts, day=day, is_named=is_named)) for one in known]
    return [Wanted(one, order, check_order(one.facts, order, day=day)) for one, order in orders if order is not None]


def payee_of(setup: DebitSetupFacts) -> str:
    """The bankgiro number that collects, as Bankgirot's files have it: digits, without zeros in front."""
    return bare_number(setup.account.bankgiro)


def load_mandates(*, company: CompanyFacts, setup: DebitSetupFacts, today: date) -> list[AtBank]:
    """All mandates of Autogiro by number, with all that decides what is to be asked; a handful of queries."""
    rows = list(CustomerMandate.objects.filter(company=company.id, scheme="AUTOGIRO").order_by("number"))
    cards = reachable_cards(company=company, ids={row.party_id for row in rows})
    payee = payee_of(setup)
    told = told_of(company=company, payer_numbers={row.payer_number for row in rows})
    asked, elsewhere = _asked(company, payee, [row.id for row in rows])
    under_way = set(
        Debit.objects.filter(
            company=company.id, state="FILE_CREATED", transfer_date__gte=today, mandate__in=[row.id for row in rows]
        ).values_list("mandate_id", flat=True)
    )
    holders = _holders(rows, told, asked, payee)
    found = []
    for row in rows:
        card, lines = cards.get(row.party_id), told.of.get(row.id, {})
        changed = lines[payee].changed if payee in lines else date.min
        request = asked.get(row.id)
        facts = MandateAtBank(
            facts_of(row), row.payer_number, row.account_kind, row.account,
            _digits(card.organisation_number) if card else "", told.state(row, payee),
            request is not None or changed >= row.created_at.date(),
            MandateOrder(request.kind) if request else None, bool(request and request.answer),
            bool(holders.get(row.payer_number, set()) - {row.id}),
            row.id in elsewhere or any(other != payee and one.state == ACTIVE for other, one in lines.items()),
            row.id in under_way,
        )  # fmt: skip
        number, name = (card.number, card.name) if card else ("", "")
        found.append(AtBank(row, facts, number, name, request.mandate_file.number if request else 0))
    return found


def _holders(
    rows: Iterable[CustomerMandate], told: Told, asked: Mapping[int, MandateRequest], payee: str
) -> dict[str, set[int]]:
    """Payer number → mandates that Bankgirot has by it, or was asked about and has not answered."""
    found: dict[str, set[int]] = {}
    for row in rows:
        request = asked.get(row.id)
        if told.state(row, payee) == ACTIVE or (request is not None and not request.answer):
            found.setdefault(row.payer_number, set()).add(row.id)
    return found


def _asked(company: CompanyFacts, payee: str, ids: Sequence[int]) -> tuple[dict[int, MandateRequest], set[int]]:
    """Mandate → what was asked last of it for this payee; mandates that are asked to be entered for another."""
    rows = MandateRequest.objects.filter(company=company.id, mandate__in=ids)
    ordered = list(rows.select_related("mandate_file").order_by("mandate_file__number", "number"))
    elsewhere = {row.mandate_id for row in ordered if row.payee != payee and row.kind == "ENTER" and not row.answer}
    return {row.mandate_id: row for row in ordered if row.payee == payee}, elsewhere


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
