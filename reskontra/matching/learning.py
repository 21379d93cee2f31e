"""A person's decisions about lines become lessons, and lessons facts: all lines of a command at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max

from reskontra.companies.queries import CompanyFacts
from reskontra.core.matching.facts import text_value
from reskontra.core.matching.lessons import DecidedLine, Teaching, direction_of, teachings
from reskontra.core.matching.names import NameKind, full_fold
from reskontra.core.matching.payer_words import phones_in
from reskontra.core.matching.records import FactKind
from reskontra.database import bulk
from reskontra.journals.queries import LineFacts, lines_posted_by
from reskontra.ledger.queries import bank_accounts
from reskontra.matching.facts import numbers_to_ids, recount
from reskontra.matching.models import Correction, Fact, Lesson
from reskontra.matching.proposals import StoredProposal, read_proposals
from reskontra.matching.words import TransactionWords, words_of
from reskontra.parties.queries import ids_by_account, ids_by_name, parties_by_id, phones

CERTAIN_ENOUGH = ("high", "medium", "manual", "mapped")
NAMING = ("payer_", "learned_", "stated_")
_FACT = (
    "id", "company_id", "number", "kind", "value", "direction", "written", "party_id", "account_number", "hits",
    "contradictions", "is_confirmed", "note", "created_by", "created_at", "last_used_at", "revoked_by",
    "revoked_reason",
)  # fmt: skip
_LESSON = ("company_id", "fact_id", "line_id", "effect", "actor", "decided_at")
_CORRECTION = (
    "company_id", "line_id", "kind", "rule", "confidence", "origin", "was_reviewed", "payment_date", "actor",
    "corrected_at",
)  # fmt: skip
Key = tuple[str, str, str, int | None, str]


@dataclass(frozen=True, slots=True)
class _Known:
    """A fact in the table."""

    id: int
    key: Key
    is_revoked: bool


def learn(
    *,
    company: CompanyFacts,
    actor: str,
    lines: Sequence[LineFacts],
    decided: Mapping[int, StoredProposal],
    before: Mapping[int, StoredProposal],
) -> None:
    """Learn from what a person decided of these lines, and from what that overruled.

    decided   line → where its money is now; a line that has nothing applied any more is left out
    before    line → what it had, by the machine or by a person
    """
    words = words_of(company=company, ids=[line.transaction_id for line in lines if line.transaction_id])
    sure = [line for line in lines if line.id in decided and _is_sure(line, decided[line.id])]
    taught = _taught(company, sure, decided, words)
    known = _known(company, [teaching for several in taught.values() for teaching in several], _texts(lines, words))
    made = _add_facts(company, actor, [t for several in taught.values() for t in several], known)
    by_key = {fact.key: fact for fact in (*known, *made)}
    effects = {
        (by_key[teaching.key].id, line_id): "CONFIRMED"
        for line_id, several in taught.items()
        for teaching in several
        if not by_key[teaching.key].is_revoked
    }
    against = _text_facts_against(known, sure, decided, words) | _used_in_vain(company, lines, decided, before)
    for pair in against - effects.keys():
        effects[pair] = "CONTRADICTED"
    _write(company, actor, [line.id for line in lines], effects)
    overruled = [line for line in lines if _is_overruled(before.get(line.id), decided.get(line.id))]
    _correct(company, actor, "OVERRULED", [(line, before[line.id]) for line in overruled])


def take_back(
    *, company: CompanyFacts, actor: str, lines: Sequence[LineFacts], had: Mapping[int, StoredProposal]
) -> None:
    """What was posted for the lines was reversed: it teaches nothing any more, and what led to it is doubted."""
    wrong = {(fact, line) for fact, line in _used(company, had)}
    _write(company, actor, [line.id for line in lines], dict.fromkeys(wrong, "CONTRADICTED"))
    machine = [(line, had[line.id]) for line in lines if line.id in had and had[line.id].origin in ("AUTO", "MAPPING")]
    _correct(company, actor, "REVERSED", machine)


def doubt(*, company: CompanyFacts, actor: str, voucher_id: int, is_of_another: bool) -> None:
    """What a posted line applied was unapplied, or its payment moved: it teaches nothing any more.

    is_of_another   the payment was another party's: what led to it is doubted as well
    """
    lines = lines_posted_by(company=company, voucher_id=voucher_id)
    had = read_proposals(company=company, line_ids=[line.id for line in lines])
    wrong = _used(company, had) if is_of_another else set()
    _write(company, actor, [line.id for line in lines], dict.fromkeys(wrong, "CONTRADICTED"))
    machine = [(line, had[line.id]) for line in lines if line.id in had and had[line.id].origin in ("AUTO", "MAPPING")]
    _correct(company, actor, "REVERSED", machine)


def _is_sure(line: LineFacts, proposal: StoredProposal) -> bool:
    """Whether all of the line is decided, and by more than an amount."""
    if not proposal.parts or proposal.difference_minor or line.transaction_id is None or line.is_duplicate_suspect:
        return False
    if proposal.confidence not in CERTAIN_ENOUGH:
        return False
    reasons = [str(reason["rule"]) for reason in proposal.explanation]
    is_named = any("document_number" in reason for reason in proposal.explanation)
    if proposal.origin == "MAPPING":
        return any("fact" in reason for reason in proposal.explanation)
    return proposal.origin != "AUTO" or is_named or any(rule.startswith(NAMING) for rule in reasons)


def _taught(
    company: CompanyFacts,
    lines: Sequence[LineFacts],
    decided: Mapping[int, StoredProposal],
    words: Mapping[int, TransactionWords],
) -> dict[int, list[Teaching]]:
    said = {line.id: one for line in lines if (one := words.get(line.transaction_id or 0))}
    own = {name for bank in bank_accounts(company=company) for name in bank.names}
    accounts = {account for one in said.values() for account in one.accounts} - own
    holders = ids_by_account(company=company, accounts=accounts)
    phones_of = {line: phones_in((*one.texts, one.name), one.accounts) for line, one in said.items()}
    if any(phones_of.values()):
        known = phones(company=company)
        holders |= {phone: known.get(phone, []) for several in phones_of.values() for phone in several}
    folds = {fold for one in said.values() if (fold := full_fold(one.ultimate_name or one.name))}
    namesakes = ids_by_name(company=company, kind=NameKind.FULL, folds=folds)
    ids = {part.party_id for line in lines for part in decided[line.id].parts if part.party_id}
    names = {party.id: party.name for party in parties_by_id(company=company, ids=ids).values()}
    others = parties_by_id(company=company, ids=_all(holders, namesakes))
    ledgers = {party.id: party.ledger for party in others.values()}
    found = {}
    for line in lines:
        if line.id not in said:
            continue
        one, parts = said[line.id], decided[line.id].parts
        name = one.ultimate_name or one.name
        side = {part.account_type for part in parts}
        keys = tuple(dict.fromkeys([*(a for a in one.accounts if a not in own), *phones_of[line.id]]))
        on_side = [id for id in namesakes.get(full_fold(name), ()) if ledgers[id] in side] if name else []
        found[line.id] = teachings(
            DecidedLine(
                line_id=line.id,
                amount_minor=line.account_minor or 0,
                name=name,
                accounts=keys,
                texts=one.texts,
                party_ids=tuple(sorted({part.party_id for part in parts if part.party_id})),
                account_numbers=tuple(sorted({part.account_number for part in parts if part.account_type == "GL"})),
                is_whole=len({(part.account_type, part.account_number) for part in parts}) == 1,
                holders={key: [id for id in holders.get(key, ()) if ledgers[id] in side] for key in keys},
                namesakes=on_side,
                party_names=names,
            )
        )
    return found


def _all(*answers: Mapping[str, Sequence[int]]) -> set[int]:
    return {id for answer in answers for ids in answer.values() for id in ids}


def _texts(lines: Iterable[LineFacts], words: Mapping[int, TransactionWords]) -> set[str]:
    said = (one for line in lines if (one := words.get(line.transaction_id or 0)))
    return {value for one in said if (value := text_value(one.texts, one.name))}


def _known(company: CompanyFacts, wanted: Iterable[Teaching], texts: Collection[str]) -> list[_Known]:
    """The facts there are about these values, revoked ones too."""
    values: dict[str, set[str]] = {str(FactKind.TEXT): set(texts)}
    for teaching in wanted:
        values.setdefault(str(teaching.kind), set()).add(teaching.value)
    sql = (
        "SELECT f.id, f.kind, f.value, f.direction, f.party_id, f.account_number, f.revoked_at IS NOT NULL "
        "FROM {values} CROSS JOIN matching_fact f WHERE f.company_id = %s AND f.kind = %s AND f.value = v.value"
    )
    return [
        _Known(row[0], (row[1], row[2], row[3], row[4], row[5]), bool(row[6]))
        for kind, several in sorted(values.items())
        for row in bulk.lookup(sql, several, company.id, kind)
    ]


def _add_facts(company: CompanyFacts, actor: str, wanted: Sequence[Teaching], known: Sequence[_Known]) -> list[_Known]:
    there = {fact.key for fact in known}
    new = {teaching.key: teaching for teaching in wanted if teaching.key not in there}
    if not new:
        return []
    first = next_number(company)
    ids = bulk.reserve_ids(Fact, len(new))
    at = bulk.stored(bulk.moment())
    rows = [
        (
            id, company.id, first + index, str(one.kind), one.value, one.direction, one.written, one.party_id,
            one.account_number, 0, 0, False, "", actor, at, at, "", "",
        )
        for index, (id, one) in enumerate(zip(ids, new.values(), strict=True))
    ]  # fmt: skip
    bulk.insert(Fact, _FACT, rows)
    return [_Known(id, key, False) for id, key in zip(ids, new, strict=True)]


def next_number(company: CompanyFacts) -> int:
    """The next fact's; the caller holds the company's lock."""
    return (Fact.objects.filter(company=company.id).aggregate(last=Max("number"))["last"] or 0) + 1


def _text_facts_against(
    known: Iterable[_Known],
    lines: Iterable[LineFacts],
    decided: Mapping[int, StoredProposal],
    words: Mapping[int, TransactionWords],
) -> set[tuple[int, int]]:
    """Facts that put this text on a G/L account, of lines that a person put on customers or vendors."""
    texts: dict[tuple[str, str], list[int]] = {}
    for fact in known:
        if fact.key[0] == FactKind.TEXT and not fact.is_revoked:
            texts.setdefault((fact.key[1], fact.key[2]), []).append(fact.id)
    found: set[tuple[int, int]] = set()
    for line in lines if texts else ():
        said = words.get(line.transaction_id or 0)
        if said and all(part.party_id for part in decided[line.id].parts):
            value = (text_value(said.texts, said.name), direction_of(line.account_minor or 0))
            found.update((fact, line.id) for fact in texts.get(value, ()))
    return found


def _used(company: CompanyFacts, proposals: Mapping[int, StoredProposal]) -> set[tuple[int, int]]:
    """(fact, line) of the facts that are evidence of these proposals."""
    numbers = {
        (int(reason["fact"]), line_id)
        for line_id, proposal in proposals.items()
        for reason in proposal.explanation
        if "fact" in reason
    }
    ids = numbers_to_ids(company=company, numbers={number for number, _ in numbers})
    return {(ids[number], line_id) for number, line_id in numbers if number in ids}


def _used_in_vain(
    company: CompanyFacts,
    lines: Iterable[LineFacts],
    decided: Mapping[int, StoredProposal],
    before: Mapping[int, StoredProposal],
) -> set[tuple[int, int]]:
    """Facts that led to a proposal, and whose party or account has nothing of what a person put in its place."""
    used = _used(company, {line.id: before[line.id] for line in lines if line.id in before})
    rows = Fact.objects.filter(company=company.id, id__in={fact for fact, _ in used})
    targets = {id: (party, account) for id, party, account in rows.values_list("id", "party", "account_number")}
    found = set()
    for fact, line_id in used:
        party, account = targets[fact]
        parts = decided[line_id].parts if line_id in decided else ()
        if not any(part.party_id == party if party else part.account_number == account for part in parts):
            found.add((fact, line_id))
    return found


def _write(
    company: CompanyFacts, actor: str, line_ids: Collection[int], effects: Mapping[tuple[int, int], str]
) -> None:
    """Lessons of these lines are now these; what they taught else is withdrawn, what they spoke against stays."""
    now = bulk.moment()
    sql = (
        "SELECT l.id, l.fact_id, l.line_id, l.effect FROM {values} CROSS JOIN matching_lesson l "
        "WHERE l.company_id = %s AND l.line_id = v.value"
    )
    changed: dict[str, list[int]] = {}
    touched = {fact for fact, _ in effects}
    there = set()
    for id, fact, line, effect in bulk.lookup(sql, line_ids, company.id):
        there.add((fact, line))
        wanted = effects.get((fact, line), "WITHDRAWN" if effect == "CONFIRMED" else effect)
        if wanted != effect or (fact, line) in effects:
            changed.setdefault(wanted, []).append(id)
            touched.add(fact)
    for effect, ids in sorted(changed.items()):
        for batch in bulk.chunks(ids, 500):
            rows = Lesson.objects.filter(company=company.id, id__in=batch)
            rows.update(effect=effect, actor=actor, decided_at=now)
    at = bulk.stored(now)
    new = [
        (company.id, fact, line, effect, actor, at)
        for (fact, line), effect in sorted(effects.items())
        if (fact, line) not in there
    ]
    bulk.insert(Lesson, _LESSON, new)
    recount(company=company, fact_ids=touched)


def _is_overruled(had: StoredProposal | None, has: StoredProposal | None) -> bool:
    """Whether a person took away something of what the machine had put where."""
    if had is None or had.origin not in ("AUTO", "MAPPING") or not had.parts:
        return False
    kept = {(part.account_type, part.account_number, part.entry_id) for part in has.parts} if has else set()
    return any((part.account_type, part.account_number, part.entry_id) not in kept for part in had.parts)


def _correct(
    company: CompanyFacts, actor: str, kind: str, corrected: Iterable[tuple[LineFacts, StoredProposal]]
) -> None:
    at = bulk.stored(bulk.moment())
    rows = [
        (
            company.id, line.id, kind, had.rule, had.confidence, had.origin, had.is_reviewed, line.date, actor, at,
        )
        for line, had in corrected
    ]  # fmt: skip
    bulk.insert(Correction, _CORRECTION, rows)
