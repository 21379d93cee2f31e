"""Which entries of a statement and of an advice are the same money.

Banks send a payment twice: in an advice with its parts (camt.054), and on the statement (camt.053), often as one sum.
The two share the bank's reference, the entry's reference or the name of the batch; some share nothing but day and
sum. Taking two payments for one loses money, taking one for two books it twice, so a link always needs equal sums:
a shared reference only chooses among equals, or says which entries must be added up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

DAYS_APART_MAX = 10  # between an advice and the statement that share a reference
PAYOUT_DAYS = range(-1, 6)  # from a service's payout to its deposit on the statement: banks take their days


@dataclass(frozen=True, slots=True)
class EntryKey:
    """One entry, whole. money is (signed minor units, currency).

    bank_references   the entry's and its parts' AcctSvcrRef
    batch_reference   Btch/PmtInfId or MsgId; entry_reference is NtryRef, often no more than a running number
    payment_keys      of an only part: its end-to-end id, counterparty's account and folded name, as far as named
    is_payout         it is what a payment service paid out, of which the statement has the sum and no word they share
    """

    money: tuple[int, str]
    day: date | None
    bank_references: frozenset[str] = frozenset()
    batch_reference: str = ""
    entry_reference: str = ""
    parts: int = 1
    payment_keys: tuple[str, str, str] = ("", "", "")
    is_payout: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Places of new and of known entries that are the same money. Unsure: equals stood side by side, and any pairing
    of them sums, but which is which nobody can tell."""

    new: tuple[int, ...]
    known: tuple[int, ...]
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class PartKey:
    """One transaction of an entry. content stands for all that is said of it: equal, nothing is added."""

    amount_minor: int
    bank_reference: str = ""
    end_to_end_id: str = ""
    content: tuple[int, str] = (0, "")


def link_entries(new: Sequence[EntryKey], known: Sequence[EntryKey]) -> list[Link]:
    """Pair the entries of a file with those of another, each at most once.

    Tried in this order: equal sums under one bank reference, one batch, one entry reference and day; several entries
    on one side that share references with one on the other and sum to it; equal sums on one day that agree in an id,
    an account or a name; those that nothing contradicts, if there are as many on both sides; and a payout of several
    rows with the only deposit of its sum in the days that banks take.
    """
    left = _Left(new, known)
    for keys in (_by_bank_reference, _by_batch, _by_entry_reference):
        left.pair(keys)
    left.add_up()
    left.pair_days()
    left.pair_payouts()
    return left.links


def _by_bank_reference(entry: EntryKey) -> Iterable[Hashable]:
    return ((entry.money, reference) for reference in entry.bank_references)


def _by_batch(entry: EntryKey) -> Iterable[Hashable]:
    return ((entry.money, entry.batch_reference),) if entry.batch_reference else ()


def _by_entry_reference(entry: EntryKey) -> Iterable[Hashable]:
    return ((entry.money, entry.entry_reference, entry.day),) if entry.entry_reference and entry.day else ()


class _Left:
    """Entries not linked yet, by place, and the links found."""

    def __init__(self, new: Sequence[EntryKey], known: Sequence[EntryKey]) -> None:
        self.new = dict(enumerate(new))
        self.known = dict(enumerate(known))
        self.links: list[Link] = []

    def take(self, new: Iterable[int], known: Iterable[int], *, is_sure: bool = True) -> None:
        link = Link(tuple(new), tuple(known), is_sure)
        for place in link.new:
            del self.new[place]
        for place in link.known:
            del self.known[place]
        self.links.append(link)

    def pair(self, keys: Callable[[EntryKey], Iterable[Hashable]]) -> None:
        """Link one to one where a key is shared and the days are near; of several equals the first free."""
        found = defaultdict(list)
        for place, entry in self.known.items():
            for key in keys(entry):
                found[key].append(place)
        for place, entry in list(self.new.items()):
            candidates = [at for key in keys(entry) for at in found.get(key, ()) if at in self.known]
            near = [at for at in candidates if _are_near(entry, self.known[at])]
            if near:
                self.take([place], [near[0]])

    def add_up(self) -> None:
        """Link one entry with several that share its references and sum to it, either way round."""
        for one, many, turn in ((self.new, self.known, False), (self.known, self.new, True)):
            shared = defaultdict(list)
            for place, entry in many.items():
                for reference in _references(entry):
                    shared[reference].append(place)
            for place, entry in list(one.items()):
                found = {at: None for reference in _references(entry) for at in shared.get(reference, ())}
                together = [at for at in found if at in many and _are_near(entry, many[at])]
                same_currency = all(many[at].money[1] == entry.money[1] for at in together)
                if together and same_currency and sum(many[at].money[0] for at in together) == entry.money[0]:
                    self.take(*((together, [place]) if turn else ([place], together)))

    def pair_days(self) -> None:
        """Link equal sums of one day that no reference contradicts: those that agree in an id, an account or a name,
        and the rest if both sides have as many."""
        ours, theirs = _by_day(self.new), _by_day(self.known)
        for key in ours.keys() & theirs.keys():
            self._pair_day(ours[key], theirs[key], _agree, is_sure=True)
            places = [at for at in ours[key] if at in self.new]
            others = [at for at in theirs[key] if at in self.known]
            if len(places) == len(others):
                self._pair_day(places, others, _not_contrary, is_sure=len(places) == 1)

    def pair_payouts(self) -> None:
        """Link a payout with its deposit some days later. A payout of one row could be anybody's payment of that sum:
        it must stand on the statement on its own day."""
        for one, other, turn in ((self.new, self.known, False), (self.known, self.new, True)):
            sums = defaultdict(list)
            for at, entry in other.items():
                if entry.parts == 1 and not entry.is_payout:
                    sums[entry.money].append(at)
            payouts = [place for place, entry in one.items() if entry.is_payout and entry.parts > 1]
            twins = Counter(one[place].money for place in payouts)
            for place in payouts:
                near = [at for at in sums[one[place].money] if _is_paid_in(one[place], other[at])]
                if len(near) == 1 and twins[one[place].money] == 1:
                    self.take(*(([near[0]], [place]) if turn else ([place], near)))

    def _pair_day(
        self, places: list[int], others: list[int], agree: Callable[[EntryKey, EntryKey], bool], *, is_sure: bool
    ) -> None:
        for place in places:
            entry = self.new[place]
            free = [at for at in others if at in self.known and not _contradict(entry, self.known[at])]
            fitting = [at for at in free if agree(entry, self.known[at])]
            if fitting:
                self.take([place], [fitting[0]], is_sure=is_sure)


def _references(entry: EntryKey) -> list[tuple[str, str]]:
    found = [("bank", reference) for reference in sorted(entry.bank_references)]
    return [*found, ("batch", entry.batch_reference)] if entry.batch_reference else found


def _are_near(one: EntryKey, other: EntryKey) -> bool:
    return one.day is None or other.day is None or abs((one.day - other.day).days) <= DAYS_APART_MAX


def _is_paid_in(payout: EntryKey, deposit: EntryKey) -> bool:
    if payout.day is None or deposit.day is None:
        return False
    return (deposit.day - payout.day).days in PAYOUT_DAYS


def _by_day(entries: dict[int, EntryKey]) -> dict[tuple[date, tuple[int, str]], list[int]]:
    found = defaultdict(list)
    for place, entry in entries.items():
        if entry.day:
            found[(entry.day, entry.money)].append(place)
    return found


def _contradict(one: EntryKey, other: EntryKey) -> bool:
    """Whether two single payments name different references, ids or accounts; a batch may be renamed on its way."""
    if one.parts > 1 or other.parts > 1:
        return False
    if one.bank_references and other.bank_references and not one.bank_references & other.bank_references:
        return True
    keys = zip(one.payment_keys[:2], other.payment_keys[:2], strict=True)  # banks shorten names
    return any(a and b and a != b for a, b in keys)


def _agree(one: EntryKey, other: EntryKey) -> bool:
    """Whether two entries have the same id, account or name."""
    return any(a and a == b for a, b in zip(one.payment_keys, other.payment_keys, strict=True))


def _not_contrary(one: EntryKey, other: EntryKey) -> bool:
    return True


def look_alikes(new: Sequence[EntryKey], known: Sequence[EntryKey], links: Iterable[Link]) -> set[int]:
    """Places of new entries left over, that have the day and the sum of a known one left over too."""
    links = list(links)
    taken = {place for link in links for place in link.new}, {place for link in links for place in link.known}
    days = {(entry.day, entry.money) for place, entry in enumerate(known) if place not in taken[1]}
    return {p for p, entry in enumerate(new) if p not in taken[0] and entry.day and (entry.day, entry.money) in days}


def pair_parts(new: Sequence[PartKey], known: Sequence[PartKey]) -> list[int] | None:
    """For each new part the place of the known part it is: by amount and reference, then id, then order.

    returns   None when the amounts are not the same ones
    """
    if sorted(part.amount_minor for part in new) != sorted(part.amount_minor for part in known):
        return None
    found: dict[int, int] = {}
    free = dict.fromkeys(range(len(known)))
    for key_of in (_reference_key, _id_key, _amount_key):
        places = defaultdict(list)
        for at in free:
            if (key := key_of(known[at])) is not None:
                places[key].append(at)
        for place, part in enumerate(new):
            key = key_of(part)
            if place not in found and key is not None and places.get(key):
                found[place] = places[key].pop(0)
                del free[found[place]]
    return [found[place] for place in range(len(new))]


def _reference_key(part: PartKey) -> Hashable:
    return (part.amount_minor, part.bank_reference) if part.bank_reference else None


def _id_key(part: PartKey) -> Hashable:
    return (part.amount_minor, part.end_to_end_id) if part.end_to_end_id else None


def _amount_key(part: PartKey) -> Hashable:
    return part.amount_minor
