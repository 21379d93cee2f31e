"""What was proposed for lines, decided of them and learned from them is forgotten: they are none any more."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import F

from reskontra.companies.queries import CompanyFacts
from reskontra.database import bulk
from reskontra.matching.facts import recount
from reskontra.matching.models import Correction, Decision, Fact, FactUse, Lesson, LineQuestion, MatchMessage
from reskontra.matching.packed import write_proposals
from reskontra.matching.proposals import delete_proposals, read_proposals
from reskontra.matching.reservations import reservable

_LESSONS = (
    "SELECT l.id, l.fact_id FROM {values} CROSS JOIN matching_lesson l WHERE l.company_id = %s AND l.line_id = v.value"
)
_CORRECTIONS = (
    "SELECT c.id FROM {values} CROSS JOIN matching_correction c WHERE c.company_id = %s AND c.line_id = v.value"
)


def forget_lines(*, company: CompanyFacts, line_ids: Sequence[int]) -> int:
    """Take away all that was proposed, decided and learned of the lines; gives how many facts nobody else taught.

    A fact stays if a person said or revoked it, if another line taught it, or if another line's proposal rests on it.
    """
    delete_proposals(company=company, line_ids=line_ids)
    corrections = [row[0] for row in bulk.lookup(_CORRECTIONS, line_ids, company.id)]
    lessons = list(bulk.lookup(_LESSONS, line_ids, company.id))
    _delete(Correction, company, corrections)
    _delete(Lesson, company, [row[0] for row in lessons])
    for batch in bulk.chunks(sorted(line_ids), 500):
        MatchMessage.objects.filter(company=company.id, line__in=batch)._raw_delete(using="default")
        LineQuestion.objects.filter(company=company.id, line__in=batch)._raw_delete(using="default")
        Decision.objects.filter(company=company.id, line__in=batch)._raw_delete(using="default")
    facts = {row[1] for row in lessons}
    recount(company=company, fact_ids=facts)
    for batch in bulk.chunks(sorted(facts), 500):
        untaught = Fact.objects.filter(company=company.id, id__in=batch, hits=0)
        untaught.update(last_used_at=F("created_at"))
    return _forget_facts(company, facts)


def _forget_facts(company: CompanyFacts, touched: Collection[int]) -> int:
    forgotten = []
    for batch in bulk.chunks(sorted(touched), 500):
        learned = Fact.objects.filter(company=company.id, id__in=batch, is_confirmed=False, revoked_at__isnull=True)
        needed = {
            *Lesson.objects.filter(company=company.id, fact__in=batch).values_list("fact_id", flat=True),
            *FactUse.objects.filter(company=company.id, fact__in=batch).values_list("fact_id", flat=True),
        }
        forgotten += [id for id in learned.values_list("id", flat=True) if id not in needed]
    _delete(Fact, company, forgotten)
    return len(forgotten)


def reserve_again(*, company: CompanyFacts, line_ids: Sequence[int]) -> int:
    """Lines stand again: what is proposed for them reserves again; gives how many must be matched anew.

    A proposal whose money another line has reserved meanwhile waits for a person.
    """
    proposals = [one for one in read_proposals(company=company, line_ids=line_ids).values() if one.may_post]
    lost = [one for one, refusal in reservable(company=company, proposals=proposals) if refusal]
    write_proposals(
        company=company,
        proposals=[one._replace(is_ready=False, is_reviewed=False, state="review") for one in lost],
    )
    return len(lost)


def _delete(model: type[Correction | Lesson | Fact], company: CompanyFacts, ids: Collection[int]) -> None:
    for batch in bulk.chunks(sorted(ids), 900):
        model.objects.filter(company=company.id, id__in=batch)._raw_delete(using="default")
