"""Further keys that tell a payer: a telephone number, an end-to-end id seen before, a customer's number left bare, or
told without its letters.

They are asked of after account, number with its word, and name: they raise a payer that those know, and stand alone
where those know nobody. A key of several parties says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reskontra.core.matching.facts import fact_level
from reskontra.core.matching.learned import rule_of
from reskontra.core.matching.payer_words import bare_numbers, is_telling_id, lettered_numbers, phones_in
from reskontra.core.matching.records import FactKind
from reskontra.core.matching.signals import Level
from reskontra.core.matching.work import CUSTOMER, VENDOR, Payer, Run, Work

TIMES_TRUSTED = 2  # payments under one end-to-end id before it is as good as a name


class PayerKeys:
    """The keys on these lines, each kind asked for once. parties: all that they may mean."""

    def __init__(self, run: Run, works: Sequence[Work]) -> None:
        self._phones = {work.position: phones_in(_texts(work), work.line.accounts) for work in works}
        self._bare = {work.position: _bare(run, work) for work in works}
        phones = {phone for several in self._phones.values() for phone in several}
        self._lettered = {work.position: lettered_numbers(work.facts.text) for work in works if work.facts.tokens}
        bare = {number for several in (*self._bare.values(), *self._lettered.values()) for number in several}
        ids = {id for work in works if is_telling_id(id := work.line.end_to_end_id)}
        self._by_phone = run.book.parties_by_phone(sorted(phones)) if phones else {}
        self._facts = run.book.facts(FactKind.ACCOUNT, phones) if phones else {}
        self._by_number = run.book.parties_by_number(sorted(bare)) if bare else {}
        self._by_id = run.book.parties_by_end_to_end_id(sorted(ids)) if ids else {}
        self.parties = {party for parties in self._by_phone.values() for party in parties}
        self.parties |= {party for parties in self._by_number.values() for party in parties}
        self.parties |= {party for parties in self._by_id.values() for party in parties}
        self.parties |= {fact.party_id for several in self._facts.values() for fact in several if fact.party_id}

    def payers(self, run: Run, work: Work) -> dict[int, Payer]:
        """Whom the line's keys mean, the strongest key first."""
        found: dict[int, Payer] = {}
        for phone in self._phones[work.position]:
            if party := _only(run, work, self._by_phone.get(phone, ())):
                found.setdefault(party, Payer(Level.STRONG, "payer_phone", phone))
            several = self._facts.get(phone, ())
            for fact in several:
                if fact.party_id and (level := fact_level(fact, several)) > Level.NONE:
                    found.setdefault(fact.party_id, Payer(level, rule_of(fact), phone, (fact,)))
        known: Mapping[int, int] = self._by_id.get(work.line.end_to_end_id, {})
        if len(known) == 1:
            ((party, times),) = known.items()
            level = Level.STRONG if times >= TIMES_TRUSTED else Level.WEAK
            found.setdefault(party, Payer(level, "payer_end_to_end_id", work.line.end_to_end_id))
        for number in self._bare[work.position]:
            if party := _only(run, work, self._by_number.get(number, ())):
                found.setdefault(party, Payer(Level.WEAK, "payer_number", number))
        for number, written in self._lettered.get(work.position, {}).items():
            if party := _only(run, work, self._by_number.get(number, ())):
                found.setdefault(party, Payer(Level.WEAK, "payer_number", written))
        return found if len(found) == 1 else {}


def _texts(work: Work) -> tuple[str, ...]:
    return (work.facts.text, work.line.name)


def _bare(run: Run, work: Work) -> list[str]:
    """Numbers that no document has, and that are not ours."""
    keys = {token.digits: token.key for token in work.facts.tokens}
    own = {number.replace("-", "") for number in run.settings.own_numbers}
    return [number for number in bare_numbers(work.facts) if keys[number] not in run.hits and number not in own]


def _only(run: Run, work: Work, parties: Sequence[int]) -> int:
    """The one party on the line's side of the ledgers; 0 where there are none or several."""
    side = CUSTOMER if work.sign > 0 else VENDOR
    known = sorted({party for party in parties if party in run.parties})
    on_side = [party for party in known if run.parties[party].ledger == side] or known
    return on_side[0] if len(on_side) == 1 else 0
