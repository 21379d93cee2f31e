"""One payment in two files: the advice with its parts, and the statement with its sum.

Whichever comes first makes the line. A statement that comes after its advice brings balances: what was advised is
known. An advice that comes after its statement brings the parts of what is booked: open lines on the whole that no
person has touched give way to lines on the parts, in the same journal, so that the statement still closes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import Max, Min

from reskontra.bank.actions.decision import Decision
from reskontra.bank.actions.entries import FileEntry, StoredEntry, file_entries, ids_linked, stored_entries
from reskontra.bank.actions.reading import FileStatement
from reskontra.bank.actions.spool import Spool
from reskontra.bank.models import BankStatement, KnownPart
from reskontra.companies.queries import CompanyFacts
from reskontra.core.money import Money
from reskontra.core.statement_links import link_entries, look_alikes, pair_parts
from reskontra.core.statements import ADVICES, REPORTS, Notice
from reskontra.database import bulk
from reskontra.journals.queries import LineOn, lines_on


def link_advised(*, company: CompanyFacts, statement: FileStatement, decision: Decision, spool: Spool) -> None:
    """Find the transactions of a statement that advices brought before: they are known."""
    if not _has_any(company, statement, advices=True):
        return
    stored = stored_entries(company=company, statement=statement, advised=True)
    claimed = _claimed(company, stored)
    free = [entry for entry in stored if not claimed.intersection(entry.ids)]
    if not free:
        return
    own = file_entries(statement, spool, without=decision.known.keys())
    keys, their_keys = [entry.key for entry in own], [entry.key for entry in free]
    links = link_entries(keys, their_keys)
    for link in links:
        _make_known(decision, [own[at] for at in link.new], [free[at] for at in link.known])
    for at in look_alikes(keys, their_keys, links):
        decision.suspects.update(own[at].places)
    if links:
        count = sum(len(own[at].places) for link in links for at in link.new)
        values = {"statement_id": statement.facts.statement_id, "count": count}
        decision.notices.append(Notice("advised_before", values))
    taken = {at for link in links for at in link.known}
    _tell_missing(statement, decision, [entry for at, entry in enumerate(free) if at not in taken])


def link_booked(*, company: CompanyFacts, statement: FileStatement, decision: Decision, spool: Spool) -> None:
    """Find the transactions of an advice that are parts of what a statement brought before: they are details."""
    if not _has_any(company, statement, advices=False):
        return
    stored = stored_entries(company=company, statement=statement, advised=False)
    detailed = ids_linked(company=company, ids={id for entry in stored for id in entry.ids}, by_advices=True)
    free = [entry for entry in stored if not detailed.keys() & set(entry.ids)]
    own = file_entries(statement, spool, without=decision.known.keys())
    links = link_entries([entry.key for entry in own], [entry.key for entry in free])
    wanted = {id for link in links for at in link.known for id in free[at].ids}
    take_overs = _TakeOvers(decision, lines_on(company=company, transaction_ids=wanted))
    for link in links:
        new, known = [own[at] for at in link.new], [free[at] for at in link.known]
        _make_details(decision, new, known)
        places = [place for entry in new for place in entry.places]
        take_overs.decide(places, [id for entry in known for id in entry.ids], is_sure=link.is_sure)
    take_overs.tell()
    linked = {at for link in links for at in link.new}
    _tell_unbooked(company, statement, decision, [entry for at, entry in enumerate(own) if at not in linked])


def _has_any(company: CompanyFacts, statement: FileStatement, *, advices: bool) -> bool:
    rows = BankStatement.objects.filter(company=company.id, bank_account=statement.account.id)
    found = rows.filter(format__in=ADVICES) if advices else rows.exclude(format__in=ADVICES | REPORTS)
    return statement.booked > 0 and found.exists()


def _claimed(company: CompanyFacts, stored: Sequence[StoredEntry]) -> set[int]:
    """Advised transactions that an earlier statement has shown."""
    ids = {id for entry in stored for id in entry.ids}
    known = ids_linked(company=company, ids=ids, by_advices=False)
    claimed = set(known)
    for batch in bulk.chunks(sorted(known.values()), 500):
        parts = KnownPart.objects.filter(company=company.id, transaction__in=batch)
        claimed |= set(parts.values_list("part_id", flat=True))
    return claimed


def _make_known(decision: Decision, new: Sequence[FileEntry], known: Sequence[StoredEntry]) -> None:
    """The new transactions are the known ones: part by part, or as a sum of them."""
    places = [place for entry in new for place in entry.places]
    ids = [id for entry in known for id in entry.ids]
    pairs = pair_parts([p for entry in new for p in entry.parts], [p for entry in known for p in entry.parts])
    for number, place in enumerate(places):
        decision.link(place, known=ids[pairs[number]] if pairs else ids[0])
    if not pairs and len(ids) > 1:
        decision.known_parts[places[0]] = ids


def _make_details(decision: Decision, new: Sequence[FileEntry], known: Sequence[StoredEntry]) -> None:
    """The new transactions say more of the known ones, of their only one or each of its own; or say nothing new."""
    places = [place for entry in new for place in entry.places]
    ids = [id for entry in known for id in entry.ids]
    ours, theirs = [p for entry in new for p in entry.parts], [p for entry in known for p in entry.parts]
    pairs = pair_parts(ours, theirs)
    for number, place in enumerate(places):
        at = pairs[number] if pairs else 0
        if pairs and ours[number].content == theirs[at].content:
            decision.link(place, known=ids[at])
        else:
            decision.link(place, detail=ids[at])


class _TakeOvers:
    """Which lines on wholes give way to lines on their parts, and which stay."""

    def __init__(self, decision: Decision, lines: dict[int, LineOn]) -> None:
        self._decision = decision
        self._lines = lines
        self._told: Counter[tuple[str, str]] = Counter()
        self._parts: Counter[str] = Counter()

    def decide(self, places: Sequence[int], wholes: Sequence[int], *, is_sure: bool) -> None:
        """Open, untouched lines give way where it is sure which is which and each whole has parts of its own."""
        unchanged = {self._decision.known[place] for place in places if place in self._decision.known}
        by_whole: dict[int, list[int]] = {whole: [] for whole in wholes if whole not in unchanged}
        for place in places:
            if place in self._decision.details:
                by_whole[self._decision.details[place]].append(place)
        may_give_way = is_sure and all(by_whole.values())
        for whole, parts in by_whole.items():
            line = self._lines.get(whole)
            if line is None:
                continue
            if line.state == "POSTED":
                self._told["parts_posted", line.journal] += 1
            elif line.is_touched or not may_give_way:
                self._told["parts_offered", line.journal] += 1
            else:
                self._decision.superseded.add(line.id)
                self._decision.take_overs.update(dict.fromkeys(parts, line.journal_id))
                self._told["parts_took_over", line.journal] += 1
                self._parts[line.journal] += len(parts)

    def tell(self) -> None:
        """What became of the lines, journal by journal."""
        for (code, journal), count in sorted(self._told.items()):
            values = {"journal": journal, "count": count, "parts": self._parts[journal]}
            self._decision.notices.append(Notice(code, values))


def _tell_missing(statement: FileStatement, decision: Decision, left: Sequence[StoredEntry]) -> None:
    """Advised payments of the statement's days that it does not show."""
    first, last = statement.header.from_date or statement.first_day, statement.facts.day
    missing = [entry for entry in left if entry.key.day and first and first <= entry.key.day <= last]
    if missing:
        total = sum(entry.key.money[0] for entry in missing if entry.key.money[1] == statement.header.currency)
        values = {"statement_id": statement.facts.statement_id, "count": sum(len(entry.ids) for entry in missing)}
        amount = Money(total, statement.header.currency)
        decision.notices.append(Notice("not_on_statement", {**values, "amount": amount}))


def _tell_unbooked(
    company: CompanyFacts, statement: FileStatement, decision: Decision, left: Sequence[FileEntry]
) -> None:
    """Advised payments of days whose statement is there and does not show them: perhaps it does, as part of a sum."""
    rows = BankStatement.objects.filter(company=company.id, bank_account=statement.account.id)
    days = rows.exclude(format__in=ADVICES | REPORTS).aggregate(first=Min("statement_date"), last=Max("statement_date"))
    missing = [entry for entry in left if entry.key.day and days["first"] <= entry.key.day <= days["last"]]
    for entry in missing:
        decision.suspects.update(entry.places)
    if missing:
        values = {"statement_id": statement.facts.statement_id, "count": sum(len(entry.places) for entry in missing)}
        decision.notices.append(Notice("not_on_bank_statement", values))
