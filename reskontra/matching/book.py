"""The questions of the matcher, answered by the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from reskontra.companies.queries import CompanyFacts, rates_on
from reskontra.core.matching.names import NameKind
from reskontra.core.matching.records import EntryFact, FactKind, KeyHit, LearnedFact, PaidFor, PartyFact
from reskontra.matching.facts import facts_about, facts_of_payers, kinds_known
from reskontra.matching.paid_before import payers_by_end_to_end_id
from reskontra.matching.relations import relations
from reskontra.parties import queries as parties
from reskontra.receivables import queries as receivables
from reskontra.receivables.direct_debits.returning import are_under_way


class DatabaseBook:
    """A company's book as the matcher sees it.

    party_numbers   party → its number, of every party that was asked for
    reserved        entry → what proposals outside this run have already taken of it, signed as the entry
    """

    def __init__(self, *, company: CompanyFacts, reserved: Mapping[int, int]) -> None:
        self.company = company
        self.reserved = reserved
        self.party_numbers: dict[int, str] = {}
        self._words: Collection[str] | None = None
        self._kinds: Collection[str] | None = None
        self._phones: Mapping[str, Sequence[int]] | None = None
        self._former_names: Mapping[int, tuple[str, ...]] | None = None

    @cached_property
    def has_debits(self) -> bool:
        """Whether direct debits are with the bank, so that lines may name them."""
        return are_under_way(company=self.company)

    def _free(self, fact: EntryFact) -> EntryFact:
        taken = self.reserved.get(fact.entry_id)
        return fact._replace(remaining_minor=fact.remaining_minor - taken) if taken else fact

    def _open(self, facts: Iterable[EntryFact]) -> Iterable[EntryFact]:
        return (free for fact in facts if (free := self._free(fact)).remaining_minor)

    def find_keys(self, keys: Collection[int]) -> Sequence[KeyHit]:
        return receivables.find_keys(company=self.company, keys=keys)

    def entries(self, entry_ids: Collection[int]) -> Mapping[int, EntryFact]:
        found = receivables.facts_by_id(company=self.company, ids=entry_ids)
        return {entry: self._free(fact) for entry, fact in found.items()} if self.reserved else found

    def parties(self, party_ids: Collection[int]) -> Mapping[int, PartyFact]:
        found = parties.parties_by_id(company=self.company, ids=party_ids)
        accounts = parties.accounts_of(company=self.company, ids=party_ids)
        if self._former_names is None:
            self._former_names = parties.former_names(company=self.company)
        former = self._former_names
        self.party_numbers.update({party.id: party.number for party in found.values()})
        return {
            party.id: PartyFact(
                party.id,
                party.ledger,
                party.number,
                party.name,
                party.city,
                tuple(accounts.get(party.id, ())),
                former.get(party.id, ()),
            )
            for party in found.values()
        }

    def parties_by_account(self, accounts: Collection[str]) -> Mapping[str, Sequence[int]]:
        return parties.ids_by_account(company=self.company, accounts=accounts)

    def parties_by_number(self, numbers: Collection[str]) -> Mapping[str, Sequence[int]]:
        found = parties.ids_by_number(company=self.company, numbers=numbers)
        for number, ids in parties.ids_by_organisation_number(company=self.company, numbers=numbers).items():
            found[number] = sorted({*found.get(number, ()), *ids})
        return found

    def parties_by_phone(self, phones: Collection[str]) -> Mapping[str, Sequence[int]]:
        if self._phones is None:
            self._phones = parties.phones(company=self.company)
        return {phone: self._phones[phone] for phone in phones if phone in self._phones}

    def parties_by_end_to_end_id(self, ids: Collection[str]) -> Mapping[str, Mapping[int, int]]:
        return payers_by_end_to_end_id(company=self.company, ids=ids)

    def parties_by_name(self, kind: int, folds: Collection[str]) -> Mapping[str, Sequence[int]]:
        return parties.ids_by_name(company=self.company, kind=kind, folds=folds)

    def parties_by_name_prefix(self, prefixes: Collection[str]) -> Mapping[str, Sequence[int]]:
        return parties.ids_by_name_prefix(company=self.company, kind=int(NameKind.FULL), prefixes=prefixes)

    def relations(self) -> Mapping[int, Sequence[PaidFor]]:
        return relations(company=self.company)

    def facts(self, kind: str, values: Collection[str]) -> Mapping[str, Sequence[LearnedFact]]:
        return facts_about(company=self.company, kind=kind, values=values) if self.has_facts(kind) else {}

    def payers_of(self, party_ids: Collection[int]) -> Sequence[LearnedFact]:
        if not self.has_facts(FactKind.PAYS_FOR):
            return ()
        return facts_of_payers(company=self.company, party_ids=party_ids)

    def has_facts(self, kind: str) -> bool:
        if self._kinds is None:
            self._kinds = kinds_known(company=self.company)
        return kind in self._kinds

    def words(self) -> Collection[str]:
        if self._words is None:
            self._words = parties.vocabulary(company=self.company)
        return self._words

    def open_entries_by_amount(
        self, pairs: Collection[tuple[int, int]]
    ) -> Mapping[tuple[int, int], Sequence[EntryFact]]:
        found: dict[tuple[int, int], list[EntryFact]] = {}
        wanted = set(pairs)
        for fact in self._open(receivables.open_facts_by_amount(company=self.company, pairs=pairs)):
            for amount in {fact.remaining_minor, fact.remaining_minor - fact.discount_minor}:
                if (fact.party_id, amount) in wanted:
                    found.setdefault((fact.party_id, amount), []).append(fact)
        return found

    def open_entries(self, party_ids: Collection[int]) -> Mapping[int, Sequence[EntryFact]]:
        found: dict[int, list[EntryFact]] = {}
        for fact in self._open(receivables.open_facts_of(company=self.company, parties=party_ids)):
            found.setdefault(fact.party_id, []).append(fact)
        return found

    def parties_with_credits(self, party_ids: Collection[int]) -> Collection[int]:
        return receivables.parties_with_credits(company=self.company, parties=party_ids)

    def parties_with_amount(self, amounts: Collection[int], most: int) -> Mapping[int, Sequence[EntryFact]]:
        found = receivables.open_facts_with_amount(company=self.company, amounts=amounts, most=most)
        return {amount: list(self._open(facts)) for amount, facts in found.items()}

    def rates(self, wanted: Collection[tuple[str, date]]) -> Mapping[tuple[str, date], int]:
        return rates_on(company=self.company, wanted=wanted)
