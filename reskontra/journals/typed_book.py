"""All that the lines of a batch depend on, asked for at once: as many questions for ten lines as for ten thousand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reskontra.companies.payment_terms import discount_excludes_vat, discount_grace, payment_terms
from reskontra.companies.queries import (
    CompanyFacts,
    application_rounding,
    open_fiscal_years,
    rate_on,
    rates,
)
from reskontra.core.application_checks import Circumstances, VatShare
from reskontra.core.bank_posting import GroupAccounts
from reskontra.core.dates import DateFormula
from reskontra.core.entries import OpenEntry
from reskontra.core.errors import Refused
from reskontra.core.exchange import PAR
from reskontra.core.settlement import Marked, Policy
from reskontra.core.terms import PaymentTerms
from reskontra.journals.batches import BatchFacts
from reskontra.journals.typed_lines import PARTIES, TypedFacts
from reskontra.ledger.account_facts import AccountFacts, VatFacts, accounts_by_number, vat_by_code
from reskontra.ledger.check_entries import taken_check_numbers
from reskontra.ledger.queries import BankAccountFacts, GroupFacts, bank_accounts, posting_groups
from reskontra.parties.queries import PartySummary, parties_by_number
from reskontra.receivables.payments import lock_entries
from reskontra.receivables.policy import group_accounts, settlement_policy, vat_shares
from reskontra.receivables.queries import documents_by_number, open_facts_of
from reskontra.receivables.queries import entries_by_number as find_by_number

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TypedBook:
    """What the lines name.

    named        (ledger, document type, number) → ids of entries that bear it, open or not
    oldest       party → its open entries, for parties that settle their oldest
    days         posting date → why it takes no postings; only the dates that take none
    taken        (ledger, party, type, number) of documents that are posted already
    excludes_vat cash discounts are of the amount without VAT
    drawn        (bank account, number) of checks of the lines that were drawn already
    rates        (currency, day) → rate, or why there is none
    """

    company: CompanyFacts
    batch: BatchFacts
    accounts: Mapping[str, AccountFacts]
    banks: Mapping[str, BankAccountFacts]
    groups: Mapping[Pair, GroupFacts]
    parties: Mapping[Pair, PartySummary]
    vat_codes: Mapping[str, VatFacts]
    entries: Mapping[int, tuple[OpenEntry, int]]
    named: Mapping[tuple[str, str, str], tuple[int, ...]]
    oldest: Mapping[int, tuple[int, ...]]
    days: Mapping[date, Refused]
    taken: frozenset[tuple[str, int, str, str]]
    rates: Mapping[tuple[str, date], int | Refused]
    vat_shares: Mapping[int, VatShare]
    policy: Policy
    terms: Mapping[str, PaymentTerms]
    grace: DateFormula
    excludes_vat: bool
    roundings: Mapping[str, int]
    drawn: frozenset[tuple[int, str]] = frozenset()

    def party_of(self, kind: str, number: str) -> PartySummary | None:
        return self.parties.get((kind, number))

    def group_of(self, party: PartySummary) -> GroupAccounts:
        """The posting group's accounts; the default group's where the party names none."""
        group = self.groups.get((party.ledger, party.posting_group)) or self.groups[(party.ledger, "")]
        return group_accounts(group)

    def rate(self, currency: str, day: date) -> int:
        """refuses   RateMissing"""
        found = self.rates[(currency, day)]
        if isinstance(found, Refused):
            raise found
        return found

    def circumstances(self, currencies: Sequence[str], days: Sequence[date]) -> dict[tuple[str, date], Circumstances]:
        """For an application by an entry of a currency on a day."""
        foreign = {entry.currency for entry, _ in self.entries.values()} - {self.company.currency}
        return {
            (currency, day): Circumstances(
                posting_date=day,
                local_currency=self.company.currency,
                allows_currencies=self.policy.allows_currencies,
                rates={other: rate for other in foreign if isinstance(rate := self.rates.get((other, day)), int)},
                rounding_minor=self.roundings.get(currency, 0),
                vat=self.vat_shares,
            )
            for currency in currencies
            for day in days
        }

    def marks_of(self, line: TypedFacts) -> tuple[Marked, ...]:
        """What the line names: its marks, or the one document it applies to."""
        if not line.applies_to_number:
            return line.marks
        return tuple(
            Marked(id, None, line.accepts_late_discount) for id in self.candidates(line) if self.entries[id][0].is_open
        )

    def candidates(self, line: TypedFacts) -> list[int]:
        """The entries of the line's party that bear the number it applies to."""
        named = line.party
        party = self.parties.get(named) if named else None
        if party is None:
            return []
        found = self.named.get((party.ledger, line.applies_to_type, line.applies_to_number), ())
        return [id for id in found if self.entries[id][0].party_id == party.id]


def read_book(*, company: CompanyFacts, batch: BatchFacts, lines: Sequence[TypedFacts]) -> TypedBook:
    """Look everything up; entries that the lines settle are locked."""
    parties = _parties(company, lines)
    named = _named(company, lines)
    by_itself = {
        parties[line.party].id
        for line in lines
        if line.party in parties and parties[line.party].application_method == "APPLY_TO_OLDEST" and not _applies(line)
    }
    oldest = _oldest(company, by_itself)
    ids = {mark.entry_id for line in lines for mark in line.marks}
    ids |= {id for found in named.values() for id in found} | {id for found in oldest.values() for id in found}
    entries = lock_entries(company=company, ids=ids)
    days = sorted({line.posting_date for line in lines if line.posting_date})
    currencies = {line.currency for line in lines} | {entry.currency for entry, _ in entries.values()}
    numbers = {line.document_number for line in lines if line.document_number}
    banks = {bank.number: bank for bank in bank_accounts(company=company)}
    lowered = [id for id, (entry, _) in entries.items() if entry.discount_minor or entry.max_tolerance_minor]
    return TypedBook(
        company=company,
        batch=batch,
        accounts=accounts_by_number(company=company),
        banks=banks,
        groups=posting_groups(company=company),
        parties=parties,
        vat_codes=vat_by_code(company=company),
        entries=entries,
        named=named,
        oldest=oldest,
        days=_days(company, days),
        taken=frozenset(documents_by_number(company=company, numbers=numbers)),
        rates=_rates(company, currencies, days),
        vat_shares=vat_shares(company=company, entry_ids=lowered),
        policy=settlement_policy(company=company),
        terms=payment_terms(company=company),
        grace=discount_grace(company=company),
        excludes_vat=discount_excludes_vat(company=company),
        roundings={code: application_rounding(company=company, currency=code) for code in currencies},
        drawn=frozenset(_drawn(company, banks, lines)),
    )


def _drawn(
    company: CompanyFacts, banks: Mapping[str, BankAccountFacts], lines: Sequence[TypedFacts]
) -> set[tuple[int, str]]:
    by_hand = [line for line in lines if line.check_kind == "MANUAL" and line.drawn_on]
    wanted = {
        (banks[line.drawn_on[0]].id, line.check_number)
        for line in by_hand
        if line.drawn_on and line.drawn_on[0] in banks
    }
    return taken_check_numbers(company=company, wanted=wanted)


def _applies(line: TypedFacts) -> bool:
    return bool(line.marks or line.applies_to_number or line.applies_to_id)


def _parties(company: CompanyFacts, lines: Sequence[TypedFacts]) -> dict[Pair, PartySummary]:
    found: dict[Pair, PartySummary] = {}
    for ledger in PARTIES:
        numbers = {line.account_number for line in lines if line.account_type == ledger}
        numbers |= {line.balancing_number for line in lines if line.balancing_type == ledger}
        for number, party in parties_by_number(company=company, ledger=ledger, numbers=numbers).items():
            found[(ledger, number)] = party
    return found


def _named(company: CompanyFacts, lines: Sequence[TypedFacts]) -> dict[tuple[str, str, str], tuple[int, ...]]:
    numbers = {line.applies_to_number for line in lines if line.applies_to_number}
    found: dict[tuple[str, str, str], list[int]] = {}
    for id, ledger, document_type, number in find_by_number(company=company, numbers=numbers):
        found.setdefault((ledger, document_type, number), []).append(id)
        found.setdefault((ledger, "", number), []).append(id)
    return {key: tuple(ids) for key, ids in found.items()}


def _oldest(company: CompanyFacts, parties: set[int]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for fact in open_facts_of(company=company, parties=parties):
        found.setdefault(fact.party_id, []).append(fact.entry_id)
    return {party: tuple(ids) for party, ids in found.items()}


def _days(company: CompanyFacts, days: Sequence[date]) -> dict[date, Refused]:
    found = {}
    for day in days:
        try:
            open_fiscal_years(company=company, dates=[day])
        except Refused as refusal:
            found[day] = refusal
    return found


def _rates(company: CompanyFacts, currencies: set[str], days: Sequence[date]) -> dict[tuple[str, date], int | Refused]:
    found: dict[tuple[str, date], int | Refused] = {}
    for currency in sorted(currencies):
        known = [] if currency == company.currency else rates(company=company, currency=currency)
        for day in days:
            found[(currency, day)] = _rate(company, currency, day, known)
    return found


def _rate(company: CompanyFacts, currency: str, day: date, known: list[tuple[date, int]]) -> int | Refused:
    if currency == company.currency:
        return PAR
    try:
        return rate_on(company=company, currency=currency, day=day, known=known)
    except Refused as refusal:
        return refusal
