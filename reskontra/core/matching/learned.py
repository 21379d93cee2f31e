"""Learned facts as evidence within a run: looked up for what is on the lines, once for all of them.

They say more where little is known and stay silent else: a fact raises what account and name say of a party, and never
lowers it. A single decision is set aside where the payer is known without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reskontra.core.matching.facts import fact_level
from reskontra.core.matching.names import full_fold
from reskontra.core.matching.records import FactKind, LearnedFact
from reskontra.core.matching.signals import Level
from reskontra.core.matching.work import Payer, Run, Work

RULES = {
    FactKind.ACCOUNT: ("learned_account", "stated_account"),
    FactKind.NAME: ("learned_name", "stated_name"),
    FactKind.TEXT: ("learned_text", "stated_text"),
    FactKind.PAYS_FOR: ("learned_pays_for", "stated_pays_for"),
}
Known = tuple[Level, tuple[LearnedFact, ...]]


def look_up_facts(run: Run, works: Sequence[Work]) -> None:
    """Ask for the facts about the accounts and names of these lines, and about who pays for the parties they name."""
    accounts = {account for work in works for account in work.line.accounts} - run.holders.keys()
    accounts -= run.settings.own_accounts
    by_account = run.book.facts(FactKind.ACCOUNT, accounts)
    names = {name for work in works for name in _names(work)} if run.book.has_facts(FactKind.NAME) else ()
    folds = {name: full_fold(name) for name in names}
    by_name = run.book.facts(FactKind.NAME, {fold for fold in folds.values() if fold})
    run.facts.update(by_account)
    run.facts.update({name: by_name[fold] for name, fold in folds.items() if fold in by_name})
    for fact in run.book.payers_of(run.parties.keys()):
        assert fact.party_id
        run.learned_payers.setdefault(fact.party_id, []).append(fact)
    meant = {fact.party_id for facts in run.facts.values() for fact in facts if fact.party_id}
    meant |= {int(fact.value) for facts in run.learned_payers.values() for fact in facts}
    wanted = sorted(meant - run.parties.keys())
    run.learn_parties(run.book.parties(wanted) if wanted else {})


def _names(work: Work) -> Iterable[str]:
    return (name for name in (work.line.ultimate_name or work.line.name,) if name)


def learned_level(run: Run, work: Work, party_id: int) -> Known | None:
    """What the facts about the line's accounts and name say of the party: the best level, and all that agree."""
    return learned_parties(run, work).get(party_id)


def learned_payers(run: Run, work: Work) -> dict[int, Payer]:
    """Every party that facts mean by the line's accounts and name."""
    return {
        party_id: Payer(level, rule_of(facts[0]), written_in(work, facts[0]), facts)
        for party_id, (level, facts) in learned_parties(run, work).items()
        if party_id in run.parties
    }


def learned_parties(run: Run, work: Work) -> dict[int, Known]:
    """Party → the best level, and the facts that mean it, the best first."""
    found: dict[int, list[tuple[Level, LearnedFact]]] = {}
    for facts in _facts_of(run, work):
        for fact in facts:
            level = fact_level(fact, facts)
            if level > Level.NONE and fact.party_id is not None:
                found.setdefault(fact.party_id, []).append((level, fact))
    ordered = {party_id: sorted(several, key=_order, reverse=True) for party_id, several in found.items()}
    return {party_id: (several[0][0], tuple(fact for _, fact in several)) for party_id, several in ordered.items()}


def with_learned(known: dict[int, Payer], learned: Mapping[int, Payer]) -> dict[int, Payer]:
    """What is learned raises the parties it shares with what is known, else stands beside it if it is more than a hint.

    known   by account and name; learned: what learned_payers() found
    """
    if not known:
        return dict(learned)
    payers = dict(known)
    for party_id, payer in learned.items():
        if party_id in payers:
            if payers[party_id].level < payer.level:
                payers[party_id] = payer
        elif payer.level >= Level.STRONG:
            payers = {party: one._replace(level=min(one.level, Level.STRONG)) for party, one in payers.items()}
            payers[party_id] = payer._replace(level=Level.STRONG)
    return payers


def learned_payer_for(run: Run, work: Work, party_id: int, levels: Mapping[int, Level]) -> Known | None:
    """Whether somebody known to have paid for the party sent the line.

    levels   what the line says of each payer that the facts name
    """
    found = [
        (min(level, fact_level(fact, ())), fact)
        for fact in run.learned_payers.get(party_id, ())
        if (level := levels.get(int(fact.value), Level.NONE)) > Level.NONE
    ]
    best = max((known for known in found if known[0] > Level.NONE), key=_order, default=None)
    return (best[0], (best[1],)) if best else None


def _facts_of(run: Run, work: Work) -> list[Sequence[LearnedFact]]:
    keys = dict.fromkeys((*work.line.accounts, *_names(work)))
    return [run.facts[key] for key in keys if key in run.facts]


def rule_of(fact: LearnedFact) -> str:
    """The code of the reason: learned from decisions, or stated by a person."""
    return RULES[FactKind(fact.kind)][fact.is_confirmed]


def written_in(work: Work, fact: LearnedFact) -> str:
    """What the line has of the fact's value, as the bank wrote it."""
    return fact.value if fact.kind == FactKind.ACCOUNT else work.line.ultimate_name or work.line.name


def _order(known: tuple[Level, LearnedFact]) -> tuple[int, int, int]:
    return (known[0], known[1].hits, -known[1].number)
