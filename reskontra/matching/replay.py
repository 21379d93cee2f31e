"""The book as it was before payments that have been decided since: for trying other rules on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.records import EntryFact, LearnedFact
from reskontra.database import bulk
from reskontra.matching.book import DatabaseBook
from reskontra.receivables.queries import facts_by_id

Lesson = tuple[int, str, str]  # line, effect, moment
_LESSONS = (
    "SELECT f.number, l.line_id, l.effect, l.decided_at FROM {values} CROSS JOIN matching_lesson t "
    "JOIN matching_lesson l ON l.company_id = t.company_id AND l.fact_id = t.fact_id "
    "JOIN matching_fact f ON f.company_id = l.company_id AND f.id = l.fact_id "
    "WHERE t.company_id = %s AND t.line_id = v.value"
)


class ReplayedBook(DatabaseBook):
    """Documents have what the decided lines took of them again, and what those lines taught is not known yet.

    taken     entry → what the lines took of it, signed as the entry
    lessons   fact's number → all its lessons; those of the lines do not count
    until     documents posted later are found by their number alone
    """

    def __init__(
        self,
        *,
        company: CompanyFacts,
        taken: Mapping[int, int],
        lessons: Mapping[int, Collection[Lesson]],
        lines: Collection[int],
        until: date,
    ) -> None:
        super().__init__(company=company, reserved={entry: -minor for entry, minor in taken.items()})
        self.lessons = lessons
        self.lines = frozenset(lines)
        self.until = until
        self._opened: dict[int, list[EntryFact]] | None = None

    def _reopened(self) -> dict[int, list[EntryFact]]:
        """Party → the documents of its that the lines took money of, as they were."""
        if self._opened is None:
            self._opened = {}
            for fact in facts_by_id(company=self.company, ids=set(self.reserved)).values():
                free = self._free(fact)
                if free.remaining_minor and free.posting_date <= self.until:
                    self._opened.setdefault(fact.party_id, []).append(free)
        return self._opened

    def _open(self, facts: Iterable[EntryFact]) -> Iterable[EntryFact]:
        """Those that no line took of: the others come from _reopened()."""
        known = (fact for fact in facts if fact.entry_id not in self.reserved)
        return (fact for fact in known if fact.remaining_minor and fact.posting_date <= self.until)

    def open_entries_by_amount(
        self, pairs: Collection[tuple[int, int]]
    ) -> Mapping[tuple[int, int], Sequence[EntryFact]]:
        found = {pair: list(facts) for pair, facts in super().open_entries_by_amount(pairs).items()}
        for party, amount in sorted(set(pairs)):
            same = [
                fact
                for fact in self._reopened().get(party, ())
                if amount in (fact.remaining_minor, fact.remaining_minor - fact.discount_minor)
            ]
            if same:
                found.setdefault((party, amount), []).extend(same)
        return found

    def open_entries(self, party_ids: Collection[int]) -> Mapping[int, Sequence[EntryFact]]:
        found = {party: list(facts) for party, facts in super().open_entries(party_ids).items()}
        for party in party_ids:
            if party in self._reopened():
                found.setdefault(party, []).extend(self._reopened()[party])
        return found

    def parties_with_credits(self, party_ids: Collection[int]) -> Collection[int]:
        """Those with documents of both signs, now or then: one too many costs a look, and no answer."""
        found = self.open_entries(sorted(party_ids))
        return {party for party, facts in found.items() if len({fact.remaining_minor > 0 for fact in facts}) > 1}

    def parties_with_amount(self, amounts: Collection[int], most: int) -> Mapping[int, Sequence[EntryFact]]:
        found = {amount: list(facts) for amount, facts in super().parties_with_amount(amounts, most).items()}
        wanted = set(amounts)
        for fact in sorted(fact for facts in self._reopened().values() for fact in facts):
            if fact.remaining_minor in wanted and len(found.setdefault(fact.remaining_minor, [])) < most:
                found[fact.remaining_minor].append(fact)
        return found

    def facts(self, kind: str, values: Collection[str]) -> Mapping[str, Sequence[LearnedFact]]:
        return _without(super().facts(kind, values), self._before)

    def payers_of(self, party_ids: Collection[int]) -> Sequence[LearnedFact]:
        return [fact for one in super().payers_of(party_ids) if (fact := self._before(one))]

    def _before(self, fact: LearnedFact) -> LearnedFact | None:
        """The fact without what the lines taught; None where nothing else says it."""
        lessons = self.lessons.get(fact.number)
        if lessons is None:
            return fact
        counted = {
            effect: len({at for line, one, at in lessons if one == effect and line not in self.lines})
            for effect in ("CONFIRMED", "CONTRADICTED")
        }
        if not counted["CONFIRMED"] and not fact.is_confirmed:
            return None
        return replace(fact, hits=counted["CONFIRMED"], contradictions=counted["CONTRADICTED"])


def _without(
    facts: Mapping[str, Sequence[LearnedFact]], before: Callable[[LearnedFact], LearnedFact | None]
) -> dict[str, list[LearnedFact]]:
    kept = {value: [fact for one in several if (fact := before(one))] for value, several in facts.items()}
    return {value: several for value, several in kept.items() if several}


def lessons_of_facts_taught(*, company: CompanyFacts, line_ids: Collection[int]) -> dict[int, set[Lesson]]:
    """Number of each fact that one of the lines taught something of → all its lessons."""
    found: dict[int, set[Lesson]] = {}
    for number, line, effect, at in bulk.lookup(_LESSONS, line_ids, company.id):
        found.setdefault(number, set()).add((line, effect, str(at)))
    return found
