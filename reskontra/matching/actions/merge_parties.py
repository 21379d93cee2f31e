"""Merge a customer or vendor into another: entries by vouchers, accounts, names, numbers and payer relations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from reskontra.audit.trail import record
from reskontra.companies.queries import CompanyFacts
from reskontra.database.locks import lock_company
from reskontra.matching.facts import hand_on_facts
from reskontra.matching.models import PayerRelation
from reskontra.matching.proposals import delete_proposals, lines_naming
from reskontra.parties.actions import merge_party, mergeable
from reskontra.receivables.correcting import reason_of
from reskontra.receivables.merge import merge_entries
from reskontra.receivables.moving import MovedEntry


@dataclass(frozen=True, slots=True)
class MergeOrder:
    """source goes up in target; both are numbers of one ledger. day: the posting date of the vouchers."""

    ledger: str
    source: str
    target: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """lines: open lines whose proposals named what was moved; they are to be matched again."""

    moved: tuple[MovedEntry, ...]
    accounts: int
    relations: int
    lines: int


def merge_parties(*, company: CompanyFacts, actor: str, order: MergeOrder, is_preview: bool = False) -> Merged:
    """Move all that is open, and let the old number, name and accounts find the new party; the old one is hidden.

    refuses   CorrectionReasonMissing, PartyUnknown, MergedIntoItself, MergedAlready, and what merge_entries() refuses
    """
    reason = reason_of(order.reason, what=order.source)
    with transaction.atomic():
        lock_company(company.id)
        source, target = mergeable(company=company, ledger=order.ledger, number=order.source, into=order.target)
        moved = merge_entries(company=company, actor=actor, source=source, target=target, day=order.day, reason=reason)
        accounts = merge_party(company=company, source=source, target=target)
        relations = _hand_on_relations(company, source.id, target.id)
        facts = hand_on_facts(company=company, source=source.id, target=target.id)
        lines = lines_naming(company=company, entry_ids=[one.entry_id for one in moved])
        delete_proposals(company=company, line_ids=lines)
        done = Merged(tuple(moved), len(accounts), relations, len(lines))
        record(
            company=company.id,
            actor=actor,
            action="party.merged",
            subject=f"{order.source} {order.target}",
            content={
                "ledger": order.ledger,
                "vouchers": [one.voucher for one in moved],
                "accounts": len(accounts),
                "blocked": source.blocked,
                "relations": relations,
                "facts": facts,
                "lines": len(lines),
                "reason": reason,
            },
        )
        if is_preview:
            transaction.set_rollback(True)
    return done


def _hand_on_relations(company: CompanyFacts, source: int, target: int) -> int:
    """Who pays for whom, with the new party for the old; what would say so twice, or of itself, goes."""
    every = PayerRelation.objects.filter(company=company.id)
    known = set(every.values_list("payer_id", "party_id", "kind"))
    rows = list(every.filter(Q(payer=source) | Q(party=source)).order_by("id"))
    gone: list[int] = []
    for row in rows:
        payer = target if row.payer_id == source else row.payer_id
        party = target if row.party_id == source else row.party_id
        if payer == party or (payer, party, row.kind) in known:
            gone.append(row.id)
            continue
        known.add((payer, party, row.kind))
        row.payer_id, row.party_id = payer, party
        row.save(update_fields=["payer_id", "party_id"])
    every.filter(id__in=gone).delete()
    return len(rows)
